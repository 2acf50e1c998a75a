import type { ColumnCollector } from '../../core/profile/collect/column-collector.ts';
import type { ColumnSample } from '../../core/profile/collect/column-sample.ts';
import { type ColumnBuilder, rowByRow } from '../../core/predictions/columns/column.ts';
import type { PassColumn } from './read-pass.ts';
import type { Cell } from '../../core/predictions/columns/cell.ts';
import { typeOfCell, type TypeVotes, vote } from '../../core/profile/collect/column-type.ts';

/** Where a table's rows belong, by their numbers. */
export interface RowPlaces {
  readonly groupOf: (row: number) => number;
  /** From this row on up to before the answer, rows are of one group. */
  readonly runEnd: (row: number) => number;
  /** The rows that are sampled, ascending. */
  readonly sampled: Float64Array;
}

/** Who takes one column's values. */
export interface ColumnTakers {
  readonly collector: ColumnCollector;
  readonly sample: ColumnSample | null;
  /** Takes what each value is, where the file says no type. */
  readonly votes: TypeVotes;
}

/** Gives the values of a column to its collector, in runs of rows of one group, and those of sampled rows to the sample. */
export function countingColumn(
  { collector, sample, votes }: ColumnTakers,
  places: RowPlaces,
): PassColumn {
  let [row, nextSampled] = [0, 0];
  const takeSampled = (rows: number, cellAt: (index: number) => Cell): void => {
    const { sampled } = places;
    while ((sampled[nextSampled] ?? Infinity) < row + rows) {
      sample?.put(nextSampled, cellAt((sampled[nextSampled] ?? 0) - row));
      nextSampled += 1;
    }
  };
  const inRuns = (rows: number, take: (from: number, to: number, group: number) => void): void => {
    for (let from = 0; from < rows;) {
      const to = Math.min(rows, places.runEnd(row + from) - row);
      take(from, to, places.groupOf(row + from));
      from = to;
    }
    row += rows;
  };
  const builder = (hasType: boolean): ColumnBuilder => ({
    expect: () => {},
    push(cell) {
      if (!hasType) {
        const type = typeOfCell(cell);
        if (type !== null) vote(votes, type, 1);
      }
      takeSampled(1, () => cell);
      collector.cell(cell, places.groupOf(row), 1);
      row += 1;
    },
    pushNumbers(values) {
      takeSampled(values.length, (index) => values[index] ?? null);
      inRuns(values.length, (from, to, group) => {
        collector.numbers(values, from, to, group);
      });
    },
    pushCodes(cells, codes) {
      takeSampled(codes.length, (index) => cells[codes[index] ?? -1] ?? null);
      inRuns(codes.length, (from, to, group) => {
        collector.codes(cells, codes, from, to, group);
      });
    },
  });
  return {
    builder,
    skip(why, rows) {
      takeSampled(rows, () => null);
      inRuns(rows, (from, to, group) => {
        collector.without(why, group, to - from);
      });
    },
  };
}

/** A column that is not counted, of which only the type is asked. */
export function typeColumn(votes: TypeVotes): PassColumn {
  const push: ColumnBuilder['push'] = (cell) => {
    const type = typeOfCell(cell);
    if (type !== null) vote(votes, type, 1);
  };
  return {
    builder: (hasType) => (hasType ? null : { expect: () => {}, push, ...rowByRow(push) }),
    skip: () => {},
  };
}
