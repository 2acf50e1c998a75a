import type { CandidateFacts, Judgement, Outcome } from '../judge/facts.ts';
import { oneLine } from './literal.ts';
import { type ModelState, reasonOf } from './reason.ts';

/** The verdict in one line, without Markdown. */
export interface Headline {
  readonly state: ModelState;
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

/** A commit on the default branch is not to be merged any more. */
const landedOpenings = {
  waiting: 'Waiting for the workflow',
  fail: 'Fails the gate',
  inconclusive: 'Could not be judged',
  warn: 'Passes the gate, with a warning',
  pass: 'Passes the gate',
} as const satisfies { readonly [Key in (typeof severity)[number]]: string };

/** What one model does, and what several do. */
const verbs = {
  fail: ['fails', 'fail'],
  inconclusive: ['could not be judged', 'could not be judged'],
  warn: ['has a warning', 'have warnings'],
} as const;

/**
 * The verdict on all models together: an obstacle is worse than any; while a model is awaited there is none; else the
 * worst model decides, and is named.
 */
export function headline(models: readonly Model[], obstacles: readonly string[]): Headline {
  const [obstacle] = obstacles;
  if (obstacle !== undefined) return { state: 'fail', text: `${openings.fail}: ${obstacle}` };
  const [only, second] = models;
  if (only === undefined) return { state: 'pass', text: 'No model is affected' };
  const state = worstState(models);
  if (state === 'waiting') return { state, text: waiting(models) };
  const landed = models.every(({ facts }) => facts.pullRequest.number === null);
  const opening = (landed ? landedOpenings : openings)[state];
  if (second === undefined) return { state, text: join(opening, reasonOf(only, state)) };
  if (state === 'pass') return { state, text: `${opening}: all ${models.length} models pass` };
  const { count, does } = decisive(models, state);
  return { state, text: `${opening}: ${count} of ${models.length} models ${does}` };
}

/** A model's own state: waiting only while nothing is known of its workflow's end. */
export function stateOf({ facts, judgement }: Model): ModelState {
  const waiting =
    facts.workflow.kind === 'waiting' && (facts.run === null || facts.evaluation === null);
  return waiting && judgement.outcome === 'inconclusive' ? 'waiting' : judgement.outcome;
}

function worstState(models: readonly Model[]): ModelState {
  const states = models.map(stateOf);
  return severity.find((level) => states.includes(level)) ?? 'pass';
}

/** How many models are in this state, and which: `fails (taxi-demand)` is what 1 of 3 models does. */
function decisive(
  models: readonly Model[],
  state: Exclude<Outcome, 'pass'>,
): { readonly count: number; readonly does: string } {
  const found = models.filter((model) => stateOf(model) === state);
  const verb = verbs[state][found.length === 1 ? 0 : 1];
  return { count: found.length, does: `${verb} (${namesOf(found)})` };
}

/** Which models are awaited, and what is known of the others: never a verdict on the whole. */
function waiting(models: readonly Model[]): string {
  const missing = models.filter((model) => stateOf(model) === 'waiting');
  if (missing.length === models.length) return openings.waiting;
  const there = models.filter((model) => stateOf(model) !== 'waiting');
  const state = worstState(there);
  const names = namesOf(missing);
  const sofar = `Waiting for ${missing.length} of ${models.length} models (${names}); so far`;
  if (state === 'pass' || state === 'waiting') {
    return `${sofar} ${there.length === 1 ? 'the other passes' : `the other ${there.length} pass`}`;
  }
  const { count, does } = decisive(there, state);
  return `${sofar} ${count} ${does}`;
}

function namesOf(models: readonly Model[]): string {
  const names = models.slice(0, 3).map(({ facts }) => oneLine(facts.model, 64));
  const left = models.length - names.length;
  return `${names.join(', ')}${left === 0 ? '' : ` and ${left} more`}`;
}

function join(opening: string, reason: string): string {
  return reason === '' ? opening : `${opening}: ${reason}`;
}
