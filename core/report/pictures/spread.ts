/** A curve by its points, ascending in x. */
export interface Curve {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** Enough for a smooth curve, and few enough for a comment. */
const most = 65;

/**
 * How many points are spread from low to high. Versions of Mermaid before 11.13 find a point's place by adding the
 * step up, and lose the last one where the sum comes out too large: a number of points for which it does not.
 */
export function pointsBetween(low: number, high: number): number {
  for (let count = most; count > most / 2; count -= 1) {
    if (counted(low, high, (high - low) / (count - 1)) === count) return count;
  }
  return most;
}

function counted(low: number, high: number, step: number): number {
  let count = 0;
  for (let at = low; at <= high && count <= most; at += step) count += 1;
  return count;
}

/** The curve at evenly spread places from low to high, by straight lines between its points; flat beyond its ends. */
export function spread({ x, y }: Curve, low: number, high: number): readonly number[] {
  const count = pointsBetween(low, high);
  let right = 0;
  return Array.from({ length: count }, (_, index) => {
    const at = low + ((high - low) * index) / (count - 1);
    while (right < x.length - 1 && (x[right] ?? 0) < at) right += 1;
    const left = Math.max(0, right - 1);
    const [x0, x1] = [x[left] ?? 0, x[right] ?? 0];
    const [y0, y1] = [y[left] ?? 0, y[right] ?? 0];
    const share = x1 > x0 ? Math.min(1, Math.max(0, (at - x0) / (x1 - x0))) : 1;
    return y0 + (y1 - y0) * share;
  });
}

/** From where to where two curves are drawn, and whether the second one is. */
export interface Drawn {
  readonly low: number;
  readonly high: number;
  readonly compared: boolean;
}

/**
 * A chart can't begin a line later than another, so both are drawn where both have points. A second curve that would
 * hide most of the first is left out. Null where the first has no two points.
 */
export function drawnRange(first: Curve, second: Curve | null): Drawn | null {
  const alone = rangeOf(first);
  if (alone === null || second === null) return alone && { ...alone, compared: false };
  const other = rangeOf(second);
  const low = Math.max(alone.low, other?.low ?? Infinity);
  const high = Math.min(alone.high, other?.high ?? -Infinity);
  const compared = high - low >= (alone.high - alone.low) / 2;
  return compared ? { low, high, compared } : { ...alone, compared };
}

function rangeOf({ x }: Curve): { readonly low: number; readonly high: number } | null {
  const [low, high] = [x[0], x.at(-1)];
  return low !== undefined && high !== undefined && high > low ? { low, high } : null;
}

/** A little more than the values take, so that no line lies on the frame. */
export function padded(values: readonly number[]): { readonly low: number; readonly high: number } {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  // Hardly any change is to look like hardly any.
  const pad = Math.max((most - least) * 0.06, Math.abs(most) * 0.005, 1e-6);
  return { low: least - pad, high: most + pad };
}
