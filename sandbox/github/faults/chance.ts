/** The next number of a sequence, at least 0 and less than 1. */
export type Draw = () => number;

/**
 * Chance that repeats itself. The same seed gives to the first, the second, … occurrence of a subject the same
 * numbers, whatever else is drawn in between: requests that overtake each other don't change each other's fate.
 */
export function chanceOf(seed: number): (subject: string) => Draw {
  const occurrences = new Map<string, number>();
  return (subject) => {
    const occurrence = (occurrences.get(subject) ?? 0) + 1;
    occurrences.set(subject, occurrence);
    return mulberry32(hash(`${seed} ${occurrence} ${subject}`));
  };
}

/** The one of these that a number falls to; null where their shares end below it. */
export function pick<Name extends string>(
  number: number,
  shares: readonly (readonly [Name, number | undefined])[],
): Name | null {
  let sum = 0;
  for (const [name, share = 0] of shares) {
    sum += share;
    if (number < sum) return name;
  }
  return null;
}

/** FNV-1a, 32 bits, with the finish of MurmurHash3, without which texts that differ at their end lie close together. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** Tommy Ettinger's generator: 32 bits of state are plenty for faults. */
function mulberry32(seed: number): Draw {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}
