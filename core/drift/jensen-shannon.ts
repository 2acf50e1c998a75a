import { type Pooled, sidesOf } from './pool-levels.ts';

/**
 * The Jensen-Shannon distance to base 2 over bins: the root of the divergence, which is first made less by what is
 * expected of it without drift, `(B - 1) / 8 (1/n + 1/m)` nats; from 0 to 1. Null where a side has no value.
 */
export function jensenShannon(bins: Pooled): number | null {
  const { reference, current } = bins;
  const [n, m] = sidesOf(bins);
  if (n === 0 || m === 0) return null;
  let divergence = 0;
  for (const [bin, count] of reference.entries()) {
    const [p, q] = [count / n, (current[bin] ?? 0) / m];
    const middle = (p + q) / 2;
    divergence += (information(p, middle) + information(q, middle)) / 2;
  }
  const expected = ((reference.length - 1) / 8) * (1 / n + 1 / m);
  return Math.min(1, Math.sqrt(Math.max(0, divergence - expected) / Math.LN2));
}

function information(p: number, q: number): number {
  return p === 0 ? 0 : p * Math.log(p / q);
}
