import { suggestion } from '../text/nearest.ts';
import type { ConfigDocument } from './document.ts';
import type { Known } from './known.ts';
import { keyPath, type Problem, quoted } from './problem.ts';
import { select, valueAt } from './select.ts';

/** Metrics exist, fit the model's task, and what the gate bounds is evaluated. */
export function metricProblems(document: ConfigDocument, known: Known): readonly Problem[] {
  const listed = select(document.value, 'models.*.evaluate.metrics.*').flatMap(
    ({ keys, value }) => {
      if (typeof value !== 'string' || value === '') return [];
      const reason = unfit(value, keys, document, known);
      return reason === null ? [] : [{ ...document.place(keys, 'value'), sentence: reason }];
    },
  );
  const gated = select(document.value, 'models.*.gate.metrics.*').flatMap(({ keys }) => {
    const metric = keys.at(-1) ?? '';
    const reason = unfit(metric, keys, document, known) ?? notListed(metric, keys, document);
    return reason === null ? [] : [{ ...document.place(keys, 'key'), sentence: reason }];
  });
  return [...listed, ...gated];
}

function unfit(
  id: string,
  keys: readonly string[],
  document: ConfigDocument,
  known: Known,
): string | null {
  const task = valueAt(document.value, [...keys.slice(0, 2), 'task']);
  const named = keys.at(-1) === id ? keyPath(keys) : `${keyPath(keys)} ${quoted(id)}`;
  const fitting = known.metrics.filter((metric) => metric.tasks.some((one) => one === task));
  const offered = (fitting.length === 0 ? known.metrics : fitting).map((metric) => metric.id);
  const metric = known.metrics.find((one) => one.id === id);
  const forTask = fitting.length === 0 ? '' : ` for ${String(task)}`;
  if (metric === undefined) {
    return `${named} is not a metric${suggestion(id, offered)} Metrics${forTask}: ${offered.join(', ')}.`;
  }
  if (fitting.length === 0 || fitting.includes(metric)) {
    return metric.needsScore ? withoutScore(named, keys, document) : null;
  }
  return `${named} is a metric for ${metric.tasks.join(' and ')}, but the task of this model is ${String(task)}. Metrics${forTask}: ${offered.join(', ')}.`;
}

function withoutScore(
  named: string,
  keys: readonly string[],
  document: ConfigDocument,
): string | null {
  const scoreKeys = [...keys.slice(0, 2), 'evaluate', 'predictions', 'score'];
  if (valueAt(document.value, scoreKeys) !== undefined) return null;
  return `${named} is computed from the probability of the positive class: name its column in ${keyPath(scoreKeys)}.`;
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
