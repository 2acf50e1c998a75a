import { modelOf } from '../../core/config/read.ts';
import { configPath } from '../context.ts';
import type { Command } from './command.ts';
import { holdAnswer } from './hold-answer.ts';
import { setHold } from './set-hold.ts';

/** Ends the pause of a model's retraining, also of one that the configuration has no more. */
export const resume: Command<'resume'> = {
  name: 'resume',
  async run(call) {
    const { model } = call.arguments;
    const subject = { kind: 'retraining', model } as const;
    // Who may is said by the configuration and the policy: without them nobody may.
    const config = call.config();
    const result = await setHold(call, { subject, state: 'released', reason: null });
    if (result.kind === 'already' && result.newest === null) {
      modelOf(config, model, configPath);
    }
    return holdAnswer(result, {
      released: `Retraining of ${model} goes on: the next report of drift, or /assay retrain ${model}, opens it.`,
      never: `Retraining of ${model} is not paused.`,
    });
  },
};
