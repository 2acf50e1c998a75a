import type { EvaluationRecord } from '../../schemas/types.ts';
import type { Baseline } from '../judge/facts.ts';

/**
 * Null when the two evaluations judged the same rows and labels, so that their numbers can be compared;
 * else the sentence that says why not.
 */
export function comparable(baseline: Baseline, candidate: EvaluationRecord): string | null {
  const name = baselineName(baseline);
  const before = baseline.evaluation.evaluationSet;
  const after = candidate.evaluationSet;
  if (baseline.kind !== 'champion' && baseline.evaluation.subject.kind === 'champion') {
    return `The evaluation at ${name} is of the champion, not of the model that was trained there.`;
  }
  if (baseline.evaluation.status === 'failed') return `The evaluation of ${name} failed.`;
  if (before === undefined) return `The evaluation of ${name} names no evaluation set.`;
  if (after === undefined) return 'The evaluation of the candidate names no evaluation set.';
  if (before.digest === after.digest) return null;
  return `The candidate was evaluated on other rows than ${name}: ${after.rows} rows of ${short(after.digest)} now, ${before.rows} rows of ${short(before.digest)} then.`;
}

/** What a baseline is called in a sentence; `landed` where the candidate is on the default branch already. */
export function baselineName({ kind, commit, version }: Baseline, landed = false): string {
  if (kind === 'champion') return version === null ? 'the champion' : `the champion v${version}`;
  const at = commit.slice(0, 7);
  if (kind === 'ancestor') return `the ancestor ${at}`;
  return landed ? `the commit before, ${at}` : `the merge base ${at}`;
}

function short(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12);
}
