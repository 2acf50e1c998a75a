import type { DriftRecord, Window } from '../../schemas/types.ts';
import type { Profiled } from '../profile/profile.ts';
import { writtenLike } from '../time/written-like.ts';

/** The stretch of the data that drifted, as a record says it; null where no time is known. */
export function driftedStretch({
  drifted,
  window,
}: Pick<DriftRecord, 'drifted' | 'window'>): Window | null {
  return drifted ?? window;
}

/**
 * From the start of the first window of a drift that lasts, else of the newest window, to the newest row, written as the data
 * write times, so that what is trained next can be set to it. Null without windows.
 */
export function stretchOf(
  { windows, span }: Pick<Profiled, 'windows' | 'span'>,
  features: DriftRecord['features'],
): Window | null {
  const newest = windows.at(-1);
  if (newest === undefined || span === null) return null;
  const since = features
    .flatMap(({ outcome, since: start }) => (outcome === 'drift' ? (start ?? []) : []))
    .map((start) => Date.parse(start))
    .filter((start) => !Number.isNaN(start));
  const start = since.reduce((first, one) => Math.min(first, one), newest.start);
  return { start: writtenLike(span.end, start), end: span.end };
}
