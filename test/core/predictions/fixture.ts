import { InputError } from '../../../core/errors.ts';
import type { Cell } from '../../../core/predictions/columns/cell.ts';
import type { Predictions } from '../../../core/predictions/predictions.ts';
import { beginReading } from '../../../core/predictions/reading.ts';
import type { ModelConfig, PredictionsConfig } from '../../../schemas/types.ts';

/** Columns by name, each with a value a row. */
export type Columns = Readonly<Record<string, readonly Cell[]>>;

/** The keys of the configuration by the name that tests give the column. */
const keys = {
  id: 'id',
  p: 'score',
  w: 'weight',
  g: 'group',
  q: 'query',
  low: 'lower',
  high: 'upper',
} as const;

/** The configuration for label `y`, prediction `y_hat`, and whatever else is among the columns. */
export function configOf(columns: Columns): PredictionsConfig {
  const named = Object.entries(keys).filter(([name]) => name in columns);
  return {
    path: 'predictions.csv',
    label: 'y',
    prediction: 'y_hat',
    ...Object.fromEntries(named.map(([name, key]) => [key, name])),
  };
}

/** Reads columns as rows of a file with a header, row by row. */
export function read(
  task: ModelConfig['task'],
  columns: Columns,
  more: Partial<PredictionsConfig> & { readonly slices?: readonly string[] } = {},
): Predictions {
  const { slices = [], ...config } = more;
  const reading = beginReading(
    { ...configOf(columns), ...config },
    task,
    slices,
    'predictions.csv',
  );
  const rows = columns['y']?.length ?? 0;
  for (let row = 0; row < rows; row++) {
    for (const { name, column } of reading.columns)
      column.push(columns[name]?.[row] ?? null, row + 2);
  }
  const result = reading.finish(rows);
  if ('kind' in result) return result;
  throw new TypeError(`The rows ${result.first} and ${result.second} have one id.`);
}

/** The InputError that `act` throws. */
export function inputErrorOf(act: () => unknown): InputError {
  try {
    act();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new TypeError('Nothing was thrown.');
}
