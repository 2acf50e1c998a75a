const digitBits = 11;
const digits = 3;
const buckets = 1 << digitBits;

/** Rows, and a 32-bit word of each in the same order, by which they are sorted. */
export interface Moved {
  readonly words: Uint32Array;
  readonly order: Uint32Array;
}

/**
 * Sorts rows by their words, the smallest first; equal ones keep their order. `spare` is room of the same length.
 * Gives whichever of the two holds the result. Words and rows move together, so that all reads are in sequence.
 */
export function sortByWords(unsorted: Moved, spare: Moved): Moved {
  const counts = countDigits(unsorted.words);
  let [from, to] = [unsorted, spare];
  for (let digit = 0; digit < digits; digit++) {
    const starts = counts.subarray(digit * buckets, (digit + 1) * buckets);
    if (!turnIntoStarts(starts, unsorted.words.length)) continue;
    scatter(from, to, starts, digit * digitBits);
    [from, to] = [to, from];
  }
  return from;
}

/** How often each value of each digit occurs. */
function countDigits(words: Uint32Array): Uint32Array {
  const counts = new Uint32Array(digits * buckets);
  for (let place = 0; place < words.length; place++) {
    const word = words[place] ?? 0;
    const first = word & (buckets - 1);
    const second = buckets + ((word >>> digitBits) & (buckets - 1));
    const third = 2 * buckets + (word >>> (2 * digitBits));
    counts[first] = (counts[first] ?? 0) + 1;
    counts[second] = (counts[second] ?? 0) + 1;
    counts[third] = (counts[third] ?? 0) + 1;
  }
  return counts;
}

/** Turns counts into where the rows of each digit begin; false where all rows have the same: nothing to sort. */
function turnIntoStarts(counts: Uint32Array, rows: number): boolean {
  let start = 0;
  for (let digit = 0; digit < buckets; digit++) {
    const count = counts[digit] ?? 0;
    if (count === rows) return false;
    counts[digit] = start;
    start += count;
  }
  return true;
}

function scatter(from: Moved, to: Moved, starts: Uint32Array, shift: number): void {
  const { words, order } = from;
  const { words: toWords, order: toOrder } = to;
  for (let place = 0; place < words.length; place++) {
    const word = words[place] ?? 0;
    const digit = (word >>> shift) & (buckets - 1);
    const target = starts[digit] ?? 0;
    toWords[target] = word;
    toOrder[target] = order[place] ?? 0;
    starts[digit] = target + 1;
  }
}
