import { fail, inconclusive, pass, warn } from '../../checks/finding.ts';
import { type GateCheck, lasting, until } from './check.ts';

/** A store that is down is asked again after so long. */
const againMs = 10 * 60_000;

/** The bytes that would run are those that were registered, and those were evaluated. */
export const bytes: GateCheck = {
  id: 'bytes',
  title: 'Its bytes are those that were registered and evaluated',
  help: 'Restore what was registered, or promote another version; where the registry did not answer, judge again when it does.',
  appliesTo: ({ asked, move }) => asked.ok && move === 'comes',
  judge({ asked, bytes: found, now }) {
    if (!asked.ok || found === null) return lasting(inconclusive('The bytes were not looked up.'));
    const { tag, artifact, package: stored } = asked.value;
    switch (found.kind) {
      case 'verified':
        return lasting(
          pass(
            `The package of ${tag} is the one that was registered, of the model that was evaluated.`,
            [`package ${stored.digest}`, `model ${artifact.digest}`],
          ),
        );
      case 'uncompared':
        return lasting(
          warn(found.sentence, [`package ${stored.digest}`, `model ${artifact.digest}`]),
        );
      case 'wrong':
        return lasting(fail(found.sentence));
      case 'unknown': {
        const at = found.again ? new Date(now.getTime() + againMs) : null;
        return until(inconclusive(found.sentence), at);
      }
      default:
        return found satisfies never;
    }
  },
};
