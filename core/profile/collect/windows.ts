/** A window that was chosen, by its span. */
export interface ChosenWindow {
  readonly start: number;
  readonly end: number;
}

/** Notes which windows have rows, and then chooses the newest whole ones. */
export interface WindowChoice {
  /** A moment of a row, in milliseconds since 1970. */
  readonly add: (instant: number) => void;
  readonly chosen: () => readonly ChosenWindow[];
}

/** So many windows are held before the older ones, which can't be chosen any more, are let go. */
const room = 4;

/**
 * The newest `count` windows that have rows, oldest first; windows begin at multiples of their length since 1970. One
 * that has not ended by `now` is not whole, so it is not chosen, and neither is what lies in the future.
 */
export function windowChoice(lengthMs: number, count: number, now: number): WindowChoice {
  let known = new Set<number>();
  let oldest = -Infinity;
  return {
    add(instant) {
      const index = Math.floor(instant / lengthMs);
      if (!(index > oldest) || (index + 1) * lengthMs > now) return;
      known.add(index);
      if (known.size <= room * count) return;
      const newest = newestOf(known, count);
      known = new Set(newest);
      oldest = (newest[0] ?? 0) - 1;
    },
    chosen: () =>
      newestOf(known, count).map((index) => ({
        start: index * lengthMs,
        end: (index + 1) * lengthMs,
      })),
  };
}

function newestOf(indices: ReadonlySet<number>, count: number): readonly number[] {
  return [...indices].sort((a, b) => a - b).slice(-count);
}
