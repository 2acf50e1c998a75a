import { gatherReviews } from '../../adapters/github/reviews.ts';
import { approversOf } from '../../core/promotion/approvers.ts';
import { responsibleFor } from '../../core/proposal/requester.ts';
import type { PromotionApprovalsConfig } from '../../schemas/types.ts';
import type { JobContext } from '../context.ts';
import type { MergedPull } from '../review/pull.ts';

/** The logins of those who had approved the head of a pull request when it was merged. */
export async function approvedBy(
  { repository }: JobContext,
  pull: MergedPull,
  approvals: PromotionApprovalsConfig | undefined,
): Promise<readonly string[]> {
  const reviews = await gatherReviews(repository, {
    number: pull.number,
    branch: pull.fork ? null : pull.head.ref,
    head: pull.head.sha,
    teams: typeof approvals === 'object' ? (approvals.teams ?? []) : [],
    anybodyWhoMayPush: true,
    closedAt: pull.closedAt,
  });
  const about = { head: pull.head.sha, excluded: [responsibleFor(pull), pull.author] };
  return approversOf(reviews, about, approvals);
}
