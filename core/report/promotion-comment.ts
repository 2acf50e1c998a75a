import type { JudgedPromotion } from '../promotion/gate/judge.ts';
import { outcomeOf, type Promotions } from '../promotion/gate/promotions.ts';
import { commentMarker } from './comment.ts';
import { fit, type Part } from './fit.ts';
import { commitLink } from './link.ts';
import { gateOf, gateTable, renderPromotionCheck, summaryParts } from './promotion-check.ts';
import { type ComparedVersions, comparedVersions } from './promotion-metrics.ts';
import { prose } from './prose.ts';
import { signs } from './sign.ts';
import { type ModelStatus, renderStanding } from './status-matrix.ts';

/** What the comment on a pull request that only promotes is made of. */
export interface PromotionComment {
  readonly promotions: Promotions;
  /** Each promoted version beside the champion that is there now. */
  readonly compared: ReadonlyMap<JudgedPromotion, ComparedVersions>;
  readonly standing: readonly ModelStatus[];
  /** `https://github.com/owner/name`, without a slash at the end. */
  readonly repositoryUrl: string;
  /** The head commit that was judged. */
  readonly head: string;
}

/**
 * The sticky comment of a pull request that changes desired states and no model: what merging does, the gate's checks, the
 * metrics against the version that is there, and which version is where.
 */
export function renderPromotionComment(comment: PromotionComment): string {
  const { promotions, compared, standing, repositoryUrl, head } = comment;
  const { title } = renderPromotionCheck(promotions);
  // The summary has named it already where there is only one.
  const isOnly = promotions.judged.length === 1;
  const gates = promotions.judged.flatMap((one): readonly Part[] => [
    isOnly ? { essential: true, lines: gateTable(one.results) } : gateOf(one),
    ...comparedVersions(compared.get(one) ?? { kind: 'alone' }),
  ]);
  return fit(
    [commentMarker, `## ${signs[outcomeOf(promotions)]} ${prose(title, 300)}`],
    [...summaryParts(promotions), ...gates, { essential: false, lines: renderStanding(standing) }],
    [`<sub>For commit ${commitLink(repositoryUrl, head)}.</sub>`],
  );
}
