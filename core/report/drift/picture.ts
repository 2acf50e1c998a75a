/** More features drawn, or more of them by windows, would make a page too large. */
export const mostPictures = 300;
export const mostByWindows = 40;

/** What a page draws of one feature: counts of a profile as shares, few enough for a picture. */
export type PagePicture = BinsPicture | LevelsPicture;

/** 5, 25, 50, 75 and 95 in the hundred of the values are not larger. */
export type Quantiles = readonly [number, number, number, number, number];

/** Numbers, or lengths of texts. */
export interface BinsPicture {
  readonly kind: 'bins';
  readonly feature: string;
  readonly unit: 'value' | 'characters';
  /** Ascending, one more than bins. What lies beyond them is in the first and the last bin. */
  readonly edges: readonly number[];
  /** The share of the values in each bin. */
  readonly reference: readonly number[];
  readonly current: readonly number[];
  readonly referenceQuantiles: Quantiles | null;
  readonly currentQuantiles: Quantiles | null;
  /** Oldest first; left out where the data have no windows. */
  readonly windows?: readonly WindowQuantiles[];
}

/** How the values of one window lie; null where it has none. */
export interface WindowQuantiles {
  readonly start: string;
  readonly quantiles: Quantiles | null;
}

/** Levels, those first of which the shares are largest. */
export interface LevelsPicture {
  readonly kind: 'levels';
  readonly feature: string;
  readonly labels: readonly string[];
  /** The share of the values of each level. */
  readonly reference: readonly number[];
  readonly current: readonly number[];
  /** What the levels that are not listed have together. */
  readonly others: {
    readonly levels: number;
    readonly reference: number;
    readonly current: number;
  };
}
