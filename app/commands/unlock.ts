import { requireEnvironment } from '../../core/promotion/choose.ts';
import { configPath } from '../context.ts';
import { judgeOpenPulls } from '../review/judge-open.ts';
import type { Command } from './command.ts';
import { holdAnswer } from './hold-answer.ts';
import { setHold } from './set-hold.ts';

/** Ends the lock of an environment, also of one that the configuration has no more. */
export const unlock: Command<'unlock'> = {
  name: 'unlock',
  async run(call) {
    const { environment } = call.arguments;
    const subject = { kind: 'environment', environment } as const;
    // Who may is said by the configuration and the policy: without them nobody may.
    const config = call.config();
    const result = await setHold(call, { subject, state: 'released', reason: null });
    if (result.kind === 'already' && result.newest === null) {
      requireEnvironment(config, environment, configPath);
    }
    if (result.kind === 'done') await judgeOpenPulls(call.context, call.place);
    return holdAnswer(result, {
      released: `The environment ${environment} is unlocked.`,
      never: `The environment ${environment} is not locked.`,
    });
  },
};
