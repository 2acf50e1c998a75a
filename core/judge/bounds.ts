import type { MetricGate } from '../../schemas/types.ts';
import { formatNumber, formatPercent } from '../report/number.ts';
import type { MetricComparison, Outcome } from './facts.ts';
import { worst } from './outcome.ts';

/** Values within this share of each other count as equal: the noise of adding the same numbers in another order. */
const rounding = 1e-12;

/** What is compared under one gate: a metric's values, finite or null, and its direction. */
export interface GatedValues {
  readonly metric: string;
  readonly direction: 'higher' | 'lower' | null;
  readonly baseline: number | null;
  readonly candidate: number | null;
}

/** What a gate says of one metric. */
export interface GateFinding {
  readonly outcome: Outcome;
  readonly sentence: string;
  /** Whether it is worse than `max_regression` allows. */
  readonly regression: boolean;
}

/** By how much the candidate is worse: positive is worse, negative better; differences of rounding are 0. */
export function worsening(
  direction: 'higher' | 'lower',
  baseline: number,
  candidate: number,
): number {
  const noise = rounding * Math.max(Math.abs(baseline), Math.abs(candidate));
  const worse = direction === 'lower' ? candidate - baseline : baseline - candidate;
  return Math.abs(worse) <= noise ? 0 : worse;
}

/** How much worsening a gate allows from this baseline; null without `max_regression`. */
export function allowance({ max_regression }: MetricGate, baseline: number): number | null {
  if (max_regression === undefined) return null;
  if (typeof max_regression === 'number') return max_regression;
  return (Number(max_regression.slice(0, -1)) / 100) * Math.abs(baseline);
}

/** A gate in words: `at most 5% worse, at most 60`. */
export function gateInWords(gate: MetricGate, direction: MetricComparison['direction']): string {
  const { max_regression, limit } = gate;
  const worse = max_regression === undefined ? [] : [`at most ${bound(max_regression)} worse`];
  const side = direction === 'higher' ? 'at least' : 'at most';
  return [...worse, ...(limit === undefined ? [] : [`${side} ${formatNumber(limit, 12)}`])].join(
    ', ',
  );
}

/**
 * Judges one gated metric. A value that is missing is inconclusive, never a pass. `noBaseline` says why there is
 * nothing to compare with, and what that means for the gate's regression bound; null when there is a baseline.
 */
export function judgeBounds(
  gate: MetricGate,
  values: GatedValues,
  noBaseline: Pick<GateFinding, 'outcome' | 'sentence'> | null,
): GateFinding {
  const { metric, direction, candidate } = values;
  if (direction === null) return open(`This version of Assay does not know the metric ${metric}.`);
  if (candidate === null) return open(`${metric} has no finite value for the candidate.`);
  const parts = [
    judgeRegression(gate, { ...values, direction, candidate }, noBaseline),
    judgeLimit(gate, metric, direction, candidate),
  ].filter((part) => part !== null);
  const decisive = worst(parts.map(({ outcome }) => outcome));
  const telling = parts.filter(({ outcome }) => outcome === decisive);
  return {
    outcome: decisive,
    sentence: telling.map(({ sentence }) => sentence).join(' '),
    regression: parts.some(({ regression }) => regression),
  };
}

function judgeLimit(
  { limit }: MetricGate,
  metric: string,
  direction: 'higher' | 'lower',
  candidate: number,
): GateFinding | null {
  if (limit === undefined) return null;
  const [over, side] = direction === 'lower' ? ['over', 'at most'] : ['under', 'at least'];
  const text = formatNumber(limit, 12);
  return worsening(direction, limit, candidate) > 0
    ? found('fail', `${metric} ${formatNumber(candidate)} is ${over} its limit of ${text}.`)
    : found('pass', `${metric} ${formatNumber(candidate)} is within its limit, ${side} ${text}.`);
}

function judgeRegression(
  gate: MetricGate,
  values: GatedValues & { readonly direction: 'higher' | 'lower'; readonly candidate: number },
  noBaseline: Pick<GateFinding, 'outcome' | 'sentence'> | null,
): GateFinding | null {
  const { metric, direction, baseline, candidate } = values;
  const { max_regression } = gate;
  if (max_regression === undefined) return null;
  if (noBaseline !== null) return { ...noBaseline, regression: false };
  const allowed = baseline === null ? null : allowance(gate, baseline);
  if (baseline === null || allowed === null) {
    return open(
      `The baseline has no finite value for ${metric}, so a regression can't be judged; bring the branch up to date with its base, whose next evaluation has it.`,
    );
  }
  const worse = worsening(direction, baseline, candidate);
  const noise = rounding * Math.max(Math.abs(baseline), Math.abs(candidate));
  const text = `${metric} ${formatNumber(candidate)} is ${inWords(worse, baseline)} the baseline's ${formatNumber(baseline)}`;
  if (worse > allowed + noise) {
    const sentence = `${text}: a regression, where at most ${bound(max_regression)} is allowed.`;
    return { outcome: 'fail', sentence, regression: true };
  }
  return found('pass', `${text}; at most ${bound(max_regression)} worse is allowed.`);
}

/** `35% better than`, `the same as`; the plain amount where a percentage of the baseline means nothing. */
export function inWords(worse: number, baseline: number): string {
  if (worse === 0) return 'the same as';
  const share = Math.abs(worse / baseline);
  const amount = Number.isFinite(share) ? formatPercent(share) : formatNumber(Math.abs(worse), 3);
  return `${amount} ${worse > 0 ? 'worse' : 'better'} than`;
}

function bound(value: number | string): string {
  return typeof value === 'number' ? formatNumber(value, 12) : value;
}

function open(sentence: string): GateFinding {
  return found('inconclusive', sentence);
}

function found(outcome: Outcome, sentence: string): GateFinding {
  return { outcome, sentence, regression: false };
}
