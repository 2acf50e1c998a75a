import type { CandidateFacts, Deployed } from '../judge/facts.ts';
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
    pass: 'The package of the version in `production` is there with the digest that was registered, or in MLflow with the names and sizes, or nothing is deployed yet.',
    warn: null,
    fail: 'Its record, its release or its package is missing, or the package has another digest.',
    inconclusive: 'It was not looked up, or its registry did not tell.',
  },
  inputs: [
    'promotion and version records of the ledger',
    'the release, by GitHub, or the registry',
  ],
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
      return ofBytes(deployed);
    case 'unknown':
      return fail(
        `The version ${deployed.version} that production asks for has no record in the ledger.`,
      );
    default:
      return deployed satisfies never;
  }
}

function ofBytes({ tag, digest, bytes }: Extract<Deployed, { kind: 'version' }>): Finding {
  switch (bytes.kind) {
    case 'verified':
      return pass(`${tag} is there as it was registered.`, [`package ${digest}`]);
    case 'uncompared':
      return pass(bytes.sentence);
    case 'wrong':
      return fail(bytes.sentence);
    case 'unknown':
      return inconclusive(bytes.sentence);
    default:
      return bytes satisfies never;
  }
}
