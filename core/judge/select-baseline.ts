import { baselineName, comparable } from '../baseline/comparable.ts';
import type { Comparison, EvaluationRecord } from '../../schemas/types.ts';
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
  /** Whether the candidate was compared row by row with another one, since this one is newer than its evaluation. */
  readonly outdated: boolean;
  readonly notes: readonly string[];
}

const nothing: BaselineChoice = {
  baseline: null,
  comparison: null,
  falseComparison: null,
  notComparable: null,
  outdated: false,
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
  const all = [...baselines, ...(champion === null ? [] : [champion])];
  const comparisons = all.map((one) => rowComparison(evaluation, one.evaluation, facts.config));
  const falseComparison = comparisons.find(({ kind }) => kind === 'false');
  const common = {
    ...nothing,
    falseComparison: falseComparison?.kind === 'false' ? falseComparison.problem : null,
  };
  for (const [index, baseline] of all.entries()) {
    const rows = comparisons[index] ?? { kind: 'none' };
    const reason = rows.kind === 'compared' ? null : comparable(baseline, evaluation);
    if (reason !== null) {
      reasons.push(reason);
      continue;
    }
    return {
      ...common,
      baseline,
      comparison: rows.kind === 'compared' ? rows.comparison : null,
      outdated: rows.kind === 'none' && comparedElsewhere(evaluation),
      notes: [
        ...passedOver(reasons, baseline),
        ...(hasSeeds(facts, baseline) ? [] : aboutRows(rows, baseline, facts)),
      ],
    };
  }
  const [first] = reasons;
  if (first !== undefined) return { ...common, notComparable: first };
  return {
    ...common,
    notes: [
      `There is no baseline yet, so the values stand alone. The first evaluation of ${facts.model} on the default branch becomes the baseline of later pull requests.`,
    ],
  };
}

/** Whether there is a comparison row by row, with whatever. */
function comparedElsewhere(evaluation: EvaluationRecord | null): boolean {
  return evaluation?.comparisons?.some(({ refused }) => refused === undefined) ?? false;
}

/** Whether trainings with several seeds give the differences an interval, whatever the rows do. */
function hasSeeds(
  { evaluation, config }: CandidateFacts,
  { evaluation: before }: Baseline,
): boolean {
  const ours = (config.train.seeds ?? 1) > 1 && evaluation?.seeds !== undefined;
  return (ours || before.seeds !== undefined) && isSameSet(evaluation, before);
}

function isSameSet(one: EvaluationRecord | null, other: EvaluationRecord): boolean {
  return one?.evaluationSet?.digest === other.evaluationSet?.digest;
}

/** What a person must know of how the rows were compared, or why they were not. */
function aboutRows(
  rows: RowComparison,
  baseline: Baseline,
  { evaluation, pullRequest }: CandidateFacts,
): readonly string[] {
  switch (rows.kind) {
    case 'compared':
      return rows.comparison.notes ?? [];
    case 'refused':
      return [`The differences have no interval. ${rows.reason}`];
    case 'none': {
      const name = baselineName(baseline, pullRequest.number === null);
      const what = `The differences have no interval: the candidate was not compared row by row with ${name}`;
      return comparedElsewhere(evaluation)
        ? [`${what}, which is newer than its evaluation. Run the workflow again.`]
        : [`${what}. Give the action evaluate its token, and the job "actions: read".`];
    }
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
export function championHere({ champion, baselines }: CandidateFacts): Baseline | null {
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
    chosen.evaluation.subject.kind === 'champion' ? ', evaluated again on the same rows' : '';
  return [`${first} The comparison is therefore with ${baselineName(chosen)}${again}.`];
}
