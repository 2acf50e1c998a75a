import type { RetrainConfig } from '../../schemas/types.ts';
import { durationMs } from '../time/duration.ts';

/** When a retraining is opened, and what follows when it helps: `retrain` of the configuration with its defaults. */
export interface RetrainPolicy {
  readonly predictions: boolean;
  /** So many important features; null: as many as there are, at most 2. */
  readonly features: number | false | null;
  readonly performance: boolean;
  readonly multivariate: boolean;
  readonly consecutive: number;
  readonly cooldownMs: number;
  readonly monthly: number;
  /** A share: 0.25 is a quarter more. */
  readonly worseBy: number;
  readonly whenBetter: 'label' | 'merge' | 'nothing';
  /** The name of a file in `.github/workflows`; null: the one that has trained the model. */
  readonly workflow: string | null;
}

const usualCooldown = '7d';

/** The policy that a configuration states. */
export function retrainPolicy(config: Partial<RetrainConfig>): RetrainPolicy {
  const { when = {} } = config;
  return {
    predictions: when.predictions ?? true,
    features: when.features ?? null,
    performance: when.performance ?? true,
    multivariate: when.multivariate ?? false,
    consecutive: config.consecutive ?? 2,
    cooldownMs: durationMs(config.cooldown ?? usualCooldown),
    monthly: config.monthly ?? 4,
    worseBy: shareOf(config.worse_by ?? 0.25),
    whenBetter: config.when_better ?? 'label',
    workflow: config.workflow ?? null,
  };
}

function shareOf(value: number | string): number {
  return typeof value === 'number' ? value : Number(value.slice(0, -1)) / 100;
}
