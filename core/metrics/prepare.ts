import { quoted } from '../config/problem.ts';
import { InputError } from '../errors.ts';
import type { Predictions } from '../predictions/predictions.ts';
import type { Evaluator } from './evaluator.ts';
import { metrics } from './index.ts';
import type { Family, Metric, Task, Weighted } from './metric.ts';
import { neededColumns } from './needs.ts';
import { parseMetricId } from './parse-id.ts';

/** A metric that is asked for, by the id as it is written. */
export interface AskedMetric {
  readonly id: string;
  readonly metric: Metric;
  /** NaN for a metric that has none. */
  readonly parameter: number;
}

const taskOf = {
  numeric: 'regression',
  binary: 'binary',
  multiclass: 'multiclass',
  ranking: 'ranking',
} as const satisfies Record<Predictions['kind'], Task>;

/**
 * Prepares metrics of these predictions, each family once. Throws the InputErrors `unknown-metric`, and `no-score`,
 * `no-scores`, `no-bounds` or `no-quantile` for a metric of columns that the configuration does not name.
 */
export function prepareMetrics(ids: readonly string[], predictions: Predictions): Evaluator {
  const asked = ids.map((id) => askedMetric(id, predictions));
  const groups = [...new Set(asked.map(({ metric }) => metric.family))].map((family) =>
    prepareFamily(family, asked, predictions),
  );
  return {
    ids,
    rows: predictions.rows,
    evaluate(weights) {
      const values = new Float64Array(ids.length);
      for (const { weighted, members } of groups) {
        const totals = weighted(weights);
        for (const { place, metric, parameter } of members) {
          values[place] = metric.value(totals, parameter);
        }
      }
      return values;
    },
  };
}

/** The metric of an id. Throws as `prepareMetrics` does. */
export function askedMetric(id: string, predictions: Predictions): AskedMetric {
  const parsed = parseMetricId(id, taskOf[predictions.kind], metrics);
  if (!parsed.ok) {
    throw new InputError('unknown-metric', `evaluate.metrics: ${quoted(id)} ${parsed.reason}`);
  }
  const { metric } = parsed.value;
  const parameter = parsed.value.parameter ?? Number.NaN;
  const lacking = metric.needs
    .map((need) => neededColumns[need])
    .find(({ isThere }) => !isThere(predictions, parameter));
  if (lacking === undefined) return { id, metric, parameter };
  const what = lacking.toName((key) => `evaluate.predictions.${key}`, parameter);
  throw new InputError(lacking.code, `${id} ${what}, or take ${id} out of evaluate.metrics.`);
}

interface Prepared {
  readonly weighted: Weighted<unknown>;
  readonly members: readonly { place: number; metric: Metric; parameter: number }[];
}

function prepareFamily(
  family: Family,
  asked: readonly AskedMetric[],
  predictions: Predictions,
): Prepared {
  const members = asked.flatMap(({ metric, parameter }, place) =>
    metric.family === family ? [{ place, metric, parameter }] : [],
  );
  const parameters = members.map(({ parameter }) => parameter).filter((one) => !Number.isNaN(one));
  const weighted = family.prepare(predictions, [...new Set(parameters)]);
  if (weighted === null) {
    throw new TypeError(`The family ${family.id} can't use predictions that have what it needs.`);
  }
  return { weighted, members };
}
