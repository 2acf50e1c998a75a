import { requireEnvironment } from '../../core/promotion/choose.ts';
import { configPath } from '../context.ts';
import { judgeOpenPulls } from '../review/judge-open.ts';
import type { Command } from './command.ts';
import { holdAnswer } from './hold-answer.ts';
import { setHold } from './set-hold.ts';

/** Lets nothing be promoted into an environment. */
export const lock: Command<'lock'> = {
  name: 'lock',
  async run(call) {
    const { environment, reason } = call.arguments;
    requireEnvironment(call.config(), environment, configPath);
    const subject = { kind: 'environment', environment } as const;
    const result = await setHold(call, { subject, state: 'held', reason });
    if (result.kind === 'done') await judgeOpenPulls(call.context, call.place);
    const free = `The environment ${environment} is not locked.`;
    return holdAnswer(result, { released: free, never: free });
  },
};
