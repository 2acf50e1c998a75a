import type { Distribution } from '../profile/profile.ts';
import { edgeOf } from './bins.ts';
import { addMoments, type MomentSums, noMoments } from './moments.ts';

/** Values that share sign and exponent have one page of counters, which is made when the first of them comes. */
const pageCount = 4_096;
const pageBins = 256;
const firstPages = 16;
const blockRows = 2_048;

const distances = new Float64Array(blockRows);
const words = new Uint32Array(distances.buffer);

/**
 * Counts of numbers in the bins of `bins.ts`, and their moments. Sketches around one pivot can be added, and the order
 * of the values changes no count. Some tens of kilobytes, however many values there are.
 */
export interface Sketch {
  readonly pivot: number;
  /** By page, the number of its counters, from 1 on; 0 where it has none. */
  readonly pages: Uint16Array;
  /** 256 for each page that there is. */
  counters: Uint32Array;
  pagesMade: number;
  readonly moments: MomentSums;
}

/** A sketch of nothing. */
export function newSketch(pivot: number): Sketch {
  return {
    pivot,
    pages: new Uint16Array(pageCount),
    counters: new Uint32Array(firstPages * pageBins),
    pagesMade: 0,
    moments: noMoments(),
  };
}

/** Counts `values` from one index to before another, and answers how many of them are NaN, which are left out. */
export function addNumbers(sketch: Sketch, values: Float64Array, from: number, to: number): number {
  let missing = 0;
  for (let start = from; start < to; start += blockRows) {
    missing += addBlock(sketch, values, start, Math.min(to, start + blockRows));
  }
  return missing;
}

/** Adds the counts of another sketch around the same pivot. */
export function addSketch(sketch: Sketch, other: Sketch): void {
  for (let page = 0; page < pageCount; page++) {
    const theirs = other.pages[page] ?? 0;
    if (theirs === 0) continue;
    const to = (pageOf(sketch, page) - 1) * pageBins;
    const start = (theirs - 1) * pageBins;
    for (let bin = 0; bin < pageBins; bin++) {
      sketch.counters[to + bin] =
        (sketch.counters[to + bin] ?? 0) + (other.counters[start + bin] ?? 0);
    }
  }
  addMoments(sketch.moments, other.moments);
}

/** The bins that hold a value, by their lower edges. */
export function distributionOf(sketch: Sketch): Distribution {
  const values: number[] = [];
  const counts: number[] = [];
  const take = (page: number, bin: number): void => {
    const made = sketch.pages[page] ?? 0;
    const count = made === 0 ? 0 : (sketch.counters[(made - 1) * pageBins + bin] ?? 0);
    if (count === 0) return;
    const edge = edgeOf(page * pageBins + bin, sketch.pivot);
    const last = values.length - 1;
    // Beside a pivot that is large for its distances, the edges of two bins may be one double.
    if (values[last] === edge) counts[last] = (counts[last] ?? 0) + count;
    else {
      values.push(edge);
      counts.push(count);
    }
  };
  for (let page = pageCount - 1; page >= pageCount / 2; page--) {
    if (sketch.pages[page] === 0) continue;
    for (let bin = pageBins - 1; bin >= 0; bin--) take(page, bin);
  }
  for (let page = 0; page < pageCount / 2; page++) {
    if (sketch.pages[page] === 0) continue;
    for (let bin = 0; bin < pageBins; bin++) take(page, bin);
  }
  return {
    grid: { pivot: sketch.pivot },
    values: Float64Array.from(values),
    counts: Float64Array.from(counts),
  };
}

/** At most 2048 values. */
function addBlock(sketch: Sketch, values: Float64Array, from: number, to: number): number {
  const { pivot, moments } = sketch;
  const rows = to - from;
  let [sum, squares, minimum, maximum] = [0, 0, moments.minimum, moments.maximum];
  for (let row = 0; row < rows; row++) {
    const value = values[from + row] ?? 0;
    // Adding 0 makes +0 of -0.
    const distance = value - pivot + 0;
    distances[row] = distance;
    sum += distance;
    squares += distance * distance;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  // A NaN or an infinite value shows in the sum.
  if (!Number.isFinite(sum)) return addUnlike(sketch, values, from, to);
  moments.count += rows;
  moments.sum += sum;
  moments.squares += squares;
  moments.minimum = minimum;
  moments.maximum = maximum;
  countBins(sketch, rows);
  return 0;
}

/** Values among which some are NaN or infinite, or whose distances are. */
function addUnlike(sketch: Sketch, values: Float64Array, from: number, to: number): number {
  const { pivot, moments } = sketch;
  let rows = 0;
  for (let row = from; row < to; row++) {
    const value = values[row] ?? 0;
    if (Number.isNaN(value)) continue;
    const distance = value - pivot + 0;
    distances[rows++] = distance;
    if (!Number.isFinite(value)) continue;
    moments.count += 1;
    moments.sum += distance;
    moments.squares += distance * distance;
    moments.minimum = Math.min(moments.minimum, value);
    moments.maximum = Math.max(moments.maximum, value);
  }
  countBins(sketch, rows);
  return to - from - rows;
}

/** Counts the first `rows` of `distances`. */
function countBins(sketch: Sketch, rows: number): void {
  const { pages } = sketch;
  let { counters } = sketch;
  for (let row = 0; row < rows; row++) {
    const bin = (words[2 * row + 1] ?? 0) >>> 12;
    let page = pages[bin >>> 8] ?? 0;
    if (page === 0) {
      page = pageOf(sketch, bin >>> 8);
      ({ counters } = sketch);
    }
    const at = ((page - 1) << 8) | (bin & 255);
    counters[at] = (counters[at] ?? 0) + 1;
  }
}

/** The number of a page's counters, which are made where there are none. */
function pageOf(sketch: Sketch, page: number): number {
  const known = sketch.pages[page] ?? 0;
  if (known > 0) return known;
  sketch.pagesMade += 1;
  sketch.pages[page] = sketch.pagesMade;
  if (sketch.pagesMade * pageBins > sketch.counters.length) {
    const larger = new Uint32Array(sketch.counters.length * 2);
    larger.set(sketch.counters);
    sketch.counters = larger;
  }
  return sketch.pagesMade;
}
