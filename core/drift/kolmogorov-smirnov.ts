import type { DriftStatistic, NumbersPair } from './statistic.ts';
import { upperQuantile } from './upper-quantile.ts';

/** Kolmogorov's quantile at 5%: `2 sum((-1)^(k-1) exp(-2 k^2 x^2))` is 0.05 there. */
const band = 1.358_098_6;

/**
 * Two-sample Kolmogorov-Smirnov: D, the largest distance between the two empirical distribution functions, and its
 * p-value by Kolmogorov's limit at `lambda = D sqrt(nm / (n + m))`, without a correction for small samples. With ties
 * the p-value is too large rather than too small. The interval is that of the band of both functions,
 * `D -+ 1.358 sqrt(1/n + 1/m)`: for rows that are independent it covers the true distance in at least 95% of samples,
 * and in nearly all where that is large.
 */
export const kolmogorovSmirnov = {
  id: 'kolmogorov-smirnov',
  compares: 'numbers',
  sizeLabel: 'The distance D',
  threshold: 0.1,
  thresholdKey: 'numeric',
  compare(pair) {
    if (pair.kind !== 'numbers') return null;
    const { referenceRows: n, currentRows: m } = pair;
    if (n === 0 || m === 0) return null;
    const distance = largestDistance(pair);
    const scale = Math.sqrt((n / (n + m)) * m);
    return {
      statistic: distance,
      pValue: kolmogorovSurvival(distance * scale),
      size: distance,
      interval: () => ({
        lower: Math.max(0, distance - band / scale),
        upper: Math.min(1, distance + band / scale),
      }),
      smallestSignificant: (alpha) => Math.min(1, upperQuantile(kolmogorovSurvival, alpha) / scale),
    };
  },
} as const satisfies DriftStatistic;

/** max |F - G| over all values of two samples, neither of them empty. */
function largestDistance(pair: NumbersPair): number {
  const { values: xs, counts: before } = pair.reference;
  const { values: ys, counts: now } = pair.current;
  const { referenceRows: n, currentRows: m } = pair;
  let [i, j, a, b, largest] = [0, 0, 0, 0, 0];
  // In units of 1 / nm, so that equal shares are equal. Once a side is at its end, the distance only shrinks.
  while (i < xs.length && j < ys.length) {
    const x = xs[i] ?? 0;
    const y = ys[j] ?? 0;
    if (x <= y) a += before[i++] ?? 0;
    if (y <= x) b += now[j++] ?? 0;
    const distance = Math.abs(a * m - b * n);
    if (distance > largest) largest = distance;
  }
  return largest / n / m;
}

/**
 * Kolmogorov's limit, P(K > lambda) = `2 sum((-1)^(k-1) exp(-2 k^2 lambda^2))`; below 1, where that series converges
 * slowly, by its Jacobi transform `1 - sqrt(2 pi) / lambda * sum(exp(-(2k-1)^2 pi^2 / (8 lambda^2)))`.
 */
export function kolmogorovSurvival(lambda: number): number {
  if (lambda <= 0) return 1;
  let sum = 0;
  if (lambda < 1) {
    for (let k = 1; k <= 5; k++) {
      sum += Math.exp((-((2 * k - 1) ** 2) * Math.PI ** 2) / (8 * lambda ** 2));
    }
    return 1 - (Math.sqrt(2 * Math.PI) / lambda) * sum;
  }
  for (let k = 1; k <= 6; k++) sum += (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * k ** 2 * lambda ** 2);
  return 2 * sum;
}
