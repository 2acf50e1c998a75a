import type { ModelConfig } from '../../schemas/types.ts';
import type { Check, Level, RiskTier } from '../checks/check.ts';

/** What a failure of a check does for one model, and what says so, in a few words. */
export interface AppliedLevel {
  readonly level: Level;
  readonly source: string;
}

/** A model that declares no risk is in the lowest tier. */
export function tierOf({ risk }: ModelConfig): RiskTier {
  return risk ?? 'minimal';
}

/** The level of a check: `gate.checks` before a key that asks for the check before the risk tier. */
export function levelOf(check: Check, config: ModelConfig): AppliedLevel {
  if (!check.softenable) return { level: 'fail', source: 'always' };
  const levels = config.gate?.checks ?? {};
  const named = Object.hasOwn(levels, check.id) ? levels[check.id] : undefined;
  if (named !== undefined) return { level: named, source: `gate.checks.${check.id}` };
  if (check.isConfigured?.(config) === true) return { level: 'fail', source: 'configuration' };
  const tier = tierOf(config);
  return { level: check.levels[tier], source: `risk tier ${tier}` };
}
