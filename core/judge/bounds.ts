import type { Interval, MetricGate } from '../../schemas/types.ts';
import { formatCount, formatNumber, formatPercent, formatRowsNeeded } from '../report/number.ts';
import type { Decision } from '../statistics/decide.ts';
import type { MetricComparison, Outcome } from './facts.ts';
import { worst } from './outcome.ts';

/** Values within this share of each other count as equal: the noise of adding the same numbers in another order. */
export const rounding = 1e-12;

/** What is compared under one gate: a metric's values, finite or null, and its direction. */
export interface GatedValues {
  readonly metric: string;
  readonly direction: 'higher' | 'lower' | null;
  readonly baseline: number | null;
  /** On the rows that were compared. */
  readonly candidate: number | null;
  /** The candidate's value on all of its rows. */
  readonly whole: number | null;
}

/** What is known beside the values. */
export interface Evidence {
  /**
   * Why there is nothing to compare with, and what that means for the gate's regression bound; null when there is a
   * baseline.
   */
  readonly noBaseline: Pick<GateFinding, 'outcome' | 'sentence'> | null;
  /** What the rows say; null where two numbers are all that there is. */
  readonly decision: Decision | null;
  /** 95% of the difference, candidate minus baseline. */
  readonly interval: Interval | null;
  readonly rows: number;
  /** What it means that the rows can't tell. */
  readonly inconclusive: 'warn' | 'fail';
  /** Whether the metric could have an interval and has none here. */
  readonly lacksInterval: boolean;
}

