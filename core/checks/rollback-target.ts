import type { CandidateFacts } from '../judge/facts.ts';
import type { Check, Finding } from './check.ts';
import { fail, inconclusive, pass } from './finding.ts';

/** The version that is deployed now can be gone back to: it is on record, and its package is what was registered. */
export const rollbackTarget: Check = {
  id: 'rollback-target',
  title: 'The deployed version can be gone back to',
  trouble: 'the deployed version could not be restored',
  caution: null,
  help: 'Restore the release of the deployed version with the package that was registered, or promote a version whose package is there.',
  outcomes: {
    pass: 'The package of the version in `production` is there with the digest that was registered, or nothing is deployed yet.',
    warn: null,
    fail: 'Its record, its release or its package is missing, or the package has another digest.',
    inconclusive: 'It was not looked up.',
  },
  inputs: ['promotion and version records of the ledger', 'the release, by GitHub'],
  levels: { minimal: 'off', limited: 'warn', high: 'fail' },
  softenable: true,
  judge: judgeTarget,
};

function judgeTarget({ deployed }: CandidateFacts): Finding {
  if (deployed === null) return inconclusive('The deployed version was not looked up.');
  switch (deployed.kind) {
    case 'nothing':
      return pass('Nothing is deployed yet, so there is nothing to go back to.');
    case 'version':
      return deployed.problem === null
        ? pass(`${deployed.tag} is there as it was registered.`, [`package ${deployed.digest}`])
        : fail(deployed.problem);
    case 'unknown':
      return fail(
        `The version ${deployed.version} that production asks for has no record in the ledger.`,
      );
    default:
      return deployed satisfies never;
  }
}
