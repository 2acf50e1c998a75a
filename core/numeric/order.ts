import { type Moved, sortByWords } from './radix-sort.ts';

/** Up to so many rows an insertion sort is quicker than counting digits. */
const fewRows = 128;

/** 64-bit keys as pairs of 32-bit words. */
interface Keys {
  readonly words: Uint32Array;
  /** Where in a pair the high word is. */
  readonly high: 0 | 1;
  /** All bits set where the keys are the bits of doubles, none where they are unsigned integers. */
  readonly float: 0 | -1;
}

/**
 * The rows sorted by unsigned 64-bit keys, two words a row (high, low), the smallest first; rows with equal keys keep
 * their order. A radix sort: O(n), and without a comparison function, which is what makes sorting slow here.
 * It takes 16 bytes a row, 4 of which are the result.
 */
export function orderOfKeys(keys: Uint32Array): Uint32Array {
  return withoutMarks(markedOrder({ words: keys, high: 0, float: 0 }));
}

/** The rows sorted by finite numbers, the smallest first; -0 and 0 are the same; equal ones keep their order. */
export function orderOf(values: Float64Array): Uint32Array {
  return withoutMarks(orderWithTies(values));
}

/** As `orderOf`, with the highest bit of an entry set where its value is that of the entry before it. */
export function orderWithTies(values: Float64Array): Uint32Array {
  const words = wordsOf(values);
  const plain = hasMinusZero(words) ? wordsOf(values.map((value) => value + 0)) : words;
  return markedOrder({ words: plain, high: 1, float: -1 });
}

/** The halves of each double, low and high, in place. */
function wordsOf({ buffer, byteOffset, length }: Float64Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, 2 * length);
}

function hasMinusZero(words: Uint32Array): boolean {
  for (let at = 0; at < words.length; at += 2) {
    if (words[at + 1] === 0x8000_0000 && words[at] === 0) return true;
  }
  return false;
}

/**
 * The order, its ties marked in the highest bit. First by the 32 bits from the highest one in which the keys differ,
 * which tells most rows apart and needs half the memory of whole keys; then, within the runs of rows that it leaves
 * together, by the low words.
 */
function markedOrder(keys: Keys): Uint32Array {
  const rows = keys.words.length >>> 1;
  const span = spanOf(keys);
  const unsorted = { words: new Uint32Array(rows), order: new Uint32Array(rows) };
  fillWords(keys, span, unsorted);
  if (rows < 2) return unsorted.order;
  const spare = { words: new Uint32Array(rows), order: new Uint32Array(rows) };
  const sorted = sortByWords(unsorted, spare);
  const other = sorted === spare ? unsorted : spare;
  fillLowWords(keys, span.negatives, sorted.order, other.words);
  sortRuns(sorted, other);
  return sorted.order;
}

/** Sorts each run of equal words by the low words, which `spare` holds; both words are used up. */
function sortRuns(sorted: Moved, spare: Moved): void {
  const { words, order } = sorted;
  const rows = order.length;
  for (let start = 0, end = 1; start < rows; start = end, end += 1) {
    const word = words[start] ?? 0;
    while (end < rows && words[end] === word) end += 1;
    if (end - start === 1) continue;
    if (end - start <= fewRows) {
      insertionSort(spare.words, order, start, end);
      markTies(spare.words, order, start, end);
    } else {
      sortLongRun(sorted, spare, start, end);
    }
  }
}

function insertionSort(words: Uint32Array, order: Uint32Array, start: number, end: number): void {
  for (let place = start + 1; place < end; place++) {
    const word = words[place] ?? 0;
    const row = order[place] ?? 0;
    let target = place;
    for (; target > start && (words[target - 1] ?? 0) > word; target--) {
      words[target] = words[target - 1] ?? 0;
      order[target] = order[target - 1] ?? 0;
    }
    words[target] = word;
    order[target] = row;
  }
}

/** The low words are in `spare`, the rows in `sorted`, where they stay. */
function sortLongRun(sorted: Moved, spare: Moved, start: number, end: number): void {
  const order = sorted.order.subarray(start, end);
  const run = sortByWords(
    { words: spare.words.subarray(start, end), order },
    { words: sorted.words.subarray(start, end), order: spare.order.subarray(start, end) },
  );
  if (run.order !== order) order.set(run.order);
  markTies(run.words, order, 0, order.length);
}

function markTies(words: Uint32Array, order: Uint32Array, start: number, end: number): void {
  for (let place = start + 1; place < end; place++) {
    if (words[place] === words[place - 1]) order[place] = (order[place] ?? 0) | 0x8000_0000;
  }
}

function withoutMarks(order: Uint32Array): Uint32Array {
  for (let place = 0; place < order.length; place++) {
    order[place] = (order[place] ?? 0) & 0x7fff_ffff;
  }
  return order;
}

/** How far the high words of the keys reach. */
interface Span {
  readonly least: number;
  /** How many bits the difference of the largest and the least leaves for bits of the low words. */
  readonly shift: number;
  /** How many of the doubles are negative. */
  readonly negatives: number;
}

// IEEE 754: flipping all bits of negative numbers and the sign of the others makes the order that of integers.

function spanOf({ words, high, float }: Keys): Span {
  let [least, most, negatives] = [0xffff_ffff, 0, 0];
  for (let at = high; at < words.length; at += 2) {
    const bits = words[at] ?? 0;
    const sign = float & (bits >> 31);
    const word = (bits ^ (sign | (float & 0x8000_0000))) >>> 0;
    if (word < least) least = word;
    if (word > most) most = word;
    negatives -= sign;
  }
  // Where all high words are alike the last bit is left to the runs, which saves a case.
  return { least, shift: Math.min(31, Math.clz32(most - least)), negatives };
}

function fillWords({ words, high, float }: Keys, { least, shift }: Span, filled: Moved): void {
  for (let row = 0; row < filled.order.length; row++) {
    const bits = words[2 * row + high] ?? 0;
    const sign = float & (bits >> 31);
    const upper = (bits ^ (sign | (float & 0x8000_0000))) - least;
    const lower = (words[2 * row + 1 - high] ?? 0) ^ sign;
    // Shifted twice, because a shift by 32 is none.
    filled.words[row] = (upper << shift) | ((lower >>> 1) >>> (31 - shift));
    filled.order[row] = row;
  }
}

/**
 * The low words in the order of the rows, negative numbers first. Nothing else is read or decided here: reads all over
 * the memory overlap only as far as the processor can look ahead.
 */
function fillLowWords(
  { words, high }: Keys,
  negatives: number,
  order: Uint32Array,
  filled: Uint32Array,
): void {
  const lowWords = words.subarray(1 - high);
  for (let place = 0; place < negatives; place++) {
    filled[place] = ~(lowWords[2 * (order[place] ?? 0)] ?? 0);
  }
  for (let place = negatives; place < order.length; place++) {
    filled[place] = lowWords[2 * (order[place] ?? 0)] ?? 0;
  }
}
