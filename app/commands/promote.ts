import { modelOf } from '../../core/config/read.ts';
import { shareOf } from '../../core/promotion/challenger.ts';
import { configPath } from '../context.ts';
import { promote as proposePromotion } from '../promotion/promote.ts';
import type { Command } from './command.ts';
import { promotionAnswer } from './promotion-answer.ts';

/** Opens a pull request that puts a version into an environment, or beside the version there. */
export const promote: Command<'promote'> = {
  name: 'promote',
  async run({ context, config, comment, arguments: { target, environment, share } }) {
    const { model, version } = target;
    const result = await proposePromotion(context, {
      model,
      modelConfig: modelOf(config(), model, configPath),
      environment,
      wish:
        share === null
          ? { kind: 'champion', version }
          : { kind: 'challenger', version, share: shareOf(share) },
      requestedBy: comment.author,
      commentUrl: comment.url,
      reason: null,
    });
    return promotionAnswer(result, environment);
  },
};
