import { writtenLike } from '../../time/written-like.ts';
import type { Profiled } from '../profile.ts';
import { type ChosenWindow, windowChoice } from './windows.ts';

/** What the times of a table's rows say of it. */
export interface TimeLine {
  readonly windows: readonly ChosenWindow[];
  readonly span: Profiled['span'];
  /** Rows whose time is missing, can't be read or lies in the future. */
  readonly withoutWindow: number;
}

/** Which windows are wanted. */
export type WantedWindows = { readonly lengthMs: number; readonly count: number } | null;

/** Takes the time of each row, or of many rows at once. */
export interface TimeLineBuilder {
  /** Milliseconds since 1970; NaN where there is no time. */
  readonly add: (instant: number, rows: number) => void;
  /**
   * `unit`: milliseconds in one of the column's numbers; null where it holds texts or timestamps. The span is written as
   * `example` is, a text of the column; null where it holds none.
   */
  readonly finish: (unit: number | null, example: string | null) => TimeLine;
}

/** Chooses the windows, and finds the first and the last time that is not in the future. */
export function timeLine(wanted: WantedWindows, now: number): TimeLineBuilder {
  const choice = wanted === null ? null : windowChoice(wanted.lengthMs, wanted.count, now);
  let [first, last, without] = [Infinity, -Infinity, 0];
  return {
    add(instant, rows) {
      if (!(instant <= now)) {
        without += rows;
        return;
      }
      choice?.add(instant);
      if (instant < first) first = instant;
      if (instant > last) last = instant;
    },
    finish(unit, example) {
      const shown = (instant: number): string =>
        unit === null ? writtenLike(example, instant) : String(instant / unit);
      const hasTimes = first <= last;
      return {
        windows: choice?.chosen() ?? [],
        span: hasTimes ? { start: shown(first), end: shown(last) } : null,
        withoutWindow: without,
      };
    },
  };
}
