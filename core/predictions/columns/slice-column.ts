import { InputError } from '../../errors.ts';
import type { Cell } from './cell.ts';
import { type ColumnBuilder, type ColumnPlace, rowByRow } from './column.ts';
import type { SliceColumn } from '../predictions.ts';
import { grouped, quoted } from './quoted.ts';
import type { SliceCollector } from './slice-collector.ts';
import { mostValues, sliceValues } from './slice-values.ts';

/** A column by which metrics are computed. */
export interface SliceColumnBuilder extends ColumnBuilder {
  /** Throws the InputError `too-many-levels`. */
  readonly finish: () => SliceColumn;
}

/**
 * Values become levels, numbers ranges: see `sliceValues` and `sliceNumbers`. A column of more than 1,000 different
 * values that are not all numbers is refused.
 */
export function sliceColumn(place: ColumnPlace): SliceColumnBuilder {
  let collector: SliceCollector | null = sliceValues();
  const push = (cell: Cell): void => {
    while (collector !== null && !collector.push(cell)) collector = collector.next();
  };
  return {
    expect(rows) {
      collector?.expect(rows);
    },
    push,
    ...rowByRow(push),
    finish() {
      if (collector === null) throw tooManyLevels(place);
      return collector.finish(place.name);
    },
  };
}

function tooManyLevels({ file, name }: ColumnPlace): InputError {
  return new InputError(
    'too-many-levels',
    `The column ${quoted(name)} of ${file}, which evaluate.slices names, holds more than ${grouped(mostValues)} different values that are not all numbers: slice by a column with fewer, such as one that groups them.`,
    { file },
  );
}
