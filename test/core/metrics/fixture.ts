import { InputError } from '../../../core/errors.ts';
import { type Predictions, readPredictions } from '../../../core/metrics/predictions.ts';
import type { Table } from '../../../core/table.ts';
import type { ModelConfig } from '../../../schemas/types.ts';

/** A table of these columns, every value as the text that a CSV file would hold. */
export function tableOf(columns: Record<string, readonly (string | number)[]>): Table {
  const entries = Object.entries(columns).map(
    ([name, values]) => [name, values.map(String)] as const,
  );
  return { rows: entries[0]?.[1].length ?? 0, columns: new Map(entries) };
}

/** Reads the columns `y`, `y_hat` and, where they are there, `p` and `id`. */
export function read(
  task: ModelConfig['task'],
  columns: Record<string, readonly (string | number)[]>,
): Predictions {
  const config = {
    path: 'predictions.csv',
    label: 'y',
    prediction: 'y_hat',
    ...('p' in columns ? { score: 'p' } : {}),
    ...('id' in columns ? { id: 'id' } : {}),
  };
  return readPredictions(tableOf(columns), config, task, 'predictions.csv');
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
