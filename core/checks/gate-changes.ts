import type { CandidateFacts } from '../judge/facts.ts';
import type { Check, Finding } from './check.ts';
import { pass, warn } from './finding.ts';

/** The workflows that make the records, and the configuration, are what the base branch has. */
export const gateChanges: Check = {
  id: 'gate-changes',
  title: 'What makes and judges the records is unchanged',
  trouble: 'the pull request changes the workflow or the configuration',
  caution: 'the pull request changes the workflow or the configuration',
  help: 'Read the changes of these files before you rely on the numbers: they decide what the records say and, once merged, what is gated.',
  outcomes: {
    pass: 'No workflow, local action or configuration of Assay is changed.',
    warn: 'Some are changed, and each is named; or GitHub lists only a part of the changed files.',
    fail: null,
    inconclusive: null,
  },
  inputs: ["the pull request's changed files, by GitHub"],
  levels: { minimal: 'warn', limited: 'warn', high: 'warn' },
  softenable: true,
  appliesTo: ({ pullRequest }) => pullRequest.number !== null,
  judge: judgeChanges,
};

function judgeChanges({ changes }: CandidateFacts): Finding {
  const { gatePaths, complete } = changes;
  if (!complete) {
    return warn(
      'GitHub lists only a part of the changed files, so workflows and the configuration may be among them.',
      gatePaths,
    );
  }
  if (gatePaths.length === 0) return pass('Workflows and configuration are unchanged.');
  return {
    ...warn(
      `This pull request changes ${gatePaths.join(', ')}. The records were made with ${gatePaths.length === 1 ? 'it' : 'them'} as changed.`,
      gatePaths,
    ),
    places: gatePaths.map((path) => ({
      path,
      line: 1,
      message: 'This file decides what the records say, or what is gated.',
    })),
  };
}
