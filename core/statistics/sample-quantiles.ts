import { normalCdf, normalQuantile } from './normal.ts';

/** So many values must lie beyond a quantile for it to be read from the values themselves. */
const fewestBeyond = 5;

/**
 * The quantiles of a sample at some normal scores (the level 0.025 has the score -1.96). Within the sample by linear
 * interpolation, the i-th of R values standing for the level i/(R+1) (Hyndman and Fan 1996, type 6): so a level is what
 * it says on average, where other types make the tails of small samples too short. Further out than where five values
 * lie beyond, the sample can't tell: there by the normal tail, with the sample's standard deviation as its slope.
 */
export function sampleQuantiles(
  values: Float64Array,
  standardDeviation: number,
  scores: readonly number[],
): readonly number[] {
  const sorted = values.toSorted();
  const outermost = -normalQuantile(fewestBeyond / (values.length + 1));
  return scores.map((score) => {
    const inside = Math.max(-outermost, Math.min(outermost, score));
    return within(sorted, normalCdf(inside)) + (score - inside) * standardDeviation;
  });
}

/** The level lies from 1/(R+1) to R/(R+1). */
function within(sorted: Float64Array, level: number): number {
  const place = level * (sorted.length + 1) - 1;
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[below + 1] ?? low;
  return low + (place - below) * (high - low);
}
