import { openPullsFrom } from '../../adapters/github/pulls.ts';
import type { JobContext } from '../context.ts';
import { promotionBranches } from './promote.ts';

/**
 * Has the open pull requests of promotions into an environment judged again, since it was locked or unlocked by the command
 * of this place in its comment: each command asks anew.
 */
export async function judgePromotions(
  context: JobContext,
  environment: string,
  place: number,
): Promise<void> {
  const { repository, defaultBranch } = context;
  const isPromotion = (branch: string): boolean =>
    branch.startsWith(promotionBranches) && branch.endsWith(`/${environment}`);
  for (const pull of await openPullsFrom(repository, defaultBranch, isPromotion)) {
    const task = { kind: 'review-pull', pull, anew: true, head: null } as const;
    await context.enqueue(`${context.job} ${place} pull ${pull}`, task);
  }
}
