import type { FreezeWindow } from './freeze-window.ts';

/** A freeze that holds. */
export interface Frozen {
  /** Of the window that holds now. */
  readonly reason: string;
  /** When nothing is frozen any more, through all windows that follow without a gap; null where no end is in sight. */
  readonly until: Date | null;
}

/** A time from its start up to, and without, its end. */
interface Span {
  readonly kind: FreezeWindow['kind'];
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

const dayMs = 24 * 60 * 60_000;
const weekMs = 7 * dayMs;
/** What follows without a gap is looked for so far ahead at once: two weeks, and a day at each end. */
const aheadDays = 16;

/** Which freeze holds at a moment, and when all is free again; null where none holds. */
export function freezeAt(windows: readonly FreezeWindow[], at: Date): Frozen | null {
  const now = at.getTime();
  const held = heldAt(windows, now);
  if (held === null) return null;
  const end = endOf(windows, held);
  return { reason: held.reason, until: end === null ? null : new Date(end) };
}

/** When promotions are frozen next, or free again, after a moment; null where that never changes. */
export function nextFreezeChange(windows: readonly FreezeWindow[], after: Date): Date | null {
  const now = after.getTime();
  const held = heldAt(windows, now);
  const next = held === null ? nextStart(windows, now) : endOf(windows, held);
  return next === null ? null : new Date(next);
}

/** Of several windows the one that ends last. */
function heldAt(windows: readonly FreezeWindow[], at: number): Span | null {
  const spans = windows
    .flatMap((window) => spansAround(window, at, 1))
    .filter(({ start, end }) => start <= at && at < end);
  return spans.toSorted((a, b) => b.end - a.end)[0] ?? null;
}

/** When what holds ends, through all that follows; null where the same weeks follow each other for ever. */
function endOf(windows: readonly FreezeWindow[], held: Span): number | null {
  let { end } = held;
  // Each round but the last goes on from the end of another range.
  for (let round = 0; round <= windows.length + 1; round += 1) {
    const spans = windows.flatMap((window) => spansAround(window, end, aheadDays));
    const reached = reach(spans, end);
    if (reached === end) return end;
    const isRange = spans.some((span) => span.kind === 'range' && span.end === reached);
    if (!isRange && reached - end > 2 * weekMs) return null;
    end = reached;
  }
  return null;
}

function reach(spans: readonly Span[], from: number): number {
  return spans
    .toSorted((a, b) => a.start - b.start)
    .reduce((end, span) => (span.start <= end ? Math.max(end, span.end) : end), from);
}

function nextStart(windows: readonly FreezeWindow[], after: number): number | null {
  const starts = windows
    .flatMap((window) => spansAround(window, after, 8))
    .map(({ start }) => start)
    .filter((start) => start > after);
  return starts.length === 0 ? null : Math.min(...starts);
}

/** The spans of a window that begin on the days around a moment: from two days before to so many after. */
function spansAround(window: FreezeWindow, at: number, daysAfter: number): readonly Span[] {
  const { kind, reason } = window;
  if (kind === 'range') return [{ kind, start: window.start, end: window.end, reason }];
  const { zone, days, from, until } = window;
  const { year, month, day } = zone.wallTime(at);
  const spans: Span[] = [];
  for (let shift = -2; shift <= daysAfter; shift += 1) {
    // The calendar alone: a date in UTC that stands for that day anywhere.
    const date = new Date(Date.UTC(year, month - 1, day) + shift * dayMs);
    if (!days.has(date.getUTCDay())) continue;
    const begun = {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
    };
    const start = zone.moment({ ...begun, minutes: from }, 'earliest');
    const end = zone.moment({ ...begun, minutes: until }, 'latest');
    if (start < end) spans.push({ kind, start, end, reason });
  }
  return spans;
}
