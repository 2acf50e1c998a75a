import type { Config, GateConfig, ModelConfig, Policy } from '../../schemas/types.ts';
import { policyNotes, usualWaiverDays } from './combinations.ts';
import type { GovernedConfig, GovernedModel, Organisation } from './organisation.ts';

/** A repository's configuration under the organisation's policy; null: there is none. */
export function govern(config: Config, organisation: Organisation | null): GovernedConfig {
  if (organisation === null) return config;
  const models = Object.entries(config.models).map(
    ([name, model]) => [name, governModel(model, organisation)] as const,
  );
  return { ...config, models: Object.fromEntries(models), organisation };
}

/**
 * One model under the policy. What is one value for both is combined here; what the two ask for side by side, such as
 * approvals and rules, stays apart.
 */
export function governModel(config: ModelConfig, organisation: Organisation): GovernedModel {
  const notes = policyNotes(config, organisation);
  const gate = combineGates(config.gate, organisation.policy.gate);
  return { ...config, gate, organisation: { ...organisation, notes } };
}

function combineGates(own: GateConfig = {}, policy: Policy['gate'] = {}): GateConfig {
  const { require_baseline: baseline, when_inconclusive: open, waivers } = policy;
  return {
    ...own,
    ...(baseline === true ? { require_baseline: true } : {}),
    ...(open === 'fail' ? { when_inconclusive: 'fail' } : {}),
    ...(waivers?.max_days === undefined
      ? {}
      : { waivers: { ...own.waivers, max_days: fewerDays(own, waivers.max_days) } }),
  };
}

function fewerDays({ waivers }: GateConfig, most: number): number {
  return Math.min(waivers?.max_days ?? usualWaiverDays, most);
}
