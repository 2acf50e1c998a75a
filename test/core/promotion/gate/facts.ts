import type { PromotionFacts } from '../../../../core/promotion/gate/facts.ts';
import { judgePromotion } from '../../../../core/promotion/gate/judge.ts';
import type { Stay } from '../../../../core/promotion/history.ts';
import { ok } from '../../../../core/result.ts';
import { versionRecord } from '../../version-record.ts';

export const head = 'a1b2c3d'.padEnd(40, '0');
export const now = new Date('2026-03-10T12:00:00Z');

/** A promotion of 1.1.0 that nothing speaks against; a test changes one thing of it. */
export function promotion(changes: Partial<PromotionFacts> = {}): PromotionFacts {
  return {
    model: 'bike-demand',
    environment: 'production',
    config: { state: 'deploy/production.yaml', format: 'assay' },
    tier: 'limited',
    file: 'deploy/production.yaml',
    role: 'champion',
    move: 'comes',
    asked: ok(versionRecord('1.1.0')),
    share: null,
    champion: '1.1.0',
    head,
    excluded: ['author'],
    now,
    stays: [],
    staysBefore: null,
    bytes: { kind: 'verified' },
    present: { kind: 'nothing' },
    rollbackTargetLevel: 'fail',
    lock: null,
    reviews: null,
    ...changes,
  };
}

/** With keys of the environment. */
export function configured(
  config: Partial<PromotionFacts['config']>,
  changes: Partial<PromotionFacts> = {},
): PromotionFacts {
  const facts = promotion(changes);
  return { ...facts, config: { ...facts.config, ...config } };
}

/** A stay as champion, healthy from its beginning, that lasts. */
export function stay(version: string, changes: Partial<Stay> = {}): Stay {
  const since = changes.since ?? '2026-03-09T12:00:00Z';
  return {
    version,
    role: 'champion',
    share: null,
    since,
    until: null,
    health: 'healthy',
    healthySince: since,
    pullRequest: 1,
    deployment: 1,
    ...changes,
  };
}

/** What one check says; null where it does not apply. */
export function finding(check: string, facts: PromotionFacts) {
  return judgePromotion(facts).results.find((result) => result.check === check) ?? null;
}
