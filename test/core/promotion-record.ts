import { sha256 } from '../../core/record/digest.ts';
import { seal, type Unsealed } from '../../core/record/seal.ts';
import type { PromotionRecord } from '../../schemas/types.ts';

/** A valid promotion of bike-demand on a day of January 2026, which is also its deployment and pull request. */
export function promotionRecord(
  version: string,
  day: number,
  changes: Partial<Unsealed<'promotion'>> = {},
): Readonly<PromotionRecord> {
  return seal('promotion', {
    createdAt: `2026-01-${String(day).padStart(2, '0')}T00:00:00Z`,
    producer: { action: 'app', version: '0.1.0' },
    repository: 'acme/bike-demand',
    commit: 'b'.repeat(40),
    model: 'bike-demand',
    version,
    digest: sha256(`package ${version}`),
    environment: 'production',
    state: 'deploy/production/bike-demand.yaml',
    previous: null,
    pullRequest: day,
    requestedBy: null,
    mergedBy: 'maintainer',
    deployment: day,
    ...changes,
  });
}
