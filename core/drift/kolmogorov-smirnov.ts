import type { DriftStatistic } from './statistic.ts';
import { upperQuantile } from './upper-quantile.ts';

/**
 * Two-sample Kolmogorov-Smirnov: D, the largest distance between the two empirical distribution functions, and its
 * p-value by Kolmogorov's limit at `lambda = D sqrt(nm / (n + m))`, without a correction for small samples. With ties
 * the p-value is too large rather than too small.
 */
export const kolmogorovSmirnov = {
  id: 'kolmogorov-smirnov',
  kind: 'numeric',
  sizeLabel: 'The distance D',
  threshold: 0.1,
  compare(feature) {
    if (feature.kind !== 'numeric') return null;
    const { reference, current } = feature;
    const [n, m] = [reference.length, current.length];
    if (n === 0 || m === 0) return null;
    const distance = largestDistance(reference, current);
    const scale = Math.sqrt((n / (n + m)) * m);
    return {
      statistic: distance,
      pValue: kolmogorovSurvival(distance * scale),
      size: distance,
      smallestSignificant: (alpha) => Math.min(1, upperQuantile(kolmogorovSurvival, alpha) / scale),
    };
  },
} as const satisfies DriftStatistic;

/** max |F - G| over all values of two ascending samples, neither of them empty. */
export function largestDistance(a: Float64Array, b: Float64Array): number {
  let [i, j, largest] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] ?? 0, b[j] ?? 0);
    while (i < a.length && a[i] === value) i += 1;
    while (j < b.length && b[j] === value) j += 1;
    largest = Math.max(largest, Math.abs(i / a.length - j / b.length));
  }
  return largest;
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