/** What a gate says of one metric. */
export interface GateFinding {
  readonly outcome: Outcome;
  readonly sentence: string;
  /** Whether it is worse than `max_regression` allows. */
  readonly regression: boolean;
  /** Whether it is beyond `limit`. */
  readonly beyondLimit: boolean;
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

/** Judges one gated metric. A value that is missing is inconclusive, never a pass. */
export function judgeBounds(
  gate: MetricGate,
  values: GatedValues,
  evidence: Evidence,
): GateFinding {
  const { metric, direction, candidate, whole } = values;
  if (direction === null) return open(`This version of Assay does not know the metric ${metric}.`);
  if (candidate === null || whole === null) {
    return open(`${metric} has no finite value for the candidate.`);
  }
  const parts = [
    judgeRegression(gate, { ...values, direction, candidate }, evidence),
    judgeLimit(gate, metric, direction, { candidate, whole }),
  ].filter((part) => part !== null);
  const decisive = worst(parts.map(({ outcome }) => outcome));
  const telling = parts.filter(({ outcome }) => outcome === decisive);
  return {
    outcome: decisive,
    sentence: telling.map(({ sentence }) => sentence).join(' '),
    regression: parts.some(({ regression }) => regression),
    beyondLimit: parts.some(({ beyondLimit }) => beyondLimit),
  };
}

function judgeLimit(
  { limit }: MetricGate,
  metric: string,
  direction: 'higher' | 'lower',
  { candidate, whole }: { readonly candidate: number; readonly whole: number },
): GateFinding | null {
  if (limit === undefined) return null;
  // What is compared may be a mean over seeds, or on shared rows only; the limit is the model's own on all rows.
  const value = `${metric} ${formatNumber(whole)}${whole === candidate ? '' : ' (of the model itself, on all of its rows)'}`;
  const [over, side] = direction === 'lower' ? ['over', 'at most'] : ['under', 'at least'];
  const text = formatNumber(limit, 12);
  return worsening(direction, limit, whole) > 0
    ? { ...found('fail', `${value} is ${over} its limit of ${text}.`), beyondLimit: true }
    : found('pass', `${value} is within its limit, ${side} ${text}.`);
}

type Known = GatedValues & {
  readonly direction: 'higher' | 'lower';
  readonly candidate: number;
};

/** Two values that can be compared, in percent of the baseline or, where the bound is an amount, in amounts. */
type Pair = Known & { readonly baseline: number; readonly isAmount: boolean };

function judgeRegression(gate: MetricGate, values: Known, evidence: Evidence): GateFinding | null {
  const { metric, baseline } = values;
  const { max_regression } = gate;
  if (max_regression === undefined) return null;
  if (evidence.noBaseline !== null)
    return found(evidence.noBaseline.outcome, evidence.noBaseline.sentence);
  const allowed = baseline === null ? null : allowance(gate, baseline);
  if (baseline === null || allowed === null) {
    return open(
      `The baseline has no finite value for ${metric}, so a regression can't be judged; bring the branch up to date with its base, whose next evaluation has it.`,
    );
  }
  const limit = bound(max_regression);
  const known = { ...values, baseline, isAmount: typeof max_regression === 'number' };
  if (evidence.decision !== null) return judgeRows(known, evidence.decision, evidence, limit);
  const finding = judgeValues(known, allowed, limit);
  // Without an interval the rows can't tell: a policy by which that fails is not satisfied by two numbers.
  const isStrict = evidence.inconclusive === 'fail' && evidence.lacksInterval;
  return finding.outcome === 'pass' && isStrict
    ? open(
        `${inComparison(known)}; without an interval that is not sure, and gate.when_inconclusive is fail.`,
      )
    : finding;
}

/** By the two values alone: any worsening beyond what is allowed is a regression. */
function judgeValues(values: Pair, allowed: number, limit: string): GateFinding {
  const { direction, baseline, candidate } = values;
  const worse = worsening(direction, baseline, candidate);
  const noise = rounding * Math.max(Math.abs(baseline), Math.abs(candidate));
  const text = inComparison(values);
  return worse > allowed + noise
    ? regression(`${text}: a regression, where at most ${limit} is allowed.`)
    : found('pass', `${text}; at most ${limit} worse is allowed.`);
}

/** By what the rows say. */
function judgeRows(
  values: Pair,
  decision: Decision,
  { interval, rows, inconclusive }: Evidence,
  limit: string,
): GateFinding {
  if (decision.kind === 'not-judged') return open(decision.reason);
  const { assessment, rowsNeeded } = decision;
  const text = inComparison(values);
  const between = interval === null ? '' : ` (${rangeInWords(interval, values)})`;
  switch (assessment) {
    case 'worse':
      return regression(`${text}${between}: a regression, where at most ${limit} is allowed.`);
    case 'better':
    case 'not-worse':
      return found('pass', `${text}${between}; at most ${limit} worse is allowed.`);
    case 'inconclusive': {
      const more = rowsNeeded === null ? '' : `; ${formatRowsNeeded(rowsNeeded, rows)} could`;
      const sentence = `${text}${between}: ${formatCount(rows, 'row')} can't tell whether it got worse by more than the ${limit} that is allowed${more}.`;
      return found(inconclusive, sentence);
    }
    default:
      return assessment satisfies never;
  }
}

function inComparison({ metric, direction, baseline, candidate, isAmount }: Pair): string {
  const worse = worsening(direction, baseline, candidate);
  const words = worse === 0 ? 'the same as' : `${amountInWords(worse, baseline, isAmount)} than`;
  return `${metric} ${formatNumber(candidate)} is ${words} the baseline's ${formatNumber(baseline)}`;
}

/** `between 2.1% better and 5.5% worse`: the ends of an interval of the difference. */
function rangeInWords({ low, high }: Interval, { direction, baseline, isAmount }: Pair): string {
  const ends = direction === 'lower' ? [low, high] : [-high, -low];
  const [from, to] = ends.map((end) => amountInWords(end, baseline, isAmount));
  return `by 95% between ${from} and ${to}`;
}

/** `35% better than`, `the same as`; the plain amount where a percentage of the baseline means nothing. */
export function inWords(worse: number, baseline: number): string {
  return worse === 0 ? 'the same as' : `${amountInWords(worse, baseline)} than`;
}

function amountInWords(worse: number, baseline: number, isAmount = false): string {
  if (worse === 0) return 'the same';
  const share = Math.abs(worse / baseline);
  const amount =
    Number.isFinite(share) && !isAmount ? formatPercent(share) : formatNumber(Math.abs(worse), 3);
  return `${amount} ${worse > 0 ? 'worse' : 'better'}`;
}

function bound(value: number | string): string {
  return typeof value === 'number' ? formatNumber(value, 12) : value;
}

function open(sentence: string): GateFinding {
  return found('inconclusive', sentence);
}

function regression(sentence: string): GateFinding {
  return { ...found('fail', sentence), regression: true };
}

function found(outcome: Outcome, sentence: string): GateFinding {
  return { outcome, sentence, regression: false, beyondLimit: false };
}
