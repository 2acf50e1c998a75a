import { modelOf } from '../../core/config/read.ts';
import { configPath } from '../context.ts';
import { promote as proposePromotion } from '../promotion/promote.ts';
import type { Command } from './command.ts';
import { promotionAnswer } from './promotion-answer.ts';

/** Opens a pull request that puts a version into an environment. */
export const promote: Command<'promote'> = {
  name: 'promote',
  async run({ context, config, comment, arguments: { target, environment } }) {
    const { model, version } = target;
    const result = await proposePromotion(context, {
      model,
      config: modelOf(config(), model, configPath),
      version,
      environment,
      requestedBy: comment.author,
      commentUrl: comment.url,
    });
    return promotionAnswer(result, environment);
  },
};
