import type { Comparison, EvaluationRecord, SliceName, SliceValue } from '../../schemas/types.ts';

/** The candidate's metrics on one slice. */
export interface RecordedSlice {
  readonly slice: SliceName;
  readonly rows: number;
  readonly metrics: Readonly<Record<string, SliceValue>>;
}

/** The candidate's slices, and its metrics on the rows that they are slices of. */
export interface RecordedSlices {
  readonly slices: readonly RecordedSlice[];
  readonly overall: Readonly<Record<string, number | null>>;
  /** How many rows they are slices of; null where the record does not say. */
  readonly rows: number | null;
}

/**
 * The slices of a candidate: beside the comparison row by row where there was one, else on their own. Null where the
 * record has none.
 */
export function recordedSlices(
  evaluation: EvaluationRecord,
  comparison: Comparison | null,
): RecordedSlices | null {
  const { slices, metrics, evaluationSet } = evaluation;
  if (comparison !== null && comparison.slices.length > 0) return ofComparison(comparison);
  if (slices !== undefined && slices.length > 0) {
    const overall = mapped(metrics, ({ value }) => value);
    return { slices, overall, rows: evaluationSet?.rows ?? null };
  }
  const other = evaluation.comparisons?.find(
    (one) => one.refused === undefined && one.slices.length > 0,
  );
  return other === undefined ? null : ofComparison(other);
}

function ofComparison({ slices, metrics, rows }: Comparison): RecordedSlices {
  return {
    slices: slices.map((one) => ({
      slice: one.slice,
      rows: one.rows,
      metrics: mapped(one.metrics, ({ candidate, candidateInterval }) => ({
        value: candidate,
        ...(candidateInterval === undefined ? {} : { interval: candidateInterval }),
      })),
    })),
    overall: mapped(metrics, ({ candidate }) => candidate),
    rows: rows.compared,
  };
}

function mapped<From, To>(
  values: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}
