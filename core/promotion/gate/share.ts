import { fail, pass } from '../../checks/finding.ts';
import { type GateCheck, lasting } from './check.ts';

const usualMostPercent = 50;

/** A challenger stands beside the champion that its own file asks for, with no larger share than the environment allows. */
export const share: GateCheck = {
  id: 'share',
  title: 'The challenger has a champion beside it, and no larger share than is allowed',
  help: 'Ask for a smaller share, or promote the version as the champion.',
  appliesTo: ({ role, move, asked }) => role === 'challenger' && move === 'comes' && asked.ok,
  judge({ asked, share: percent, config, environment, file, champion }) {
    const most = config.challenger?.max_share ?? usualMostPercent;
    if (champion === null) {
      return lasting(fail(`By ${file} there is no champion in ${environment} to be challenged.`));
    }
    if (asked.ok && champion === asked.value.version) {
      return lasting(
        fail(`By ${file} ${asked.value.tag} is the champion of ${environment} itself.`),
      );
    }
    if (percent === null || !(percent >= 1 && percent <= most)) {
      return lasting(
        fail(
          `A challenger gets from 1 to ${most} percent of ${environment}, and ${percent ?? 'no share'} is asked for.`,
        ),
      );
    }
    return lasting(pass(`It gets ${percent} of at most ${most} percent, beside v${champion}.`));
  },
};
