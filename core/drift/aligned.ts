import { binEnds } from '../profile/bin-ends.ts';
import { sideBySide } from '../profile/distribution.ts';
import type { NumbersPair } from './statistic.ts';

/** Numbers on both sides: how often each of the ascending values occurs; may hold infinities. */
export interface Aligned {
  readonly values: Float64Array;
  /** Where the bin ends that a value stands for; the value itself where values are exact. */
  readonly ends: Float64Array;
  readonly reference: Float64Array;
  readonly current: Float64Array;
  /** How many values there are. */
  readonly referenceRows: number;
  readonly currentRows: number;
}

/** A pair, value by value. */
export function alignedOf({
  reference,
  current,
  referenceRows,
  currentRows,
}: NumbersPair): Aligned {
  const { values, a, b } = sideBySide(reference, current);
  const ends = binEnds(values, reference.grid);
  return { values, ends, reference: a, current: b, referenceRows, currentRows };
}
