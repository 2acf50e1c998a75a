import type { CheckResult } from '../../schemas/types.ts';
import { findCheck } from '../checks/index.ts';
import { inWords, worsening } from '../judge/bounds.ts';
import type { Judgement, MetricComparison, Outcome } from '../judge/facts.ts';
import { ruleId } from '../policy/rules.ts';
import { oneLine } from './literal.ts';
import { formatCount, formatNumber, formatRowsNeeded } from './number.ts';
import { sliceKey } from './slice-name.ts';

/** What is known of a model: its outcome, or that its records are awaited. */
export type ModelState = Outcome | 'waiting';

/** Why a model is in its state, in a few words without Markdown; empty where there is nothing to say. */
export function reasonOf(model: { readonly judgement: Judgement }, state: ModelState): string {
  const { judgement } = model;
  if (state === 'waiting') return 'its records are awaited';
  const { checks, comparisons } = judgement;
  if (state === 'pass') {
    const isGated = comparisons.some(({ gate }) => gate !== null);
    const ungated = isGated || comparisons.length === 0 ? '' : 'no metric is gated; ';
    return `${ungated}${achievement(comparisons)}${butOnSlices(judgement)}`;
  }
  const decisive = checks.find(({ outcome }) => outcome === state);
  const waived = decisive?.waiver === undefined ? '' : ' (waived)';
  const telling = tellingMetric(decisive?.check ?? '', comparisons, state);
  if (telling !== undefined) return `${metricTrouble(telling)}${waived}`;
  const rule = ruleId(decisive?.check ?? '');
  if (rule !== null) return `${ruleTrouble(rule, state)}${waived}`;
  return decisive === undefined ? '' : `${troubleOf(decisive)}${waived}`;
}

/** What a check's result means, in a few words. */
function troubleOf({ check: id, outcome, found }: CheckResult): string {
  const check = findCheck(id);
  if (check === null) return '';
  const really = found ?? outcome;
  if (really === 'warn') return check.caution ?? check.trouble;
  // Of a check that can fail, the trouble is what makes it fail; those that always block say both with it.
  const isOpen = really === 'inconclusive' && check.outcomes.fail !== null && check.softenable;
  return isOpen ? `${id} could not be judged` : check.trouble;
}

function ruleTrouble(rule: string, state: Outcome): string {
  const does = state === 'inconclusive' ? "can't be judged" : 'does not hold';
  return `the rule ${oneLine(rule, 64)} ${does}`;
}

/** The metric for which a check does not pass, where it is one of metrics: a regression before anything else. */
function tellingMetric(
  check: string,
  comparisons: readonly MetricComparison[],
  state: Outcome,
): MetricComparison | undefined {
  if (check === 'finite-numbers') return comparisons.find(({ candidate }) => candidate === null);
  if (check !== 'metric-gate') return undefined;
  return (
    comparisons.find(({ change }) => change === 'regression') ??
    comparisons.find(({ outcome }) => outcome === state) ??
    comparisons.find(({ outcome }) => outcome !== null && outcome !== 'pass')
  );
}

/** What the first metric with a value did: the metrics are in the order of the configuration. */
function achievement(comparisons: readonly MetricComparison[]): string {
  const first =
    comparisons.find(({ difference }) => difference !== null) ??
    comparisons.find(({ candidate }) => candidate !== null);
  if (first === undefined) return '';
  const value = `${name(first)} ${formatNumber(first.candidate, 3)}`;
  if (first.assessment === 'not-worse') return `${value}, not worse than the baseline`;
  if (first.assessment === 'inconclusive') return `${value}, no clear difference from the baseline`;
  const words = comparison(first);
  return words === null ? `${value}, with no baseline yet` : `${value}, ${words} the baseline`;
}

/** What a good average hides. */
function butOnSlices({ regressedSlices }: Judgement): string {
  const count = new Set(regressedSlices.map(({ slice }) => sliceKey(slice))).size;
  return count === 0 ? '' : `, but worse on ${formatCount(count, 'slice')}`;
}

function metricTrouble(metric: MetricComparison): string {
  if (metric.candidate === null) return `${name(metric)} has no value`;
  const value = `${name(metric)} ${formatNumber(metric.candidate, 3)}`;
  const words = comparison(metric);
  if (metric.change === 'regression' && words !== null) {
    return `${value} is a regression, ${words} the baseline`;
  }
  if (metric.assessment === 'inconclusive' && !metric.beyondLimit) return undecided(metric, value);
  return `${value} is out of its bounds (${metric.gate ?? 'none'})`;
}

function undecided({ rowsNeeded, rows }: MetricComparison, value: string): string {
  const needed = rowsNeeded === null ? '' : `; ${formatRowsNeeded(rowsNeeded, rows)} could`;
  return `the rows can't tell whether ${value} is worse than allowed${needed}`;
}

function comparison({ direction, baseline, candidate }: MetricComparison): string | null {
  if (direction === null || baseline === null || candidate === null) return null;
  return inWords(worsening(direction, baseline, candidate), baseline);
}

function name({ metric }: MetricComparison): string {
  return oneLine(metric, 64);
}
