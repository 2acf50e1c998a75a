import { parseNumber } from './parse-number.ts';
import { badValues, type PredictionsColumn } from './predictions-column.ts';

/** A column of finite numbers. Throws the InputError `bad-value`. */
export function numericColumn(column: PredictionsColumn): Float64Array {
  const values = Float64Array.from(column.texts, parseNumber);
  if (!values.some(Number.isNaN)) return values;
  throw badValues(column, (text) => Number.isNaN(parseNumber(text)), 'a finite number');
}

/** A column of probabilities, from 0 to 1. Throws the InputError `bad-value`. */
export function scoreColumn(column: PredictionsColumn): Float64Array {
  const values = numericColumn(column);
  if (values.every(isProbability)) return values;
  throw badValues(
    column,
    (text) => !isProbability(parseNumber(text)),
    'the probability of the positive class, from 0 to 1',
  );
}

function isProbability(value: number): boolean {
  return value >= 0 && value <= 1;
}
