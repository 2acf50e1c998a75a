import type { PromotionApprovalsConfig } from '../../schemas/types.ts';
import { isNamed } from '../command/access.ts';
import type { Review, ReviewFacts } from '../judge/facts.ts';

const most = 100;

/**
 * The logins of those who had approved a head commit and may do so: they may push, or the environment names them. Neither
 * those who are excluded nor whoever pushed last.
 */
export function approversOf(
  { reviews, lastPusher }: ReviewFacts,
  { head, excluded }: { readonly head: string; readonly excluded: readonly string[] },
  approvals: PromotionApprovalsConfig | undefined,
): readonly string[] {
  const others = [...excluded, lastPusher].map((login) => login?.toLowerCase());
  const opinions = new Map<string, Review>();
  for (const review of reviews) {
    // A comment changes no opinion.
    if (review.state !== 'commented') opinions.set(review.reviewer.toLowerCase(), review);
  }
  return [...opinions]
    .filter(([login, review]) => !others.includes(login) && counts(review, approvals))
    .map(([, review]) => review)
    .filter(({ state, commit }) => state === 'approved' && commit === head)
    .map(({ reviewer }) => reviewer)
    .slice(0, most);
}

function counts(
  { reviewer, teams, mayPush }: Review,
  approvals: PromotionApprovalsConfig | undefined,
): boolean {
  const { users = [], teams: named = [] } = typeof approvals === 'object' ? approvals : {};
  return mayPush === true || isNamed(reviewer, users) || named.some((team) => teams.includes(team));
}
