import type { EnvironmentConfig } from '../../../schemas/types.ts';
import { judgeReviews } from '../../checks/approval.ts';
import { inconclusive } from '../../checks/finding.ts';
import { type ApprovalTerm, usualApprovals } from '../../policy/approvals.ts';
import { type GateCheck, lasting } from './check.ts';
import type { PromotionFacts } from './facts.ts';
import { isRollback } from './rollback.ts';

/** Enough people have approved the head commit, none of whom wrote, asked for or pushed it. */
export const approvals: GateCheck = {
  id: 'approvals',
  title: 'People other than those who ask for it have approved the head commit',
  help: 'Ask one of those who are named for a review that approves the newest commit. A push takes approvals back.',
  appliesTo: (facts) => facts.move !== 'stays' && promotionTerm(facts) !== null,
  judge(facts) {
    const { reviews, head, excluded } = facts;
    const term = promotionTerm(facts);
    if (reviews === null || term === null) {
      return lasting(inconclusive('The reviews of the pull request were not read.'));
    }
    return lasting(judgeReviews(reviews, [term], { head, excluded }));
  },
};

/** Whose approvals it needs, and how many; null where none. A rollback may have terms of its own. */
export function promotionTerm(
  facts: Pick<PromotionFacts, 'role' | 'move' | 'asked' | 'stays' | 'config' | 'tier'>,
): ApprovalTerm | null {
  const { config, move, tier } = facts;
  const goesBack = move === 'leaves' || isRollback(facts);
  const wanted = goesBack ? (config.rollback?.approvals ?? config.approvals) : config.approvals;
  return wanted === undefined ? null : termOf(wanted, usualApprovals(tier));
}

function termOf(
  wanted: NonNullable<EnvironmentConfig['approvals']>,
  usual: number,
): ApprovalTerm | null {
  const {
    required = usual,
    users = [],
    teams = [],
  } = typeof wanted === 'number' ? { required: wanted } : wanted;
  return required === 0 ? null : { required, users, teams, source: null };
}
