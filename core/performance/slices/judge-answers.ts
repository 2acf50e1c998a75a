import type { DriftSlice } from '../../../schemas/types.ts';
import { selectRows } from '../../predictions/select-rows.ts';
import { formatCount, formatNumber } from '../../report/number.ts';
import { holm } from '../../statistics/holm.ts';
import { fewestRows, type PerformanceFacts } from '../facts.ts';
import type { KeptRows } from '../rows.ts';
import { predictionShift } from './prediction-shift.ts';
import { type ProductionSlice, type ReferenceSlices, sliceName } from './slices.ts';

/** Of the answers' distance, as for features. */
const usualThreshold = 0.1;
const significance = 0.01;

/** Slices of which nothing but the answers can be compared. */
export function judgeAnswers(
  slices: readonly ProductionSlice[],
  kept: KeptRows,
  references: ReferenceSlices,
  { reference, config }: PerformanceFacts,
): readonly DriftSlice[] {
  const before = reference?.kept ?? null;
  const shifts = slices.map((slice) => {
    const same = references.get(slice.key);
    if (before === null || same === undefined) return null;
    return predictionShift(
      selectRows(before.predictions, same.rows),
      selectRows(kept.predictions, slice.rows),
    );
  });
  const compared = shifts.filter((shift) => shift !== null);
  const adjusted = holm(compared.map(({ pValue }) => pValue));
  const pValues = new Map(compared.map((shift, place) => [shift, adjusted[place] ?? 1]));
  const threshold = config.monitor?.thresholds?.numeric ?? usualThreshold;
  return slices.map((slice, index) => {
    const shift = shifts[index] ?? null;
    const size = shift?.size ?? null;
    const isShifted =
      shift !== null && shift.size >= threshold && (pValues.get(shift) ?? 1) <= significance;
    return {
      column: slice.column,
      value: slice.value,
      rows: slice.rows.length,
      outcome: answersOutcome(size, isShifted),
      metric: null,
      metricValue: size,
      interval: null,
      reference: null,
      reason: answersReason(slice, size, isShifted, threshold),
    };
  });
}

function answersOutcome(size: number | null, isShifted: boolean): DriftSlice['outcome'] {
  if (size === null) return 'insufficient-data';
  return isShifted ? 'warning' : 'stable';
}

function answersReason(
  slice: ProductionSlice,
  size: number | null,
  isShifted: boolean,
  threshold: number,
): string {
  const where = `Where ${sliceName(slice)},`;
  if (size === null) {
    return `${where} ${formatCount(slice.rows.length, 'row')} can't be compared: they have too few labels or no bound, and the reference has no ${fewestRows} rows there.`;
  }
  const distance = `the answers are ${formatNumber(size, 3)} from those of the reference (the largest distance of the distributions)`;
  return isShifted
    ? `${where} ${distance}, at least ${formatNumber(threshold, 3)} and significant.`
    : `${where} ${distance}; that is not both at least ${formatNumber(threshold, 3)} and significant.`;
}
