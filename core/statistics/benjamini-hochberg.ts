/**
 * p-values adjusted for the false discovery rate, in the order given (Benjamini and Hochberg 1995): those at or below
 * q are the discoveries. `p_(i) m / i` for the i-th smallest of m, made monotone from the largest down.
 */
export function benjaminiHochberg(pValues: readonly number[]): readonly number[] {
  const count = pValues.length;
  const descending = pValues.map((p, index) => ({ p, index })).toSorted((a, b) => b.p - a.p);
  const adjusted = pValues.map(() => 1);
  let smallest = 1;
  for (const [place, { p, index }] of descending.entries()) {
    smallest = Math.min(smallest, p * (count / (count - place)));
    adjusted[index] = smallest;
  }
  return adjusted;
}
