import { keepCheck } from '../../adapters/github/checks.ts';
import {
  renderConfigProblem,
  renderNoModel,
  renderPromotionCheck,
} from '../../core/report/index.ts';
import { configPath, type JobContext } from '../context.ts';
import { findPromotion } from '../promotion/find.ts';
import { completed } from './apply.ts';
import type { Scope } from './scope.ts';

/**
 * Sets the check of a pull request that has no models to judge. False when it has some, and the check is for their
 * judgement to set.
 */
export async function settleScope(
  context: JobContext,
  scope: Scope,
  headSha: string,
): Promise<boolean> {
  const { repository } = context;
  switch (scope.kind) {
    case 'none':
      return true;
    case 'brings-configuration':
      await keepCheck(repository, headSha, {
        status: 'completed',
        conclusion: 'neutral',
        title: 'There is no configuration on the base branch yet',
        summary: `The gate is read from the base branch, which has no \`${configPath}\`. This pull request brings one: it holds for the next.`,
        text: '',
      });
      return true;
    case 'wrong-configuration':
      await keepCheck(repository, headSha, completed(renderConfigProblem(scope.problem)));
      return true;
    case 'models': {
      if (scope.models.length > 0) return false;
      const promotion = await findPromotion(context, scope, headSha);
      const check = promotion === null ? renderNoModel() : renderPromotionCheck(promotion);
      await keepCheck(repository, headSha, completed(check));
      return true;
    }
    default:
      return scope satisfies never;
  }
}
