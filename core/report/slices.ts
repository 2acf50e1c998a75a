import type { EvaluationRecord, Interval, SliceName } from '../../schemas/types.ts';
import type { Judgement } from '../judge/facts.ts';
import { sliceKey } from './slice-name.ts';

/** One metric on one slice, of the candidate and where known of the baseline. */
export interface SliceRow {
  readonly slice: SliceName;
  readonly rows: number;
  readonly baseline: number | null;
  readonly candidate: number | null;
  /** Candidate minus baseline. */
  readonly difference: number | null;
  readonly interval: Interval | null;
}

/** One metric on all slices that have it. */
export type SlicesOf = (metric: string) => readonly SliceRow[];

/** From the comparison row by row, where there is one; else the records of both sides, without intervals. */
export function slicesOf(
  comparison: Judgement['comparison'],
  evaluation: EvaluationRecord | null,
  baseline: EvaluationRecord | null,
): SlicesOf {
  const compared = comparison?.refused === undefined ? (comparison?.slices ?? []) : [];
  return compared.length > 0 ? comparedSlices(compared) : recordedSlices(evaluation, baseline);
}

type Compared = NonNullable<Judgement['comparison']>['slices'];

function comparedSlices(slices: Compared): SlicesOf {
  return (metric) =>
    slices.flatMap(({ slice, rows, metrics }) => {
      const found = Object.hasOwn(metrics, metric) ? metrics[metric] : undefined;
      if (found === undefined) return [];
      const { baseline, candidate, difference, interval } = found;
      return [{ slice, rows, baseline, candidate, difference, interval: interval ?? null }];
    });
}

function recordedSlices(
  evaluation: EvaluationRecord | null,
  baseline: EvaluationRecord | null,
): SlicesOf {
  const before = new Map(baseline?.slices?.map((each) => [sliceKey(each.slice), each.metrics]));
  return (metric) =>
    (evaluation?.slices ?? []).flatMap(({ slice, rows, metrics }) => {
      if (!Object.hasOwn(metrics, metric)) return [];
      const candidate = metrics[metric]?.value ?? null;
      const others = before.get(sliceKey(slice)) ?? {};
      const old = Object.hasOwn(others, metric) ? (others[metric]?.value ?? null) : null;
      const difference = candidate === null || old === null ? null : candidate - old;
      return [{ slice, rows, baseline: old, candidate, difference, interval: null }];
    });
}
