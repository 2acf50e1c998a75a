import { fail, inconclusive, pass } from '../../checks/finding.ts';
import { freezeAt, nextFreezeChange } from '../freeze.ts';
import { freezeWindow } from '../freeze-window.ts';
import { type GateCheck, lasting, until } from './check.ts';
import { isForward } from './rollback.ts';
import { timeText } from './soak.ts';

/** No freeze of the environment holds now. */
export const freeze: GateCheck = {
  id: 'freeze',
  title: 'No freeze holds',
  help: 'Wait until it ends; the check is judged again then. A rollback to the last healthy version is not held up.',
  appliesTo: (facts) => facts.config.freeze !== undefined && isForward(facts),
  judge({ config, environment, now }) {
    const windows = (config.freeze ?? []).map((one) => freezeWindow(one));
    const known = windows.flatMap((window) => (window.ok ? [window.value] : []));
    if (known.length < windows.length) {
      return lasting(inconclusive(`A freeze of ${environment} can't be read.`));
    }
    const next = nextFreezeChange(known, now);
    const frozen = freezeAt(known, now);
    if (frozen === null) {
      const then = next === null ? '' : ` The next begins at ${timeText(next)}.`;
      return until(pass(`No freeze of ${environment} holds now.${then}`), next);
    }
    const reason = frozen.reason.replace(/[.!?]$/u, '');
    const end =
      frozen.until === null ? 'No end is in sight.' : `It ends at ${timeText(frozen.until)}.`;
    return until(fail(`Promotions to ${environment} are frozen: ${reason}. ${end}`), next);
  },
};
