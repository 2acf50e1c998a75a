import cdf from '@stdlib/stats-base-dists-normal-cdf';
import quantile from '@stdlib/stats-base-dists-normal-quantile';

/** P(Z <= z) of the standard normal distribution. */
export function normalCdf(z: number): number {
  return cdf(z, 0, 1);
}

/** The z with P(Z <= z) = p, for p between 0 and 1. */
export function normalQuantile(p: number): number {
  return quantile(p, 0, 1);
}
