import {
  renderConfigProblem,
  renderFirstConfiguration,
  renderNoModel,
  type RenderedCheck,
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
  if (scope.kind === 'none') return null;
  const check = await findVerdictWithoutModels(context, scope, target.head);
  if (check !== null) await settle(context, target, check);
  return check === null && scope.kind === 'models' ? scope : null;
}

/** What the check says of a change that has no models to judge; null where it has some, or doesn't concern us. */
export async function findVerdictWithoutModels(
  context: JobContext,
  scope: Scope,
  head: string,
): Promise<RenderedCheck | null> {
  switch (scope.kind) {
    case 'none':
      return null;
    case 'brings-configuration':
      return renderFirstConfiguration();
    case 'wrong-configuration':
      return renderConfigProblem(scope.problem);
    case 'models': {
      if (scope.models.length > 0) return null;
      const promotion = await findPromotion(context, scope, head);
      return promotion === null ? renderNoModel() : renderPromotionCheck(promotion);
    }
    default:
      return scope satisfies never;
  }
}
