import { selectRows } from '../predictions/select-rows.ts';
import { type ReferenceValue, type WatchedMetric, whyNotComputed } from './bounds.ts';
import { fewestRows, type PerformanceFacts } from './facts.ts';
import { measure, standardErrorOf } from './measure.ts';
import { allRows, labelledOf } from './rows.ts';

/**
 * What each metric is compared with: the champion's value, which is taken as it is, else that of the labelled rows of
 * the reference with its error.
 */
export function referenceValues(
  watched: readonly WatchedMetric[],
  { reference, referenceValues: given, draws }: Omit<PerformanceFacts, 'windows' | 'current'>,
): ReadonlyMap<string, ReferenceValue> {
  const found = new Map<string, ReferenceValue>();
  for (const [id, value] of given) {
    if (Number.isFinite(value)) found.set(id, { value, standardError: 0 });
  }
  const kept = reference?.kept ?? null;
  if (kept === null) return found;
  const rows = labelledOf(kept, allRows(kept));
  if (rows.length < fewestRows) return found;
  const predictions = selectRows(kept.predictions, rows);
  const ids = watched
    .filter((one) => !found.has(one.id) && whyNotComputed(one, predictions) === null)
    .map(({ id }) => id);
  if (ids.length === 0) return found;
  for (const [id, { value, interval }] of measure(ids, predictions, draws)) {
    if (value === null || interval === null) continue;
    found.set(id, { value, standardError: standardErrorOf(interval) });
  }
  return found;
}
