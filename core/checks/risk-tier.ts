import type { CandidateFacts } from '../judge/facts.ts';
import { isHigher, tierOf } from '../policy/level.ts';
import { headApprovals } from './approval.ts';
import type { Check, Finding } from './check.ts';
import { fail, inconclusive, pass, warn } from './finding.ts';

/** The model's risk is declared, and nobody lowers it alone. */
export const riskTier: Check = {
  id: 'risk-tier',
  title: 'The risk tier is declared, and nobody lowers it alone',
  trouble: 'the risk tier is not declared, or is lowered without an approval',
  caution: 'the risk tier is lowered, or the model is taken out',
  help: 'Declare models.<model>.risk in assay.yml: minimal, limited or high. To lower it, let a person who counts for the check approval approve the pull request.',
  outcomes: {
    pass: '`risk` is declared, and the pull request neither lowers it nor takes the model out.',
    warn: 'The pull request does so, and somebody other than the author approved the head commit.',
    fail: 'The pull request does so without an approval; or `risk` is not declared, where `gate.checks` or the organisation asks for this check.',
    inconclusive: 'The changed configuration has mistakes, or the reviews could not be read.',
  },
  inputs: ['configuration: risk, on the base branch and as changed', "the pull request's reviews"],
  levels: { minimal: 'off', limited: 'fail', high: 'fail' },
  softenable: true,
  judge: judgeTier,
};

function judgeTier(facts: CandidateFacts): Finding {
  const { config, changes } = facts;
  const { riskAfter } = changes;
  const before = tierOf(config);
  const least = before === 'minimal' ? 'the lowest tier' : `${before}, the lowest of the policy,`;
  if (config.risk === undefined) return fail(`No risk is declared, so ${least} applies.`);
  if (riskAfter === 'unknown') {
    return inconclusive(
      'The pull request changes the configuration into one with mistakes, so its risk tier is not known.',
    );
  }
  if (riskAfter === null || (riskAfter !== 'none' && !isHigher(before, riskAfter))) {
    return pass(`The declared risk is ${config.risk}.`);
  }
  const lowered =
    riskAfter === 'none'
      ? `The pull request takes the model, whose risk is ${before}, out of the configuration`
      : `The pull request lowers the risk from ${before} to ${riskAfter}`;
  const { reviews } = facts;
  if (reviews === null || reviews.unread.length > 0) {
    return inconclusive(`${lowered}, and its reviews could not be read.`, reviews?.unread ?? []);
  }
  const approvers = headApprovals(facts, reviews).map(({ reviewer }) => reviewer);
  return approvers.length === 0
    ? fail(`${lowered}, and nobody who counts has approved the head commit.`)
    : warn(`${lowered}; approved by ${approvers.join(', ')}.`);
}
