import type { PredictionsConfig } from '../../../schemas/types.ts';
import { InputError } from '../../errors.ts';
import { rowName } from '../columns/bad-values.ts';
import type { ColumnPlace } from '../columns/column.ts';
import { finiteNumber, type NumberColumn, numberColumn } from '../columns/number-column.ts';
import type { NumericPredictions } from '../predictions.ts';
import type { TaskColumns } from './task-columns.ts';
import { namedColumn, present, type WantedColumn, wantedColumn } from '../columns/wanted-column.ts';

/** Label and prediction, the ends of the interval, and the quantiles: all of them finite numbers. */
export function regressionColumns(config: PredictionsConfig, file: string): TaskColumns {
  const label = wantedColumn(config.label, 'predictions.label', file, finite);
  const prediction = wantedColumn(config.prediction, 'predictions.prediction', file, finite);
  const lower = namedColumn(config, 'lower', file, finite);
  const upper = namedColumn(config, 'upper', file, finite);
  requireBoth(lower, upper, file);
  const quantiles = Object.entries(config.quantiles ?? {}).map(([text, name]) => ({
    quantile: quantileOf(text, file),
    ...wantedColumn(name, `predictions.quantiles.${text}`, file, finite),
  }));
  requireDistinct(quantiles, file);
  return {
    columns: [label, prediction, ...present([lower, upper]), ...quantiles],
    finish(rows) {
      const count = rows.rows;
      return {
        kind: 'numeric',
        ...rows,
        labels: label.column.finish(count),
        predicted: prediction.column.finish(count),
        bounds:
          lower === null || upper === null
            ? null
            : ordered(
                { lower: lower.column.finish(count), upper: upper.column.finish(count) },
                file,
              ),
        quantiles: new Map(
          quantiles.map(({ quantile, column }) => [quantile, column.finish(count)]),
        ),
      };
    },
  };
}

function finite(place: ColumnPlace): NumberColumn {
  return numberColumn(place, finiteNumber);
}

function requireBoth(lower: WantedColumn | null, upper: WantedColumn | null, file: string): void {
  if ((lower === null) === (upper === null)) return;
  const [named, other] = lower === null ? ['upper', 'lower'] : ['lower', 'upper'];
  throw new InputError(
    'bad-columns',
    `evaluate.predictions.${named} names one end of the predicted interval, and no key the other: name its column in evaluate.predictions.${other}, or leave both out.`,
    { file },
  );
}

/** Throws the InputError `bad-value` for a predicted interval that ends before it begins. */
function ordered(
  bounds: NonNullable<NumericPredictions['bounds']>,
  file: string,
): NonNullable<NumericPredictions['bounds']> {
  const { lower, upper } = bounds;
  const row = lower.findIndex((end, index) => end > (upper[index] ?? end));
  if (row < 0) return bounds;
  throw new InputError(
    'bad-value',
    `In ${file} the predicted interval of ${rowName(row, 0)} begins at ${lower[row]} and ends at ${upper[row]}: evaluate.predictions.lower must name the lower end and evaluate.predictions.upper the upper one.`,
    { file },
  );
}

function quantileOf(text: string, file: string): number {
  const quantile = Number(text);
  if (quantile > 0 && quantile < 1) return quantile;
  throw new InputError(
    'bad-columns',
    `evaluate.predictions.quantiles has the key ${text}: a quantile is between 0 and 1, such as 0.9.`,
    { file },
  );
}

function requireDistinct(quantiles: readonly { readonly quantile: number }[], file: string): void {
  const values = quantiles.map(({ quantile }) => quantile);
  const twice = values.find((quantile, index) => values.indexOf(quantile) !== index);
  if (twice === undefined) return;
  throw new InputError(
    'bad-columns',
    `evaluate.predictions.quantiles names the quantile ${twice} twice, written in two ways: name one column for it.`,
    { file },
  );
}
