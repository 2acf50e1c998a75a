/** Fewer first values than these say too little of how much a series varies by itself. */
const fewestFirst = 5;
const mostFirst = 20;
/** Older values are passed over. */
const mostValues = 30;
/** In standard deviations; best at finding steps of 3. */
const slack = 1.5;
/**
 * By the number of values, from 6 on: exceeded in 0.7% of 100,000 simulated normal series of so many without a change.
 * They hold the uncertainty of a mean and a spread that are known from a few values only.
 */
const thresholds = [
  4.1, 6.2, 7.8, 5.9, 6.8, 5.6, 4.8, 5.2, 4.7, 4.2, 4.5, 4.2, 3.9, 4.1, 3.8, 3.6, 3.8, 3.6, 3.5,
  3.6, 3.4, 3.3, 3.5, 3.3, 3.3,
];

/** Where a series went to another level. */
export interface SeriesChange {
  /** The place of the first value of the other level. */
  readonly at: number;
  readonly direction: 'up' | 'down';
}

/**
 * Where a series of window values, oldest first, went to another level, by the two-sided test of Page (Continuous
 * inspection schemes, Biometrika 1954) and Hinkley (Inference about the change-point from cumulative sum tests,
 * Biometrika 1971): `m_t = sum(z_i - slack)`, an alarm where `m_t - min(m)` exceeds a threshold, and the change after
 * that minimum. `z` is in standard deviations of the first two thirds of the newest 30 values. Null without an alarm, for
 * fewer than 6 values, and where the first are all the same. Missing values are passed over.
 */
export function pageHinkley(series: readonly (number | null)[]): SeriesChange | null {
  const known = series
    .flatMap((value, at) => (value !== null && Number.isFinite(value) ? [{ value, at }] : []))
    .slice(-mostValues);
  const first = Math.max(fewestFirst, Math.min(mostFirst, Math.floor((2 * known.length) / 3)));
  const threshold = thresholds[known.length - fewestFirst - 1];
  if (threshold === undefined) return null;
  const { mean, deviation } = momentsOf(known.slice(0, first).map(({ value }) => value));
  if (!(deviation > rounding * Math.abs(mean))) return null;
  let [up, down]: [Sum, Sum] = [none, none];
  for (const { value, at } of known.slice(first)) {
    const score = (value - mean) / deviation;
    up = added(up, score - slack, at);
    down = added(down, -score - slack, at);
    if (up.sum > threshold) return { at: up.since, direction: 'up' };
    if (down.sum > threshold) return { at: down.since, direction: 'down' };
  }
  return null;
}

/** The noise of adding the same numbers in another order is no spread. */
const rounding = 1e-9;

/** `m_t` above its minimum, and the place after the minimum. */
interface Sum {
  readonly sum: number;
  readonly since: number;
}

const none: Sum = { sum: 0, since: -1 };

function added({ sum, since }: Sum, more: number, at: number): Sum {
  return sum + more > 0 ? { sum: sum + more, since: since < 0 ? at : since } : none;
}

function momentsOf(values: readonly number[]): {
  readonly mean: number;
  readonly deviation: number;
} {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}
