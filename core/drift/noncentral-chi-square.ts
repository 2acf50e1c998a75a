import { normalCdf } from '../statistics/normal.ts';

const steps = 60;

/**
 * P(X <= x) for noncentral chi-square with so many degrees of freedom, at least 1, and noncentrality: Sankaran's normal
 * approximation (1963), off by less than 0.01, and by less the more freedom or noncentrality there is. `x` is positive.
 */
export function noncentralChiSquareCdf(x: number, freedom: number, noncentrality: number): number {
  const [mean, spread] = [freedom + noncentrality, freedom + 2 * noncentrality];
  const h = 1 - (2 / 3) * ((mean * (freedom + 3 * noncentrality)) / spread ** 2);
  const p = spread / mean ** 2;
  const m = (h - 1) * (1 - 3 * h);
  const centre = 1 + h * p * (h - 1 - 0.5 * (2 - h) * m * p);
  const deviation = h * Math.sqrt(2 * p) * (1 + 0.5 * m * p);
  return normalCdf(((x / mean) ** h - centre) / deviation);
}

/** The noncentrality under which so much of the distribution lies below `x`; 0 where even less does without any. By bisection. */
export function noncentrality(x: number, freedom: number, below: number): number {
  if (x <= 0) return 0;
  // What lies below falls with the noncentrality.
  if (noncentralChiSquareCdf(x, freedom, 0) <= below) return 0;
  let [low, high] = [0, x + freedom];
  while (noncentralChiSquareCdf(x, freedom, high) > below) [low, high] = [high, 2 * high];
  for (let step = 0; step < steps; step++) {
    const middle = (low + high) / 2;
    if (noncentralChiSquareCdf(x, freedom, middle) > below) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
