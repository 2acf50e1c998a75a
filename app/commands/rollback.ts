import { readPromotions } from '../../adapters/github/champion.ts';
import { listLedger } from '../../adapters/github/ledger.ts';
import { modelOf } from '../../core/config/read.ts';
import { RefusedError } from '../../core/errors.ts';
import { environmentOf } from '../../core/promotion/choose.ts';
import { versionBefore } from '../../core/promotion/before.ts';
import { configPath } from '../context.ts';
import { promote } from '../promotion/promote.ts';
import type { Command } from './command.ts';
import { promotionAnswer } from './promotion-answer.ts';

/** Opens a pull request that puts back what an environment had before the version that it has now. */
export const rollback: Command<'rollback'> = {
  name: 'rollback',
  async run({ context, config: read, comment, arguments: { model, environment } }) {
    const { repository } = context;
    const config = modelOf(read(), model, configPath);
    environmentOf(model, config, environment, configPath);
    const ledger = await listLedger(repository);
    const promotions = await readPromotions(repository, ledger, model, environment);
    const version = versionBefore(promotions);
    if (version === null) {
      throw new RefusedError(
        'nothing-before',
        promotions.length === 0
          ? `Nothing was promoted to ${environment} yet, so there is nothing to go back to.`
          : `Before v${promotions.at(-1)?.version} no version of ${model} is known to have been in ${environment}. Name one to put there: /assay promote ${model}@version ${environment}.`,
      );
    }
    const requestedBy = comment.author;
    const request = { model, config, version, environment, requestedBy, commentUrl: comment.url };
    return promotionAnswer(await promote(context, request), environment);
  },
};
