import { gatherReviews } from '../../adapters/github/reviews.ts';
import { approversOf } from '../../core/promotion/approvers.ts';
import type { PromotionApprovalsConfig } from '../../schemas/types.ts';
import type { JobContext } from '../context.ts';
import type { MergedPull } from '../review/pull.ts';
import { excludedOf } from '../review/responsible.ts';

/** The logins of those who had approved the head of a pull request when it was merged. */
export async function approvedBy(
  context: JobContext,
  pull: MergedPull,
  approvals: PromotionApprovalsConfig | undefined,
): Promise<readonly string[]> {
  const reviews = await gatherReviews(context.repository, {
    number: pull.number,
    branch: pull.fork ? null : pull.head.ref,
    head: pull.head.sha,
    teams: typeof approvals === 'object' ? (approvals.teams ?? []) : [],
    anybodyWhoMayPush: true,
    closedAt: pull.closedAt,
  });
  const about = { head: pull.head.sha, excluded: await excludedOf(context, pull) };
  return approversOf(reviews, about, approvals);
}
