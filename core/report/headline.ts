import { findCheck } from '../checks/index.ts';
import { inWords, worsening } from '../judge/bounds.ts';
import type { CandidateFacts, Judgement, MetricComparison, Outcome } from '../judge/facts.ts';
import { oneLine } from './literal.ts';
import { formatNumber } from './number.ts';

/** The verdict in one line, without Markdown. */
export interface Headline {
  readonly state: Outcome | 'waiting';
  readonly text: string;
}

type Model = { readonly facts: CandidateFacts; readonly judgement: Judgement };

const severity = ['waiting', 'fail', 'inconclusive', 'warn', 'pass'] as const;

const openings = {
  waiting: 'Waiting for the workflow',
  fail: 'Not ready to merge',
  inconclusive: 'Not ready to merge',
  warn: 'Can be merged, with a warning',
  pass: 'Ready to merge',
} as const satisfies { readonly [Key in (typeof severity)[number]]: string };

/** What one model does, and what several do. */
const verbs = {
  waiting: ['waits', 'wait'],
  fail: ['fails', 'fail'],
  inconclusive: ['could not be judged', 'could not be judged'],
  warn: ['has a warning', 'have warnings'],
} as const;

/** The verdict on all models together: the worst decides, and is named; an obstacle is worse than any. */
export function headline(models: readonly Model[], obstacles: readonly string[]): Headline {
  const [obstacle] = obstacles;
  if (obstacle !== undefined) return { state: 'fail', text: `${openings.fail}: ${obstacle}` };
  const [only, second] = models;
  if (only === undefined) return { state: 'pass', text: 'No model is affected' };
  const states = models.map(stateOf);
  const state = severity.find((level) => states.includes(level)) ?? 'pass';
  const opening = openings[state];
  if (second === undefined) return { state, text: `${opening}${tail(': ', reason(only, state))}` };
  const decisive = models.filter((model) => stateOf(model) === state);
  const [first] = decisive;
  if (state === 'pass' || first === undefined) {
    return { state, text: `${opening}: all ${models.length} models pass` };
  }
  const names = decisive.length === 1 ? ` (${oneLine(first.facts.model, 64)})` : '';
  const verb = verbs[state][decisive.length === 1 ? 0 : 1];
  return {
    state,
    text: `${opening}: ${decisive.length} of ${models.length} models ${verb}${names}`,
  };
}

/** A model's own state: waiting only while nothing is known of its workflow's end. */
export function stateOf({ facts, judgement }: Model): Headline['state'] {
  const waiting =
    facts.workflow.kind === 'waiting' && (facts.run === null || facts.evaluation === null);
  return waiting && judgement.outcome === 'inconclusive' ? 'waiting' : judgement.outcome;
}

function tail(separator: string, text: string): string {
  return text === '' ? '' : `${separator}${text}`;
}

function reason({ judgement }: Model, state: Headline['state']): string {
  if (state === 'waiting') return '';
  const { checks, comparisons } = judgement;
  if (state === 'pass') return achievement(comparisons);
  const decisive = checks.find(({ outcome }) => outcome === state);
  if (decisive?.check === 'metric-gate') {
    const gated =
      comparisons.find(({ outcome }) => outcome === state) ??
      comparisons.find(({ outcome }) => outcome !== null && outcome !== 'pass');
    const regressed = comparisons.find(({ change }) => change === 'regression');
    const telling = regressed ?? gated;
    if (telling !== undefined) return metricTrouble(telling);
  }
  const check = findCheck(decisive?.check ?? '');
  const caution = state === 'warn' ? check?.caution : null;
  return caution ?? check?.trouble ?? '';
}

/** What the first metric with a value did: the metrics are in the order of the configuration. */
function achievement(comparisons: readonly MetricComparison[]): string {
  const first =
    comparisons.find(({ difference }) => difference !== null) ??
    comparisons.find(({ candidate }) => candidate !== null);
  if (first === undefined) return '';
  const value = `${name(first)} ${formatNumber(first.candidate, 3)}`;
  const words = comparison(first);
  return words === null ? `${value}, with no baseline yet` : `${value}, ${words} the baseline`;
}

function metricTrouble(metric: MetricComparison): string {
  if (metric.candidate === null) return `${name(metric)} has no value`;
  const value = `${name(metric)} ${formatNumber(metric.candidate, 3)}`;
  const words = comparison(metric);
  if (metric.change === 'regression' && words !== null) {
    return `${value} is a regression, ${words} the baseline`;
  }
  return `${value} is out of its bounds (${metric.gate ?? 'none'})`;
}

function comparison({ direction, baseline, candidate }: MetricComparison): string | null {
  if (direction === null || baseline === null || candidate === null) return null;
  return inWords(worsening(direction, baseline, candidate), baseline);
}

function name({ metric }: MetricComparison): string {
  return oneLine(metric, 64);
}
