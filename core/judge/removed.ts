import { approval } from '../checks/approval.ts';
import type { Check } from '../checks/check.ts';
import { gateChanges } from '../checks/gate-changes.ts';
import { riskTier } from '../checks/risk-tier.ts';
import type { CandidateFacts } from './facts.ts';

/** What people decide: of a model that is taken out nothing is trained, so nothing else can be judged. */
export const checksOfRemoved: readonly Check[] = [riskTier, gateChanges, approval];

/** Whether the pull request takes the model out of the configuration, or the whole configuration away. */
export function isRemoved({ changes }: Pick<CandidateFacts, 'changes'>): boolean {
  return changes.riskAfter === 'none';
}
