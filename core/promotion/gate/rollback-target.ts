import type { Finding } from '../../checks/check.ts';
import { fail, inconclusive, pass, warn } from '../../checks/finding.ts';
import { type GateCheck, lasting } from './check.ts';
import type { PresentVersion } from './facts.ts';
import { isForward } from './rollback.ts';

/** The version that is there now can be gone back to. A rollback leaves it, and needs it no more. */
export const rollbackTarget: GateCheck = {
  id: 'rollback-target',
  title: 'The version that is there now can be gone back to',
  help: 'Restore what was registered of the version that is there now. Where it is lost for good, set gate.checks.rollback-target to warn on the base branch first.',
  appliesTo: (facts) =>
    facts.role === 'champion' && facts.rollbackTargetLevel !== 'off' && isForward(facts),
  judge({ present, environment, rollbackTargetLevel }) {
    if (present === null)
      return lasting(inconclusive('The version that is there was not looked up.'));
    const finding = findingOf(present, environment);
    const isSoft = rollbackTargetLevel === 'warn' && finding.outcome !== 'pass';
    return lasting(isSoft ? warn(finding.sentence) : finding);
  },
};

function findingOf(present: PresentVersion, environment: string): Finding {
  switch (present.kind) {
    case 'nothing':
      return pass(`Nothing is in ${environment} yet, so there is nothing to go back to.`);
    case 'unknown':
      return fail(
        `v${present.version}, which is in ${environment} now, has no record in the ledger.`,
      );
    case 'version': {
      const { tag, bytes } = present;
      if (bytes.kind === 'verified')
        return pass(`${tag}, which is there now, is as it was registered.`);
      if (bytes.kind === 'uncompared') return warn(bytes.sentence);
      return bytes.kind === 'wrong' ? fail(bytes.sentence) : inconclusive(bytes.sentence);
    }
    default:
      return present satisfies never;
  }
}
