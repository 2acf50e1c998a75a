import type { EvaluationRecord, RunRecord } from '../../schemas/types.ts';
import type { CandidateFacts } from '../judge/facts.ts';
import { impossibleEvaluation, impossibleRun } from '../record/impossible.ts';
import type { Check, Finding } from './check.ts';
import { fail, inconclusive, pass } from './finding.ts';

/** The workflow delivered a run and an evaluation record, none was refused, and both succeeded. */
export const records: Check = {
  id: 'records',
  title: 'Training and evaluation succeeded and left their records',
  trouble: 'training or evaluation did not deliver its records',
  caution: null,
  help: 'Open the workflow run, mend the step that failed and push again; a run that was cancelled can be re-run there.',
  outcomes: {
    pass: 'The workflow left both records, and both say that they succeeded.',
    warn: null,
    fail: 'Training or evaluation failed, a record was refused, or one says what can not be, such as an accuracy of 2.',
    inconclusive: 'No record has come, or the workflow ended without one.',
  },
  inputs: ['run record', 'evaluation record', 'the workflow run, by GitHub'],
  levels: { minimal: 'fail', limited: 'fail', high: 'fail' },
  softenable: false,
  judge: (facts) =>
    refused(facts) ?? missing(facts) ?? unsuccessful(facts) ?? impossible(facts) ?? complete,
};

const complete = pass('The run record and the evaluation record are here, and both succeeded.');

function refused({ refusals }: CandidateFacts): Finding | null {
  const [first] = refusals;
  if (first === undefined) return null;
  const others = refusals.length - 1;
  return fail(others === 0 ? first : `${first} (And ${others} more.)`, refusals);
}

function missing({ model, run, evaluation, workflow }: CandidateFacts): Finding | null {
  const failure = failureOf(run) ?? failureOf(evaluation);
  if (failure !== null) return failure;
  if (run !== null && evaluation !== null) return null;
  if (workflow.kind === 'waiting') {
    return inconclusive('The workflow of this commit has not finished yet.');
  }
  const what = run === null && evaluation === null ? 'left no records' : whatIsMissing(run);
  return fail(
    `The workflow run ended as "${workflow.conclusion}" and ${what} of ${model}: its artifact assay-${model} is missing or incomplete. Look at the workflow run; a job of it has to use the actions train and evaluate for this model.`,
  );
}

function whatIsMissing(run: RunRecord | null): string {
  return run === null ? 'left no run record' : 'left no evaluation record';
}

function failureOf(record: RunRecord | EvaluationRecord | null): Finding | null {
  if (record === null || record.status === 'succeeded') return null;
  const step = 'command' in record ? 'Training' : 'The evaluation';
  return fail(record.failure?.message ?? `${step} failed, and its record does not say why.`);
}

function unsuccessful({ evaluation }: CandidateFacts): Finding | null {
  if (evaluation?.evaluationSet !== undefined) return null;
  return fail('The evaluation record names no evaluation set: nothing was evaluated.');
}

function impossible({ run, evaluation }: CandidateFacts): Finding | null {
  const found = [
    ...(run === null ? [] : impossibleRun(run)),
    ...(evaluation === null ? [] : impossibleEvaluation(evaluation)),
  ];
  const [first] = found;
  return first === undefined ? null : fail(first, found);
}
