const steps = 100;

/**
 * The x at which a survival function falls to `alpha`, by bisection. `survival` decreases from 1 at 0 to 0;
 * alpha lies between 0 and 1 and well above the rounding error of `survival`.
 */
export function upperQuantile(survival: (x: number) => number, alpha: number): number {
  let low = 0;
  let high = 1;
  while (survival(high) > alpha) {
    low = high;
    high *= 2;
  }
  for (let step = 0; step < steps; step++) {
    const middle = (low + high) / 2;
    if (survival(middle) > alpha) low = middle;
    else high = middle;
  }
  return high;
}
