import { modelOf } from '../../core/config/read.ts';
import { configPath } from '../context.ts';
import { promote } from '../promotion/promote.ts';
import type { Command } from './command.ts';
import { promotionAnswer } from './promotion-answer.ts';

/** Opens an urgent pull request that puts back the last version that was healthy in an environment. */
export const rollback: Command<'rollback'> = {
  name: 'rollback',
  async run({ context, config, comment, arguments: { model, environment, reason } }) {
    const result = await promote(context, {
      model,
      modelConfig: modelOf(config(), model, configPath),
      environment,
      wish: { kind: 'rollback' },
      requestedBy: comment.author,
      commentUrl: comment.url,
      reason,
    });
    return promotionAnswer(result, environment);
  },
};
