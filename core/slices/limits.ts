/** Slices of fewer rows are shown, never judged. */
export const fewestJudged = 30;

/** As many slices as a record takes. */
export const mostSlices = 500;

/** As many values of metrics as the slices of a record have together: each takes some 300 bytes. */
export const mostSliceValues = 3_000;

/** As many slices as a record takes of so many metrics; at least one. */
export function slicesKept(metrics: number): number {
  return Math.min(mostSlices, Math.max(1, Math.floor(mostSliceValues / Math.max(1, metrics))));
}
