import { findProposal } from '../../adapters/github/open-proposal.ts';
import type { Proposed } from '../../adapters/github/proposal.ts';
import { RefusedError } from '../../core/errors.ts';
import { decidePromotion, type Wish } from '../../core/promotion/decide.ts';
import type { Change } from '../../core/promotion/change.ts';
import type { Term } from '../../core/promotion/terms.ts';
import { heldBack } from '../../core/report/hold.ts';
import type { JobContext } from '../context.ts';
import { proposePromotion } from './propose.ts';
import { readSetting, type Whereabouts } from './setting.ts';
import { promotionBranch } from './branch.ts';
import { versionProblem } from './verify.ts';

/** What somebody wants to be promoted where. */
export interface PromotionRequest extends Whereabouts {
  readonly wish: Wish;
  readonly requestedBy: string;
  readonly commentUrl: string;
  readonly reason: string | null;
}

/** What became of a request. */
export type Promoted =
  | ({ readonly kind: 'already' } & Change)
  | {
      readonly kind: 'proposed';
      readonly title: string;
      readonly proposed: Proposed;
      readonly terms: readonly Term[];
    };

/**
 * Proposes a change of an environment. Throws an InputError or a RefusedError with the reason when it can't be. What only
 * waits for something, such as its soak time, is proposed: the gate judges it.
 */
export async function promote(context: JobContext, request: PromotionRequest): Promise<Promoted> {
  const { wish, requestedBy, commentUrl, reason, ...about } = request;
  const setting = await readSetting(context, about);
  if (setting.lock !== null) throw new RefusedError('locked', heldBack(setting.lock));
  const decided = decidePromotion(wish, setting);
  // What goes out of an environment need not be what was registered.
  const problem = decided.share === 0 ? null : await versionProblem(context, decided.version);
  if (problem !== null) throw new RefusedError('not-verified', problem);
  const branch = promotionBranch(about);
  const open = await findProposal(context.proposer.repository, branch, context.defaultBranch);
  const result = await proposePromotion(context, setting, decided, {
    requestedBy,
    commentUrl,
    reason,
    open,
  });
  return result ?? { kind: 'already', ...decided };
}
