import { requireEnvironment } from '../../core/promotion/choose.ts';
import { configPath } from '../context.ts';
import { judgePromotions } from '../promotion/judge-again.ts';
import type { Command } from './command.ts';
import { holdAnswer } from './hold-answer.ts';
import { setHold } from './set-hold.ts';

/** Ends the lock of an environment, also of one that the configuration has no more. */
export const unlock: Command<'unlock'> = {
  name: 'unlock',
  async run(call) {
    const { environment } = call.arguments;
    const subject = { kind: 'environment', environment } as const;
    const result = await setHold(call, { subject, state: 'released', reason: null });
    if (result.kind === 'already' && result.newest === null) {
      requireEnvironment(call.config(), environment, configPath);
    }
    if (result.kind === 'done') await judgePromotions(call.context, environment, call.place);
    return holdAnswer(result, {
      released: `The environment ${environment} is unlocked.`,
      never: `The environment ${environment} is not locked.`,
    });
  },
};
