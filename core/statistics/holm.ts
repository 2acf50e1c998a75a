/**
 * p-values adjusted for the family-wise error rate, in the order given (Holm 1979): those at or below alpha are
 * significant, and with probability 1 - alpha none of them wrongly, however the tests depend on each other.
 * `p_(i) (m - i + 1)` for the i-th smallest of m, at most 1, made monotone from the smallest up.
 */
export function holm(pValues: readonly number[]): readonly number[] {
  const adjusted = pValues.map(() => 1);
  let largest = 0;
  for (const [place, index] of ascendingPlaces(pValues).entries()) {
    largest = Math.max(largest, Math.min(1, (pValues[index] ?? 1) * (pValues.length - place)));
    adjusted[index] = largest;
  }
  return adjusted;
}

/** By how many tests Holm divides alpha for each p-value: all of them for the smallest, 1 for the largest. */
export function holmDivisors(pValues: readonly number[]): readonly number[] {
  const divisors = pValues.map(() => 1);
  for (const [place, index] of ascendingPlaces(pValues).entries()) {
    divisors[index] = pValues.length - place;
  }
  return divisors;
}

function ascendingPlaces(pValues: readonly number[]): readonly number[] {
  return pValues.map((_, index) => index).toSorted((a, b) => (pValues[a] ?? 1) - (pValues[b] ?? 1));
}
