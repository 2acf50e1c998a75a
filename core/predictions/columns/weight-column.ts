import { InputError } from '../../errors.ts';
import type { ColumnPlace } from './column.ts';
import { type NumberColumn, numberColumn } from './number-column.ts';
import { quoted } from './quoted.ts';

/** A column of the rows' weights. `finish` also throws the InputError `no-weight` where all of them are 0. */
export function weightColumn(place: ColumnPlace): NumberColumn {
  const column = numberColumn(place, {
    least: 0,
    most: Number.MAX_VALUE,
    must: 'a finite number, 0 or more, since it is the weight of the row',
  });
  return {
    ...column,
    finish(rows) {
      const weights = column.finish(rows);
      if (weights.some((weight) => weight > 0)) return weights;
      throw new InputError(
        'no-weight',
        `In ${place.file} the column ${quoted(place.name)}, which evaluate.predictions.weight names, is 0 in every row: give at least one row a weight, or leave the key out.`,
        { file: place.file },
      );
    },
  };
}
