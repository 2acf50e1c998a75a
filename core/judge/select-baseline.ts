import { baselineName, comparable } from '../baseline/comparable.ts';
import type { Comparison } from '../../schemas/types.ts';
import type { Baseline, CandidateFacts } from './facts.ts';
import { type RowComparison, rowComparison } from './row-comparison.ts';

/** What the candidate is compared with, and why not with something nearer. */
export interface BaselineChoice {
  readonly baseline: Baseline | null;
  /** The comparison row by row with it; null where two evaluations are all that there is. */
  readonly comparison: Comparison | null;
  /** What a comparison says that the ledger contradicts, as a sentence; null when there is nothing of the kind. */
  readonly falseComparison: string | null;
  /** Why none can be compared with, though there is one; null otherwise. */
  readonly notComparable: string | null;
  readonly notes: readonly string[];
}

const nothing: BaselineChoice = {
  baseline: null,
  comparison: null,
  falseComparison: null,
  notComparable: null,
  notes: [],
};

/**
 * The first baseline on the candidate's evaluation set, or one that shares enough of its rows; else the champion, where
 * it was evaluated again on that set; else none, with the reason.
 */
export function selectBaseline(facts: CandidateFacts): BaselineChoice {
  const { evaluation, baselines } = facts;
  if (evaluation?.evaluationSet === undefined) return nothing;
  const reasons: string[] = [];
  const champion = championHere(facts);
  for (const baseline of [...baselines, ...(champion === null ? [] : [champion])]) {
    const rows = rowComparison(evaluation, baseline.evaluation);
    const reason = rows.kind === 'compared' ? null : comparable(baseline, evaluation);
    if (reason !== null) {
      reasons.push(reason);
      continue;
    }
    return {
      ...nothing,
      baseline,
      comparison: rows.kind === 'compared' ? rows.comparison : null,
      falseComparison: rows.kind === 'false' ? rows.problem : null,
      notes: [...passedOver(reasons, baseline), ...aboutRows(rows, baseline)],
    };
  }
  const [first] = reasons;
  if (first !== undefined) return { ...nothing, notComparable: first };
  return {
    ...nothing,
    notes: [
      `There is no baseline yet, so the values stand alone. The first evaluation of ${facts.model} on the default branch becomes the baseline of later pull requests.`,
    ],
  };
}

/** What a person must know of how the rows were compared, or why they were not. */
function aboutRows(rows: RowComparison, baseline: Baseline): readonly string[] {
  switch (rows.kind) {
    case 'compared':
      return rows.comparison.notes ?? [];
    case 'refused':
      return [`The differences have no interval. ${rows.reason}`];
    case 'none':
      return [
        `The differences have no interval: the candidate was not compared row by row with ${baselineName(baseline)}. Give the action evaluate its token and "actions: read", or run the workflow again if the baseline is newer than it.`,
      ];
    case 'false':
      return [];
    default:
      return rows satisfies never;
  }
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
