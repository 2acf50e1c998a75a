import type { PromotionRecord } from '../../schemas/types.ts';
import { versionsBefore } from './before.ts';
import { championStay, healthyForMs, lastHealthyBefore, type Stay } from './history.ts';

/** What an environment goes back to. */
export type RollbackTarget =
  /** The last version that was healthy there: the gate takes it for a rollback. */
  | { readonly kind: 'healthy'; readonly version: string; readonly healthyForMs: number }
  /** The version before, of which nobody has reported how it fared. */
  | { readonly kind: 'unreported'; readonly version: string }
  /** Why there is none, as a sentence. */
  | { readonly kind: 'none'; readonly reason: string };

/** What a model goes back to in an environment, by its promotions, oldest first, and the stays that are made of them. */
export function rollbackTargetOf(
  model: string,
  environment: string,
  promotions: readonly Pick<PromotionRecord, 'version' | 'previous' | 'role'>[],
  stays: readonly Stay[],
  now: Date,
): RollbackTarget {
  const healthy = lastHealthyBefore(stays);
  if (healthy !== null) {
    const { version } = healthy;
    return { kind: 'healthy', version, healthyForMs: healthyForMs(stays, version, now) };
  }
  const before = versionsBefore(promotions);
  const target = before.findLast((version) => !wasUnhealthy(stays, version));
  if (target !== undefined) return { kind: 'unreported', version: target };
  return { kind: 'none', reason: whyNone(model, environment, before, stays) };
}

function wasUnhealthy(stays: readonly Stay[], version: string): boolean {
  const last = stays.findLast((stay) => stay.version === version && stay.role === 'champion');
  return last?.health === 'unhealthy';
}

function whyNone(
  model: string,
  environment: string,
  before: readonly string[],
  stays: readonly Stay[],
): string {
  const now = championStay(stays);
  if (now === null) {
    return `Nothing was promoted to ${environment} yet, so there is nothing to go back to.`;
  }
  const name = `Name one to put there: /assay promote ${model}@version ${environment}.`;
  if (before.length === 0) {
    return `Before v${now.version} no version of ${model} is known to have been in ${environment}. ${name}`;
  }
  const versions = before.slice(-5).map((version) => `v${version}`);
  return `Every version of ${model} that was in ${environment} before v${now.version} was reported unhealthy there at last: ${versions.join(', ')}. ${name}`;
}
