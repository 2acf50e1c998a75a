import type { Baseline, CandidateFacts } from '../judge/facts.ts';
import { formatCount } from '../report/number.ts';
import type { Check, CheckContext, Finding } from './check.ts';
import { inconclusive, pass, warn } from './finding.ts';

/**
 * Candidate and baseline were evaluated on the same rows with the same labels, or are compared on those that they share
 * where these are nearly all; else no difference means anything.
 */
export const evaluationSet: Check = {
  id: 'evaluation-set',
  title: 'Candidate and baseline are judged on the same rows',
  trouble: 'candidate and baseline were evaluated on different rows',
  caution: 'the evaluation rows have changed, and only those that both have were compared',
  help: 'Keep the evaluation rows as they are on the base branch, or let the workflow evaluate the champion on the new rows too. Where a new set is meant, set gate.checks.evaluation-set to warn on the base branch.',
  outcomes: {
    pass: 'Both were evaluated on the same rows, or there is no baseline yet.',
    warn: 'At least 80% of the rows are the same, and these were compared.',
    fail: null,
    inconclusive: 'The rows differ by more, or the evaluation names none.',
  },
  inputs: ['evaluation record: evaluationSet, comparisons', 'evaluation record of the baseline'],
  levels: { minimal: 'fail', limited: 'fail', high: 'fail' },
  softenable: true,
  judge: judgeEvaluationSet,
};

function judgeEvaluationSet({ evaluation }: CandidateFacts, context: CheckContext): Finding {
  const set = evaluation?.evaluationSet;
  if (set === undefined) return inconclusive('The candidate has no evaluation set.');
  if (context.notComparable !== null) return inconclusive(context.notComparable);
  const evidence = [`evaluation set ${set.digest}, ${set.rows} rows`];
  const { baseline, comparison } = context;
  if (baseline === null) return pass('There is no baseline yet that could differ.', evidence);
  if (comparison !== null && baseline.evaluation.evaluationSet?.digest !== set.digest) {
    const { compared, candidate, baseline: before } = comparison.rows;
    return warn(
      `The evaluation rows have changed: both were compared on the ${formatCount(compared, 'row')} that they share, of ${formatCount(candidate, 'row')} now and ${formatCount(before, 'row')} then.`,
      [...evidence, ...(comparison.notes ?? [])],
    );
  }
  return pass(
    `Both were evaluated on the same ${formatCount(set.rows, 'row')}${again(baseline)}.`,
    evidence,
  );
}

function again({ kind, version, evaluation }: Baseline): string {
  if (kind !== 'champion' || evaluation.subject.kind !== 'champion') return '';
  return `: the champion v${version ?? evaluation.subject.version} was evaluated again on them`;
}
