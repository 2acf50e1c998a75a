import { numberOf } from '../values.ts';
import type { Cell } from '../../predictions/columns/cell.ts';
import { type CellList, onceFor } from '../../predictions/columns/column.ts';
import { numberCounter } from '../../sketch/number-counter.ts';
import type { Grid } from '../profile.ts';
import { textOf } from './cell-text.ts';
import type { CollectorOptions, ColumnCollector } from './column-collector.ts';
import { tallies } from './tally.ts';

/** Stands for a value that is no number, among numbers of which NaN is a missing one. */
interface Numbers {
  readonly numbers: Float64Array;
  /** By the index of the value, 1 where it is no number. */
  readonly unreadable: Uint8Array;
  readonly hasUnreadable: boolean;
}

/** Counts a column of numbers. Texts count as the numbers that they spell; true and false are none. */
export function numericCollector(grid: Grid | null, options: CollectorOptions): ColumnCollector {
  const counter = numberCounter({ pivot: grid?.pivot ?? null, mostExact: options.mostExact });
  const counts = tallies();
  const numbersOf = onceFor(readNumbers);
  const one = new Float64Array(1);
  let room = new Float64Array();
  const numbers: ColumnCollector['numbers'] = (values, from, to, group) => {
    const tally = counts.of(group);
    tally.rows += to - from;
    tally.missing += counter.add(values, from, to, group);
  };
  return {
    numbers,
    cell(cell, group, rows) {
      const tally = counts.of(group);
      tally.rows += rows;
      const text = typeof cell === 'number' ? null : textOf(cell);
      const value = typeof cell === 'number' ? cell : numberOf(text ?? '');
      if (Number.isNaN(value)) {
        if (text === null) tally.missing += rows;
        else tally.unreadable += rows;
        return;
      }
      one[0] = value;
      for (let row = 0; row < rows; row++) counter.add(one, 0, 1, group);
    },
    codes(cells, codes, from, to, group) {
      const dictionary = numbersOf(cells);
      if (room.length < to - from) room = new Float64Array(to - from);
      for (let row = from; row < to; row++) {
        room[row - from] = dictionary.numbers[codes[row] ?? -1] ?? Number.NaN;
      }
      numbers(room, 0, to - from, group);
      if (!dictionary.hasUnreadable) return;
      let unreadable = 0;
      for (let row = from; row < to; row++) {
        unreadable += dictionary.unreadable[codes[row] ?? -1] ?? 0;
      }
      const tally = counts.of(group);
      tally.unreadable += unreadable;
      tally.missing -= unreadable;
    },
    measured(values, from, to, group) {
      const tally = counts.of(group);
      tally.rows += to - from;
      tally.unreadable += counter.add(values, from, to, group);
    },
    without: counts.without,
    profile: (groups) => {
      const asked = [...groups];
      return { kind: 'numeric', ...counts.sum(asked), ...counter.counted(asked) };
    },
  };
}

function readNumbers(cells: CellList): Numbers {
  if (cells instanceof Float64Array) {
    return { numbers: cells, unreadable: new Uint8Array(), hasUnreadable: false };
  }
  const numbers = new Float64Array(cells.length);
  const unreadable = new Uint8Array(cells.length);
  for (const [index, cell] of cells.entries()) {
    numbers[index] = numberIn(cell);
    unreadable[index] = Number.isNaN(numbers[index]) && textOf(cell) !== null ? 1 : 0;
  }
  return { numbers, unreadable, hasUnreadable: unreadable.includes(1) };
}

function numberIn(cell: Cell): number {
  return typeof cell === 'number' ? cell : numberOf(textOf(cell) ?? '');
}
