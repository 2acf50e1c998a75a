import { baselineName, comparable } from '../baseline/comparable.ts';
import type { Baseline, CandidateFacts } from './facts.ts';

/** What the candidate is compared with, and why not with something nearer. */
export interface BaselineChoice {
  readonly baseline: Baseline | null;
  /** Why none can be compared with, though there is one; null otherwise. */
  readonly notComparable: string | null;
  readonly notes: readonly string[];
}

/**
 * The first baseline on the candidate's evaluation set; else the champion, where it was evaluated again on that
 * set; else none, with the reason.
 */
export function selectBaseline(facts: CandidateFacts): BaselineChoice {
  const { evaluation, baselines } = facts;
  if (evaluation?.evaluationSet === undefined) {
    return { baseline: null, notComparable: null, notes: [] };
  }
  const reasons: string[] = [];
  for (const baseline of baselines) {
    const reason = comparable(baseline, evaluation);
    if (reason === null)
      return { baseline, notComparable: null, notes: passedOver(reasons, baseline) };
    reasons.push(reason);
  }
  const champion = championHere(facts);
  if (champion !== null && comparable(champion, evaluation) === null) {
    return { baseline: champion, notComparable: null, notes: passedOver(reasons, champion) };
  }
  const [first] = reasons;
  if (first !== undefined) return { baseline: null, notComparable: first, notes: [] };
  return {
    baseline: null,
    notComparable: null,
    notes: [
      `There is no baseline yet, so the values stand alone. The first evaluation of ${facts.model} on the default branch becomes the baseline of later pull requests.`,
    ],
  };
}

/**
 * The champion, evaluated again on the candidate's evaluation set by the candidate's own workflow run. Which version
 * is the champion is for the ledger to say: a pull request can't choose a weaker one to be compared with.
 */
function championHere({ champion, baselines }: CandidateFacts): Baseline | null {
  if (champion?.subject.kind !== 'champion') return null;
  const { version } = champion.subject;
  const registered = baselines.find(
    (baseline) => baseline.kind === 'champion' && baseline.version === version,
  );
  return registered === undefined ? null : { ...registered, evaluation: champion };
}

function passedOver(reasons: readonly string[], chosen: Baseline): readonly string[] {
  const [first] = reasons;
  if (first === undefined) return [];
  const again =
    chosen.evaluation.subject.kind === 'champion'
      ? ', evaluated again on the rows of this pull request'
      : '';
  return [`${first} The comparison is therefore with ${baselineName(chosen)}${again}.`];
}
