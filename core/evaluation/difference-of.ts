/** Candidate minus baseline; null where either has no value, or the difference is too large for a number. */
export function differenceOf(candidate: number | null, baseline: number | null): number | null {
  if (candidate === null || baseline === null) return null;
  const difference = candidate - baseline;
  return Number.isFinite(difference) ? difference : null;
}
