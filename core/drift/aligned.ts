import { sideBySide } from '../profile/distribution.ts';
import type { NumbersPair } from './statistic.ts';

/** Numbers on both sides: how often each of the ascending values occurs; may hold infinities. */
export interface Aligned {
  readonly values: Float64Array;
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
  return { values, reference: a, current: b, referenceRows, currentRows };
}
