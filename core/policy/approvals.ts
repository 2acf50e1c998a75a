import type { ApprovalsConfig } from '../../schemas/types.ts';
import type { Check, RiskTier } from '../checks/check.ts';
import { floorOf, ownLevel, tierOf } from './level.ts';
import { type GovernedModel, policySource } from './organisation.ts';

/** Approvals that a model needs. Without users and teams, those of whoever may push count. */
export interface ApprovalTerm {
  readonly required: number;
  readonly users: readonly string[];
  readonly teams: readonly string[];
  /** What asks for them where that is the organisation's policy; null where it is the configuration. */
  readonly source: string | null;
}

/**
 * Whose approvals a model needs, and how many; all of these hold. The configuration and the policy each ask for their own,
 * where the check is on by them; `check` is that of approvals.
 */
export function approvalTerms(check: Check, config: GovernedModel): readonly ApprovalTerm[] {
  const own = ownTerm(config);
  const theirs = organisationTerm(check, config);
  if (theirs === null) return [own];
  if (ownLevel(check, config).level === 'off') return [theirs];
  if (!isForAnybody(own) || !isForAnybody(theirs)) return [own, theirs];
  // Both mean whoever may push.
  return [own.required >= theirs.required ? own : theirs];
}

/** Whether approvals of whoever may push count. */
export function isForAnybody({ users, teams }: ApprovalTerm): boolean {
  return users.length === 0 && teams.length === 0;
}

/** How many approvals are asked for where nobody says how many, by the risk tier. */
export function usualApprovals(tier: RiskTier | undefined): number {
  return tier === 'high' ? 2 : 1;
}

function ownTerm(config: GovernedModel): ApprovalTerm {
  return termOf(config.gate?.approvals, usualApprovals(tierOf(config)), null);
}

function organisationTerm(check: Check, config: GovernedModel): ApprovalTerm | null {
  const { organisation } = config;
  const floor = floorOf(check, config);
  if (organisation === undefined || floor === null || floor.level === 'off') return null;
  const { gate, min_risk: tier } = organisation.policy;
  return termOf(
    gate?.approvals,
    usualApprovals(tier),
    policySource(organisation, 'gate.approvals'),
  );
}

function termOf(
  { required, users = [], teams = [] }: ApprovalsConfig = {},
  usual: number,
  source: string | null,
): ApprovalTerm {
  return { required: required ?? usual, users, teams, source };
}
