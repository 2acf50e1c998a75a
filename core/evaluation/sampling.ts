/** How rows are drawn anew for intervals. */
export interface Sampling {
  readonly resamples: number;
  /** The same seed and rows give the same intervals. */
  readonly seed: string;
  /** Told after every draw, since it takes long on many rows. */
  readonly onProgress?: (done: number, resamples: number) => void;
  /** Told after every slice, of which there may be hundreds. */
  readonly onSlice?: (done: number, slices: number) => void;
}

const usual = 1_000;
/** From so many rows on, the error of an interval's ends is far below what anybody would act on. */
const manyRows = 2_000_000;
const fewer = 200;

/** How often rows are drawn: what the configuration says, else by their number. */
export function resamplesFor(rows: number, configured: number | undefined): number {
  return configured ?? (rows >= manyRows ? fewer : usual);
}
