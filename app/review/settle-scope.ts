import {
  renderConfigProblem,
  renderFirstConfiguration,
  renderNoModel,
  renderPromotionCheck,
} from '../../core/report/index.ts';
import type { JobContext } from '../context.ts';
import { findPromotion } from '../promotion/find.ts';
import type { Scope } from './scope.ts';
import { settle, type Target } from './target.ts';

/** A scope with models to judge. */
export type ModelScope = Extract<Scope, { kind: 'models' }>;

/** Settles a pull request that has no models to judge, and gives null; else the scope whose models are to be judged. */
export async function settleScope(
  context: JobContext,
  target: Target,
  scope: Scope,
): Promise<ModelScope | null> {
  switch (scope.kind) {
    case 'none':
      return null;
    case 'brings-configuration':
      await settle(context, target, renderFirstConfiguration());
      return null;
    case 'wrong-configuration':
      await settle(context, target, renderConfigProblem(scope.problem));
      return null;
    case 'models': {
      if (scope.models.length > 0) return scope;
      const promotion = await findPromotion(context, scope, target.head);
      const check = promotion === null ? renderNoModel() : renderPromotionCheck(promotion);
      await settle(context, target, check);
      return null;
    }
    default:
      return scope satisfies never;
  }
}
