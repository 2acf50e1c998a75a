import { fittingGroups } from '../profile/collect/row-groups.ts';
import { mergeProfiles } from '../profile/merge.ts';
import type { Window } from '../../schemas/types.ts';
import type { Profiled, ReferenceProfile } from '../profile/profile.ts';
import { isoOf } from '../time/instant.ts';
import { calibrate } from './calibrate.ts';

/** How many windows are examined, and how many before them are the reference. */
export interface PastShares {
  readonly examined: number;
  readonly before: number;
}

/**
 * What there is room for of the windows that are asked for where so many columns are counted, shared in proportion, with
 * at least one that is examined. None is left for the reference only where there is room for a single one.
 */
export function fittingShares({ examined, before }: PastShares, columns: number): PastShares {
  const asked = examined + before;
  const fitting = fittingGroups(asked, columns);
  const share = Math.max(1, Math.floor((examined * fitting) / asked));
  return { examined: share, before: fitting - share };
}

/**
 * Cuts a table with windows in two: the newest `examined` ones are the current data, all before them the reference, each
 * window of which is a part by which it is calibrated. The reference is null where no window is left for it.
 */
export function pastWindows(
  profiled: Profiled,
  examined: number,
): {
  readonly reference: ReferenceProfile | null;
  /** Of the reference. */
  readonly span: Window;
  readonly current: Profiled;
} {
  const before = profiled.windows.slice(0, Math.max(0, profiled.windows.length - examined));
  const windows = profiled.windows.slice(before.length);
  const current = { ...profiled, windows, whole: mergeProfiles(windows) };
  const span = { start: isoOf(before[0]?.start ?? 0), end: isoOf(before.at(-1)?.end ?? 0) };
  if (before.every(({ rows }) => rows === 0)) return { reference: null, span, current };
  const profile = mergeProfiles(before);
  return {
    reference: { profile, types: profiled.types, calibration: calibrate(profile, before) },
    span,
    current,
  };
}
