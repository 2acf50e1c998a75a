import type { Volume } from '../../schemas/types.ts';
import type { WindowProfile } from '../profile/profile.ts';
import { timeText } from '../report/drift/time-text.ts';
import { formatCount, formatWhole } from '../report/number.ts';
import { isoOf } from '../time/instant.ts';
import { earliestNumber } from './freshness.ts';

const fewestBefore = 5;
/** The median absolute deviation of normal values times this is their standard deviation. */
const perDeviation = 1.4826;
/** How far from the median, in deviations, a number of rows is no chance; with few windows the deviation is badly known. */
const farDeviations = { few: 6, many: 4.5 } as const;
const manyWindows = 14;
/** What was written of a window may come so many windows later. */
const lateWindows = 1;
/** A smaller change is no news, however regular the windows are. */
const smallestChange = 0.25;

/**
 * The rows of the newest window against those of the windows before it. The band is their median, and on both sides as
 * many robust deviations (median absolute, at least Poisson's) as chance hardly reaches, or a quarter if that is more.
 * A window without any row is none of `windows`: what came after the newest is told by the time since, which may be as many
 * windows as lay between any two, and one that is late, or as the age that is allowed of the newest row reaches, and one that
 * still runs. Null without windows; `insufficient-data` with fewer than five before.
 */
export function volumeOf(
  windows: readonly WindowProfile[],
  now: Date,
  freshnessMs: number | null,
): Volume | null {
  const newest = windows.at(-1);
  if (newest === undefined) return null;
  const before = windows.slice(0, -1).map(({ rows }) => rows);
  const { rows } = newest;
  const unknown = { rows, expected: null, lower: null, upper: null } as const;
  if (before.length < fewestBefore) {
    const reason = `${formatCount(before.length, 'window')} before the newest: ${fewestBefore} are needed to know how many rows to expect.`;
    return { ...unknown, outcome: 'insufficient-data', reason };
  }
  const { expected, lower, upper } = bandOf(before);
  const silence = silenceOf(windows, newest, now, freshnessMs);
  if (silence !== null)
    return { rows: 0, expected, lower, upper, outcome: 'warning', reason: silence };
  const isInside = rows >= lower && rows <= upper;
  const found = `${formatCount(rows, 'row')} in the newest window, ${formatWhole(expected)} in the median of the ${before.length} before it`;
  const reason = `${found}; from ${formatWhole(lower)} to ${formatWhole(upper)} are to be expected.`;
  return { rows, expected, lower, upper, outcome: isInside ? 'stable' : 'warning', reason };
}

/** That windows have been without rows for longer than ever before; null where that is not so, or times are numbers of whatever. */
function silenceOf(
  windows: readonly WindowProfile[],
  { start, end }: WindowProfile,
  now: Date,
  freshnessMs: number | null,
): string | null {
  if (end < earliestNumber) return null;
  const lengthMs = end - start;
  const silentMs = now.getTime() - end;
  if (freshnessMs !== null && silentMs <= freshnessMs + lengthMs) return null;
  const gaps = windows.slice(1).map((window, index) => window.start - (windows[index]?.end ?? 0));
  const longest = Math.round(Math.max(...gaps) / lengthMs);
  const silent = Math.floor(silentMs / lengthMs);
  if (silent <= longest + lateWindows) return null;
  return `${formatCount(silent, 'window')} without any row from ${timeText(isoOf(end))} on, where ${formatWhole(longest)} one after the other were the most before: see whether production still writes its data.`;
}

/** How many rows are to be expected after these. */
export function bandOf(before: readonly number[]): {
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
} {
  const expected = median(before);
  const spread = perDeviation * median(before.map((rows) => Math.abs(rows - expected)));
  const deviations = before.length < manyWindows ? farDeviations.few : farDeviations.many;
  const reach = Math.max(
    deviations * Math.max(spread, Math.sqrt(expected)),
    smallestChange * expected,
  );
  return {
    expected,
    lower: Math.max(0, Math.ceil(expected - reach)),
    upper: Math.floor(expected + reach),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [Math.floor((sorted.length - 1) / 2), Math.ceil((sorted.length - 1) / 2)];
  return ((sorted[low] ?? 0) + (sorted[high] ?? 0)) / 2;
}
