/** The lower median of the finite values; 0 without any. */
export function medianOf(values: Float64Array): number {
  const finite = values.filter(Number.isFinite).sort();
  return finite[(finite.length - 1) >>> 1] ?? 0;
}
