import type {
  Comparison,
  EvaluationRecord,
  Interval,
  MetricDifference,
} from '../../schemas/types.ts';
import { seedsDifference } from '../statistics/seeds.ts';
import type { GatedDifference } from '../statistics/worsening.ts';
import type { IntervalMethod } from './facts.ts';

/** A metric of the candidate beside the baseline's, and how sure their difference is. */
export interface Difference {
  readonly baseline: number | null;
  readonly candidate: number | null;
  /** Candidate minus baseline. */
  readonly difference: number | null;
  readonly rows: number;
  /** Null where two numbers are all that there is. */
  readonly spread: Spread | null;
}

/** The error of a difference, as the decision takes it. */
export type Spread = Pick<GatedDifference, 'standardError' | 'quantiles' | 'freedom' | 'rows'> & {
  readonly interval: Interval;
  readonly method: IntervalMethod;
};

/**
 * One metric of both. Where training was repeated with several seeds, the difference is that of the means and its error
 * the spread between them, and that of the rows where these were compared; else it is from the rows that were compared; else it is of the two values alone.
 */
export function differenceOf(
  metric: string,
  candidate: EvaluationRecord | null,
  baseline: EvaluationRecord | null,
  comparison: Comparison | null,
): Difference {
  const compared = own(comparison?.metrics, metric);
  const ours = valueOf(candidate, metric);
  const theirs = valueOf(baseline, metric);
  const rows = comparison?.rows.compared ?? rowsOf(candidate, metric);
  const seeds = fromSeeds(metric, candidate, baseline, compared?.interval ?? null);
  if (seeds !== null) return { ...seeds, rows };
  if (comparison !== null && compared !== undefined) return fromRows(compared, comparison);
  const difference = ours === null || theirs === null ? null : ours - theirs;
  return { baseline: theirs, candidate: ours, difference, rows, spread: null };
}

function fromRows(compared: MetricDifference, { rows }: Comparison): Difference {
  const { baseline, candidate, difference, interval, method, standardError, quantiles } = compared;
  const spread =
    interval === undefined || method === 'none'
      ? null
      : {
          interval,
          method,
          standardError: standardError ?? null,
          quantiles: quantiles ?? null,
          freedom: null,
          rows: rows.compared,
        };
  return { baseline, candidate, difference, rows: rows.compared, spread };
}

/**
 * Null unless a side was trained more than once, with different results, and both were judged on the same rows. Where a
 * repetition has no value, neither has the difference: it diverged, and the others say nothing of that.
 */
function fromSeeds(
  metric: string,
  candidate: EvaluationRecord | null,
  baseline: EvaluationRecord | null,
  ofRows: Interval | null,
): Omit<Difference, 'rows'> | null {
  if (candidate?.evaluationSet?.digest !== baseline?.evaluationSet?.digest) return null;
  const [ours, theirs] = [seedValues(candidate, metric), seedValues(baseline, metric)];
  if (ours.length + theirs.length < 3) return null;
  const [now, before] = [finite(mean(ours)), finite(mean(theirs))];
  if (now === null || before === null) {
    return { baseline: before, candidate: now, difference: null, spread: null };
  }
  const found = seedsDifference(ours, theirs);
  if (found.kind === 'none') return null;
  const { difference, interval, freedom } = found;
  const spread =
    ofRows === null
      ? { interval, freedom }
      : { interval: widened(interval, ofRows), freedom: null };
  return {
    baseline: before,
    candidate: now,
    difference,
    spread: { ...spread, method: 'seeds', standardError: null, quantiles: null, rows: null },
  };
}

/**
 * The interval of a difference that has two independent errors: that of the trainings and that of the rows. Of few
 * trainings that happen to agree, the first alone would be sure of anything.
 */
function widened(ofSeeds: Interval, ofRows: Interval): Interval {
  const middle = (ofSeeds.low + ofSeeds.high) / 2;
  const half = Math.hypot(halfOf(ofSeeds), halfOf(ofRows));
  return { low: middle - half, high: middle + half };
}

function halfOf({ low, high }: Interval): number {
  return (high - low) / 2;
}

/** The values of the repetitions, or the one value; NaN for a missing one. */
function seedValues(evaluation: EvaluationRecord | null, metric: string): readonly number[] {
  const values = evaluation?.seeds?.map(({ metrics }) => own(metrics, metric) ?? null) ?? [
    valueOf(evaluation, metric),
  ];
  return values.map((value) => value ?? Number.NaN);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A metric's value in a record; null where it is missing or not finite. */
export function valueOf(evaluation: EvaluationRecord | null, metric: string): number | null {
  return finite(own(evaluation?.metrics, metric)?.value ?? Number.NaN);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function rowsOf(evaluation: EvaluationRecord | null, metric: string): number {
  return own(evaluation?.metrics, metric)?.rows ?? evaluation?.evaluationSet?.rows ?? 0;
}

function own<Value>(
  values: Readonly<Record<string, Value>> | undefined,
  key: string,
): Value | undefined {
  return values !== undefined && Object.hasOwn(values, key) ? values[key] : undefined;
}
