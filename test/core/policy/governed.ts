import { governModel } from '../../../core/policy/govern.ts';
import { type GovernedModel, policyFile } from '../../../core/policy/organisation.ts';
import type { ModelConfig, Policy } from '../../../schemas/types.ts';
import { config } from '../judge/candidate.ts';

export const file = policyFile('acme');

/** The model of the candidate, changed, under a policy. */
export function governed(
  policy: Omit<Policy, 'version'>,
  changes: Partial<ModelConfig> = {},
): GovernedModel {
  return governModel({ ...config, ...changes }, { file, policy: { version: 1, ...policy } });
}
