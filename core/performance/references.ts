import { selectRows } from '../predictions/select-rows.ts';
import { type ReferenceValue, type WatchedMetric, whyNotComputed } from './bounds.ts';
import { fewestRows, type PerformanceFacts } from './facts.ts';
import { type Draws, measure, standardErrorOf } from './measure.ts';
import { allRows, type KeptRows, labelledOf } from './rows.ts';

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
  const others = watched.filter(({ id }) => !found.has(id));
  return new Map([...found, ...valuesOf(others, kept, allRows(kept), draws)]);
}

/**
 * What those of the rows say that have a label. Metrics without a value or an interval there are left out, and those that
 * need a column which the rows lack; all of them where under 200 rows have a label.
 */
export function valuesOf(
  watched: readonly WatchedMetric[],
  kept: KeptRows,
  rows: Uint32Array,
  draws: Draws,
): ReadonlyMap<string, ReferenceValue> {
  const labelled = labelledOf(kept, rows);
  const ids = watched
    .filter((one) => whyNotComputed(one, kept.predictions) === null)
    .map(({ id }) => id);
  if (labelled.length < fewestRows || ids.length === 0) return new Map();
  const measured = measure(ids, selectRows(kept.predictions, labelled), draws);
  return new Map(
    [...measured].flatMap(([id, { value, interval }]) =>
      value === null || interval === null
        ? []
        : [[id, { value, standardError: standardErrorOf(interval) }] as const],
    ),
  );
}
