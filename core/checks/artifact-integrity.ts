import type { CandidateFacts } from '../judge/facts.ts';
import type { Check, Finding } from './check.ts';
import { fail, inconclusive, pass } from './finding.ts';

/** The model that was evaluated is the model that was trained, byte by byte. */
export const artifactIntegrity: Check = {
  id: 'artifact-integrity',
  title: 'The evaluated model is the trained model',
  trouble: 'the evaluated model is not the trained model',
  caution: null,
  help: 'Evaluate in the job that trained, or carry the model over unchanged; nothing may write to the outputs between the two steps.',
  outcomes: {
    pass: 'Run, model digest and fingerprint are the same in both records.',
    warn: null,
    fail: 'One of them differs or is missing, or the champion that was evaluated again is not the registered one.',
    inconclusive: 'Training or evaluation did not succeed.',
  },
  inputs: [
    'run record: artifact, fingerprint',
    'evaluation record: run, artifact, fingerprint',
    'version record of the champion',
  ],
  levels: { minimal: 'fail', limited: 'fail', high: 'fail' },
  softenable: false,
  judge: judgeIntegrity,
};

function judgeIntegrity(facts: CandidateFacts): Finding {
  const { run, evaluation } = facts;
  if (run?.status !== 'succeeded' || evaluation?.status !== 'succeeded') {
    return inconclusive(
      'Without a successful training and evaluation there is nothing to compare.',
    );
  }
  if (evaluation.subject.kind !== 'candidate') {
    return fail("The evaluation record is the champion's, not the candidate's.");
  }
  const differences = [
    difference('run', evaluation.run, run.id),
    difference('model digest', evaluation.artifact, run.artifact?.digest),
    difference('fingerprint', evaluation.fingerprint, run.fingerprint),
    championDifference(facts),
  ].filter((sentence) => sentence !== null);
  const [first] = differences;
  if (first !== undefined) return fail(first, differences);
  return pass('The model digest, the fingerprint and the run are the same in both records.', [
    `model ${run.artifact?.digest}`,
    `fingerprint ${run.fingerprint}`,
  ]);
}

function difference(
  what: string,
  evaluated: string | undefined,
  trained: string | undefined,
): string | null {
  if (trained === undefined) return `The run record has no ${what}.`;
  if (evaluated === undefined) return `The evaluation record has no ${what}.`;
  if (evaluated === trained) return null;
  return `The evaluation record has the ${what} ${evaluated}; training has ${trained}.`;
}

/** The champion that was evaluated again has to be the one that is registered, where its record is known. */
function championDifference({ champion, baselines }: CandidateFacts): string | null {
  if (champion?.subject.kind !== 'champion') return null;
  const { version } = champion.subject;
  const registered = baselines.find((each) => each.kind === 'champion' && each.version === version);
  if (registered === undefined || registered.evaluation.artifact === champion.artifact) return null;
  return `The champion that was evaluated again has the model digest ${champion.artifact}; version ${version} was registered with ${registered.evaluation.artifact}.`;
}
