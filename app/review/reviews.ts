import type { GitHubRepository } from '../../adapters/github/repository.ts';
import { gatherReviews } from '../../adapters/github/reviews.ts';
import { approval } from '../../core/checks/approval.ts';
import { riskTier } from '../../core/checks/risk-tier.ts';
import type { GateChanges, ReviewFacts } from '../../core/judge/facts.ts';
import { type ApprovalTerm, approvalTerms, isForAnybody } from '../../core/policy/approvals.ts';
import { levelOf, tierOf } from '../../core/policy/level.ts';
import type { GovernedModel } from '../../core/policy/organisation.ts';
import type { PullFacts } from './pull.ts';

/** A model of the pull request, and what is changed of its gate. */
interface Concerned {
  readonly config: GovernedModel | undefined;
  readonly changes: GateChanges;
}

/** The reviews of a pull request, where one of its models needs approvals; else null, and nobody is asked. */
export async function reviewsOf(
  repository: GitHubRepository,
  pull: PullFacts,
  models: readonly Concerned[],
): Promise<ReviewFacts | null> {
  const gated = models.flatMap(({ config, changes }) =>
    config !== undefined && needsReviews(config, changes) ? [config] : [],
  );
  if (gated.length === 0) return null;
  const terms = gated.flatMap((config) => approvalTerms(approval, config));
  return reviewsFor(repository, pull, terms);
}

/** The reviews of a pull request, and of their authors what these terms ask for. */
export async function reviewsFor(
  repository: GitHubRepository,
  { number, head, fork, closedAt }: PullFacts,
  terms: readonly ApprovalTerm[],
): Promise<ReviewFacts> {
  return gatherReviews(repository, {
    number,
    branch: fork ? null : head.ref,
    head: head.sha,
    teams: [...new Set(terms.flatMap(({ teams }) => teams))],
    anybodyWhoMayPush: terms.some(isForAnybody),
    closedAt,
  });
}

/** Approvals may be wanted of every pull request, and of one that lowers the risk tier. */
function needsReviews(config: GovernedModel, { riskAfter }: GateChanges): boolean {
  if (levelOf(approval, config).level !== 'off') return true;
  const changesTier = riskAfter !== null && riskAfter !== tierOf(config);
  return changesTier && levelOf(riskTier, config).level !== 'off';
}
