import { writtenLike } from '../../time/written-like.ts';
import type { Profiled, TimesSeen } from '../profile.ts';
import { type ChosenWindow, windowChoice } from './windows.ts';

/** What the times of a table's rows say of it. */
export interface TimeLine {
  readonly windows: readonly ChosenWindow[];
  readonly span: Profiled['span'];
  /** Rows whose time is missing, can't be read or lies in the future. */
  readonly withoutWindow: number;
  readonly times: TimesSeen;
}

/** Which windows are wanted. */
export type WantedWindows = { readonly lengthMs: number; readonly count: number } | null;

/** Takes the time of each row, or of many rows at once. */
export interface TimeLineBuilder {
  /** Milliseconds since 1970; NaN where there is no time. */
  readonly add: (instant: number, rows: number) => void;
  /**
   * `unit`: milliseconds in one of the column's numbers; null where it holds none. The span is written as the example is;
   * where there is none, as a number.
   */
  readonly finish: (unit: number | null, written: TimeWriting) => TimeLine;
}

/** How the texts of a column of times are written. */
export interface TimeWriting {
  /** The first of the longest; null where there is none. */
  readonly example: string | null;
  readonly mixedOffsets: boolean;
}

/** Chooses the windows, and finds the first and the last time that is not in the future. */
export function timeLine(wanted: WantedWindows, now: number): TimeLineBuilder {
  const choice = wanted === null ? null : windowChoice(wanted.lengthMs, wanted.count, now);
  let [first, last, all, without, future] = [Infinity, -Infinity, 0, 0, 0];
  return {
    add(instant, rows) {
      all += rows;
      if (!(instant <= now)) {
        without += rows;
        if (instant > now) future += rows;
        return;
      }
      choice?.add(instant);
      if (instant < first) first = instant;
      if (instant > last) last = instant;
    },
    finish(unit, { example, mixedOffsets }) {
      const shown = (instant: number): string =>
        example === null && unit !== null ? String(instant / unit) : writtenLike(example, instant);
      const hasTimes = first <= last;
      return {
        windows: choice?.chosen() ?? [],
        span: hasTimes ? { start: shown(first), end: shown(last) } : null,
        withoutWindow: without,
        times: { rows: all, last: hasTimes ? last : null, unit, future, mixedOffsets },
      };
    },
  };
}
