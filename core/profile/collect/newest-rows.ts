import { sampledRows } from './sampled-rows.ts';
import type { ChosenWindow } from './windows.ts';

/** With fewer rows on a side, samples say nothing. */
export const fewestSampled = 500;

/**
 * From which span the rows of a sample are taken where there are windows: the newest, and as many before it as it takes to
 * have 500 rows, since what changed lately would drown in what was before. Null without windows: then all rows.
 */
export function sampledSpan(
  windows: readonly ChosenWindow[],
  rowsIn: (window: number) => number,
): ChosenWindow | null {
  const [first, newest] = [windows[0], windows.at(-1)];
  if (first === undefined || newest === undefined) return null;
  let rows = 0;
  const at = windows.findLastIndex((_, window) => {
    rows += rowsIn(window);
    return rows >= fewestSampled;
  });
  return { start: (windows[at] ?? first).start, end: newest.end };
}

/** The numbers of the rows of that span, by the moment of each row; null without windows. */
export function newestRows(
  instants: Float64Array,
  windows: readonly ChosenWindow[],
): Float64Array | null {
  const lengthMs = windows[0] === undefined ? 1 : windows[0].end - windows[0].start;
  const counts = new Map<number, number>();
  for (const instant of instants) {
    const place = Math.floor(instant / lengthMs);
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  const span = sampledSpan(windows, (window) => {
    return counts.get(Math.floor((windows[window]?.start ?? 0) / lengthMs)) ?? 0;
  });
  if (span === null) return null;
  const isIn = (instant: number): boolean => instant >= span.start && instant < span.end;
  const rows = new Float64Array(instants.reduce((sum, instant) => sum + Number(isIn(instant)), 0));
  let next = 0;
  for (const [row, instant] of instants.entries()) if (isIn(instant)) rows[next++] = row;
  return rows;
}

/** Which of these rows are sampled, ascending as they are. */
export function sampledOf(rows: Float64Array, count: number): Float64Array {
  return sampledRows(rows.length, count).map((place) => rows[place] ?? 0);
}
