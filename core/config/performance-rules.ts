import type { ConfigDocument } from './document.ts';
import type { Known } from './known.ts';
import { unfitMetric } from './metric-rules.ts';
import { keyPath, type Problem } from './problem.ts';
import { select, valueAt } from './select.ts';

/** Metrics in production exist, fit the model's task and the columns that are named, and have a bound. */
export function performanceProblems(document: ConfigDocument, known: Known): readonly Problem[] {
  return select(document.value, 'models.*.monitor.performance.*').flatMap(({ keys, value }) => {
    const monitor = keys.slice(0, 3);
    const scored = valueAt(document.value, [...monitor, 'score']) !== undefined;
    const reason =
      unfitMetric(keys.at(-1) ?? '', keys, document, known, scored ? ['score'] : []) ??
      unbounded(keys, value);
    return reason === null ? [] : [{ ...document.place(keys, 'key'), sentence: reason }];
  });
}

function unbounded(keys: readonly string[], bounds: unknown): string | null {
  if (typeof bounds !== 'object' || bounds === null || Array.isArray(bounds)) return null;
  if (Object.keys(bounds).length > 0) return null;
  return `${keyPath(keys)} bounds nothing: give it a limit, or max_regression against the reference.`;
}
