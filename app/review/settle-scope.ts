import {
  renderConfigProblem,
  renderFirstConfiguration,
  renderNoModel,
  type RenderedCheck,
  renderPromotionCheck,
} from '../../core/report/index.ts';
import type { JobContext } from '../context.ts';
import { keepPromotionComment } from '../promotion/comment.ts';
import { findPromotions } from '../promotion/find.ts';
import { completed } from './check-state.ts';
import type { PullFacts } from './pull.ts';
import type { Scope } from './scope.ts';
import { setCheck, settle, type Target } from './target.ts';

/** A scope with models to judge. */
export type ModelScope = Extract<Scope, { kind: 'models' }>;

/** Settles a pull request that has no models to judge, and gives null; else the scope whose models are to be judged. */
export async function settleScope(
  context: JobContext,
  target: Target,
  scope: Scope,
  pull: () => Promise<PullFacts>,
): Promise<ModelScope | null> {
  if (scope.kind === 'none') return null;
  if (scope.kind === 'models' && scope.models.length === 0) {
    await settlePromotions(context, target, scope, pull);
    return null;
  }
  const check = await findVerdictWithoutModels(context, scope, pull, target.head);
  if (check !== null) await settle(context, target, check);
  return check === null && scope.kind === 'models' ? scope : null;
}

/** The check, and the comment where it promotes something. */
async function settlePromotions(
  context: JobContext,
  target: Target,
  scope: ModelScope,
  pull: () => Promise<PullFacts>,
): Promise<void> {
  const promotions = await findPromotions(context, scope, pull, target.head);
  if (promotions === null) {
    await settle(context, target, renderNoModel());
    return;
  }
  await setCheck(context, target, completed(renderPromotionCheck(promotions)));
  await keepPromotionComment(context, target, scope.config, promotions);
}

/**
 * What the check says of a change that has no models to judge; null where it has some, or doesn't concern us. The pull
 * request is read only where that depends on it; `head` is its head, or the commit that a merge queue has made of it.
 */
export async function findVerdictWithoutModels(
  context: JobContext,
  scope: Scope,
  pull: () => Promise<PullFacts>,
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
      const promotions = await findPromotions(context, scope, pull, head);
      return promotions === null ? renderNoModel() : renderPromotionCheck(promotions);
    }
    default:
      return scope satisfies never;
  }
}
