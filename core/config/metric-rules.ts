import type { Need } from '../metrics/metric.ts';
import { neededColumns } from '../metrics/needs.ts';
import { parseMetricId } from '../metrics/parse-id.ts';
import type { ConfigDocument } from './document.ts';
import type { Known } from './known.ts';
import { keyPath, type Problem, quoted } from './problem.ts';
import { select, valueAt } from './select.ts';

/** Metrics exist, fit the model's task and its predictions, and what the gate bounds is evaluated. */
export function metricProblems(document: ConfigDocument, known: Known): readonly Problem[] {
  const listed = select(document.value, 'models.*.evaluate.metrics.*').flatMap(
    ({ keys, value }) => {
      if (typeof value !== 'string' || value === '') return [];
      const reason = unfitMetric(value, keys, document, known);
      return reason === null ? [] : [{ ...document.place(keys, 'value'), sentence: reason }];
    },
  );
  const gated = select(document.value, 'models.*.gate.metrics.*').flatMap(({ keys }) => {
    const metric = keys.at(-1) ?? '';
    const reason = unfitMetric(metric, keys, document, known) ?? notListed(metric, keys, document);
    return reason === null ? [] : [{ ...document.place(keys, 'key'), sentence: reason }];
  });
  return [...listed, ...gated];
}

/**
 * Why a metric can't be computed for the model of these keys, as a sentence; null where it can. `named` are columns that
 * are named elsewhere than in `evaluate.predictions`.
 */
export function unfitMetric(
  id: string,
  keys: readonly string[],
  document: ConfigDocument,
  known: Known,
  named: readonly Need[] = [],
): string | null {
  const task = valueAt(document.value, [...keys.slice(0, 2), 'task']);
  const place = keys.at(-1) === id ? keyPath(keys) : `${keyPath(keys)} ${quoted(id)}`;
  // A task that there is not is a problem of its own, and then any metric may be meant.
  const knownTask = known.metrics.find((metric) => metric.task === task)?.task ?? null;
  const parsed = parseMetricId(id, knownTask, known.metrics);
  if (!parsed.ok) return `${place} ${parsed.reason}`;
  const { metric, parameter } = parsed.value;
  const lacking = metric.needs.find(
    (need) => !named.includes(need) && !isNamed(need, parameter, keys, document),
  );
  if (knownTask === null || lacking === undefined) return null;
  const key = (name: string): string => keyPath([...predictionsKeys(keys), name]);
  return `${place} ${neededColumns[lacking].toName(key, parameter ?? Number.NaN)}.`;
}

/** Whether `evaluate.predictions` names the columns that a metric needs. */
function isNamed(
  need: Need,
  parameter: number | null,
  keys: readonly string[],
  document: ConfigDocument,
): boolean {
  const isThere = (...names: readonly string[]): boolean =>
    names.every((name) => valueAt(document.value, [...predictionsKeys(keys), name]) !== undefined);
  if (need === 'bounds') return isThere('lower', 'upper');
  if (need !== 'quantiles') return isThere(need);
  const quantiles = valueAt(document.value, [...predictionsKeys(keys), 'quantiles']);
  if (typeof quantiles !== 'object' || quantiles === null) return false;
  // A quantile may be written in more than one way: 0.9, .9, 0.90.
  return Object.keys(quantiles).some((quantile) => Number(quantile) === parameter);
}

/** Where the model of these keys names the columns of its predictions. */
function predictionsKeys(keys: readonly string[]): readonly string[] {
  return [...keys.slice(0, 2), 'evaluate', 'predictions'];
}

function notListed(
  metric: string,
  keys: readonly string[],
  document: ConfigDocument,
): string | null {
  const listKeys = [...keys.slice(0, 2), 'evaluate', 'metrics'];
  const list = valueAt(document.value, listKeys);
  if (!Array.isArray(list) || list.includes(metric)) return null;
  return `${keyPath(keys)} bounds a metric that is not evaluated: add ${metric} to ${keyPath(listKeys)}, or take the bound out.`;
}
