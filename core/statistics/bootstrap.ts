import type { Evaluator } from '../metrics/evaluator.ts';
import { type ResamplingPlan, resampler } from './resample.ts';

/** What is drawn, and how often. */
export interface BootstrapPlan extends ResamplingPlan {
  readonly resamples: number;
}

/** The values of one metric, or of its difference, over the draws. */
export interface Resampled {
  /** The finite ones, in the order of the draws. */
  readonly values: Float64Array;
  /** How many draws have no finite value, such as one without any positive row. */
  readonly withoutValue: number;
}

/** What the draws gave: one entry for each id of the evaluators, in their order. */
export interface Bootstrapped {
  /** How many rows, or clusters, were drawn each time. */
  readonly units: number;
  readonly candidate: readonly Resampled[];
  /** Null without a baseline. */
  readonly paired: PairedResamples | null;
}

/** Candidate and baseline on the same draws. */
export interface PairedResamples {
  readonly baseline: readonly Resampled[];
  /** Candidate minus baseline, draw by draw. */
  readonly difference: readonly Resampled[];
}

/**
 * The nonparametric bootstrap (Efron and Tibshirani, An Introduction to the Bootstrap, 1993): the metrics on rows that
 * are drawn anew with replacement, of both models on the same draws. The evaluators have the same ids, and both the
 * plan's rows in the same order. Memory: some numbers per metric and draw, beside one weight a row.
 */
export function bootstrap(
  plan: BootstrapPlan,
  candidate: Evaluator,
  baseline: Evaluator | null,
  onProgress?: (done: number, resamples: number) => void,
): Bootstrapped {
  const { units, draw } = resampler(plan);
  const evaluators = baseline === null ? [candidate] : [candidate, baseline];
  const columns = evaluators.map(({ ids }) => ids.map(() => new Float64Array(plan.resamples)));
  for (let index = 0; index < plan.resamples; index++) {
    const weights = draw(index);
    for (const [side, { evaluate }] of evaluators.entries()) {
      const values = evaluate(weights);
      for (const [metric, column] of (columns[side] ?? []).entries()) {
        column[index] = values[metric] ?? Number.NaN;
      }
    }
    onProgress?.(index + 1, plan.resamples);
  }
  const [ofCandidate = [], ofBaseline] = columns;
  const paired = ofBaseline === undefined ? null : pairedResamples(ofCandidate, ofBaseline);
  return { units, candidate: ofCandidate.map(finiteValues), paired };
}

function pairedResamples(
  candidate: readonly Float64Array[],
  baseline: readonly Float64Array[],
): PairedResamples {
  const difference = candidate.map((column, metric) =>
    column.map((value, index) => value - (baseline[metric]?.[index] ?? Number.NaN)),
  );
  return { baseline: baseline.map(finiteValues), difference: difference.map(finiteValues) };
}

function finiteValues(column: Float64Array): Resampled {
  const values = column.filter((value) => Number.isFinite(value));
  return { values, withoutValue: column.length - values.length };
}
