import type { GitHubRepository } from '../../adapters/github/repository.ts';
import { gatherReviews } from '../../adapters/github/reviews.ts';
import { approval } from '../../core/checks/approval.ts';
import type { ReviewFacts } from '../../core/judge/facts.ts';
import { levelOf } from '../../core/policy/level.ts';
import type { ModelConfig } from '../../schemas/types.ts';
import type { PullFacts } from './pull.ts';

/** The reviews of a pull request, where one of its models needs approvals; else null, and nobody is asked. */
export async function reviewsOf(
  repository: GitHubRepository,
  { number, head, fork }: PullFacts,
  models: readonly ModelConfig[],
): Promise<ReviewFacts | null> {
  const gated = models.filter((config) => levelOf(approval, config).level !== 'off');
  if (gated.length === 0) return null;
  const policies = gated.map(({ gate }) => gate?.approvals ?? {});
  return gatherReviews(repository, {
    number,
    branch: fork ? null : head.ref,
    head: head.sha,
    teams: [...new Set(policies.flatMap(({ teams = [] }) => teams))],
    anybodyWhoMayPush: policies.some(
      ({ users = [], teams = [] }) => users.length === 0 && teams.length === 0,
    ),
  });
}
