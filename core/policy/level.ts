import type { ModelConfig } from '../../schemas/types.ts';
import type { Check, Level, RiskTier } from '../checks/check.ts';
import { type GovernedModel, policySource } from './organisation.ts';

/** What a failure of a check does for one model, and what says so, in a few words. */
export interface AppliedLevel {
  readonly level: Level;
  readonly source: string;
}

const tiers: readonly RiskTier[] = ['minimal', 'limited', 'high'];
const levels: readonly Level[] = ['off', 'warn', 'fail'];

/** Whether the first of two levels is stricter than the other. */
export function isStricter(level: Level, than: Level): boolean {
  return levels.indexOf(level) > levels.indexOf(than);
}

/** Whether the first of two risk tiers is higher than the other. */
export function isHigher(tier: RiskTier, than: RiskTier): boolean {
  return tiers.indexOf(tier) > tiers.indexOf(than);
}

/** The tier that a model counts as: what it declares, the lowest where it declares none, but no lower than the policy's. */
export function tierOf(config: GovernedModel): RiskTier {
  const declared = declaredTier(config);
  const least = config.organisation?.policy.min_risk ?? declared;
  return isHigher(least, declared) ? least : declared;
}

/** The level of a check: the stricter of what the model's configuration says and of what the organisation's policy does. */
export function levelOf(check: Check, config: GovernedModel): AppliedLevel {
  const own = ownLevel(check, config);
  const floor = floorOf(check, config);
  return floor !== null && isStricter(floor.level, own.level) ? floor : own;
}

/** The level by the model's configuration alone: `gate.checks` before a key that asks for the check before the risk tier. */
export function ownLevel(check: Check, config: ModelConfig): AppliedLevel {
  if (!check.softenable) return { level: 'fail', source: 'always' };
  const named = namedLevel(check, config.gate?.checks);
  if (named !== null) return { level: named, source: `gate.checks.${check.id}` };
  if (check.isConfigured?.(config) === true) return { level: 'fail', source: 'configuration' };
  const tier = declaredTier(config);
  return { level: check.levels[tier], source: `risk tier ${tier}` };
}

/** The level by the organisation's policy alone, in the same order; null where it says nothing of the check. */
export function floorOf(check: Check, config: GovernedModel): AppliedLevel | null {
  const { organisation } = config;
  if (organisation === undefined) return null;
  const { gate, min_risk: tier } = organisation.policy;
  const of = (level: Level, key: string): AppliedLevel => ({
    level,
    source: policySource(organisation, key),
  });
  const named = namedLevel(check, gate?.checks);
  if (named !== null) return of(named, `gate.checks.${check.id}`);
  if (gate !== undefined && asksFor(check, gate, config)) return of('fail', 'gate');
  return tier === undefined ? null : of(check.levels[tier], `min_risk ${tier}`);
}

type PolicyGate = NonNullable<NonNullable<GovernedModel['organisation']>['policy']['gate']>;

/** Whether a key of the policy means something only while the check is on. */
function asksFor(check: Check, gate: PolicyGate, { task, train, evaluate }: ModelConfig): boolean {
  const asks = check.id === 'metric-gate' && isAboutMetrics(gate);
  return asks || check.isConfigured?.({ task, train, evaluate, gate }) === true;
}

function isAboutMetrics({
  require_baseline: baseline,
  when_inconclusive: open,
}: PolicyGate): boolean {
  return baseline === true || open === 'fail';
}

function namedLevel(
  { id }: Check,
  named: Readonly<Record<string, Level>> | undefined,
): Level | null {
  return named !== undefined && Object.hasOwn(named, id) ? (named[id] ?? null) : null;
}

function declaredTier({ risk }: ModelConfig): RiskTier {
  return risk ?? 'minimal';
}
