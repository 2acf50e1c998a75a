const registerBits = 12;
const registers = 2 ** registerBits;
/** HyperLogLog's constant for so many registers. */
const alpha = 0.7213 / (1 + 1.079 / registers);

/** Tells about how many different texts there were, within 2% or so, in 4 KB (HyperLogLog, Flajolet et al. 2007). */
export interface DistinctSketch {
  readonly longestRuns: Uint8Array;
}

/** Of no texts. */
export function noDistinct(): DistinctSketch {
  return { longestRuns: new Uint8Array(registers) };
}

/** Takes one more text, whether it is new or not. */
export function addDistinct({ longestRuns }: DistinctSketch, text: string): void {
  const [first, second] = hashesOf(text);
  const register = first >>> (32 - registerBits);
  const run = Math.clz32(second) + 1;
  if (run > (longestRuns[register] ?? 0)) longestRuns[register] = run;
}

/** Takes all the texts of another. */
export function mergeDistinct({ longestRuns }: DistinctSketch, other: DistinctSketch): void {
  for (const [register, run] of other.longestRuns.entries()) {
    longestRuns[register] = Math.max(run, longestRuns[register] ?? 0);
  }
}

/** About how many different texts were taken. */
export function distinctOf({ longestRuns }: DistinctSketch): number {
  let [inverse, empty] = [0, 0];
  for (const run of longestRuns) {
    inverse += 2 ** -run;
    if (run === 0) empty += 1;
  }
  const estimate = (alpha * registers ** 2) / inverse;
  const isFew = estimate <= 2.5 * registers && empty > 0;
  return Math.round(isFew ? registers * Math.log(registers / empty) : estimate);
}

/** Counts different texts: exactly while they are few, then about. */
export interface DistinctCounter {
  readonly add: (text: string) => void;
  readonly count: () => number;
}

/** A counter that keeps at most so many texts, and of them so many characters. */
export function distinctCounter(mostTexts: number, mostCharacters = 2 ** 20): DistinctCounter {
  let kept: Set<string> | null = new Set();
  let characters = 0;
  const sketch = noDistinct();
  return {
    add(text) {
      if (kept === null) {
        addDistinct(sketch, text);
        return;
      }
      if (kept.has(text)) return;
      kept.add(text);
      characters += text.length;
      if (kept.size <= mostTexts && characters <= mostCharacters) return;
      for (const one of kept) addDistinct(sketch, one);
      kept = null;
    },
    count: () => kept?.size ?? distinctOf(sketch),
  };
}

/** Two hashes of 32 bits: FNV-1a from two starts, each with MurmurHash3's last steps. */
function hashesOf(text: string): readonly [number, number] {
  let [first, second] = [0x811c9dc5, 0x01234567];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    first = Math.imul(first ^ unit, 0x01000193);
    second = Math.imul(second ^ unit, 0x01000193) + index;
  }
  return [mixed(first), mixed(second)];
}

function mixed(hash: number): number {
  let value = hash ^ (hash >>> 16);
  value = Math.imul(value, 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
