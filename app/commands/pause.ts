import { modelOf } from '../../core/config/read.ts';
import { configPath } from '../context.ts';
import type { Command } from './command.ts';
import { holdAnswer } from './hold-answer.ts';
import { setHold } from './set-hold.ts';

/** Has no retraining of a model opened. */
export const pause: Command<'pause'> = {
  name: 'pause',
  async run(call) {
    const { model, reason } = call.arguments;
    modelOf(call.config(), model, configPath);
    const subject = { kind: 'retraining', model } as const;
    const result = await setHold(call, { subject, state: 'held', reason });
    const free = `Retraining of ${model} is not paused.`;
    return holdAnswer(result, { released: free, never: free });
  },
};
