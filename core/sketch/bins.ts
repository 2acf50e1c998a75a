/** How many bins there are: one for each value of the top 20 bits of a double. */
export const binCount = 2 ** 20;

/** From here on the bins are those of negative distances. */
const firstNegative = binCount / 2;
const infinite = 0x7_ff00;

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

/**
 * The bin of a number, infinite or not but no NaN: the top 20 bits (sign, exponent, 8 bits of the mantissa) of the double
 * `x - pivot`. Adding 0 makes +0 of -0. A loop over many numbers does the same in place, for little-endian words:
 * `scratch[i] = x[i] - pivot + 0`, then `words[2 * i + 1] >>> 12`.
 */
export function binOf(x: number, pivot: number): number {
  double[0] = x - pivot + 0;
  return (words[1] ?? 0) >>> 12;
}

/** Where a bin stands in ascending order of its values, from 0 to below `binCount`; the way back is `binAt`. */
export function placeOf(bin: number): number {
  return bin < firstNegative ? bin + firstNegative : binCount - 1 - bin;
}

/** The bin that stands at a place. */
export function binAt(place: number): number {
  return place < firstNegative ? binCount - 1 - place : place - firstNegative;
}

/**
 * The lower edge of a bin, as a value of the data. Bins of distances from 0 up hold their lower edge; those of negative
 * distances hold their upper edge instead. The outermost bins are infinite: a value of theirs is.
 */
export function edgeOf(bin: number, pivot: number): number {
  if (bin < firstNegative) return pivot + distanceAt(bin);
  const magnitude = bin - firstNegative;
  if (magnitude === infinite) return Number.NEGATIVE_INFINITY;
  // The bin beside it is the infinite one.
  if (magnitude === infinite - 1) return -Number.MAX_VALUE;
  return pivot - distanceAt(magnitude + 1);
}

/** The smallest distance of a bin of distances from 0 up. */
function distanceAt(bin: number): number {
  words[0] = 0;
  words[1] = (bin << 12) >>> 0;
  return double[0] ?? 0;
}
