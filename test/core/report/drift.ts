import { sha256 } from '../../../core/record/digest.ts';
import { seal, type Unsealed } from '../../../core/record/seal.ts';
import type { DriftRecord, FeatureDrift } from '../../../schemas/types.ts';
import { head, repository } from '../judge/candidate.ts';

/** A feature that has drifted. */
export function feature(changes: Partial<FeatureDrift> = {}): FeatureDrift {
  return {
    feature: 'temp',
    kind: 'numeric',
    outcome: 'drift',
    test: 'kolmogorov-smirnov',
    statistic: 0.412,
    pValue: 1e-40,
    adjustedPValue: 2e-40,
    size: 0.412,
    threshold: 0.1,
    referenceRows: 2_879,
    currentRows: 744,
    smallestDetectable: 0.06,
    reason: '',
    ...changes,
  };
}

/** A drift record in which one of two features has drifted. */
export function drift(changes: Partial<Unsealed<'drift'>> = {}): DriftRecord {
  const stable = {
    outcome: 'stable',
    statistic: 0.004,
    size: 0.004,
    adjustedPValue: 0.98,
  } as const;
  return seal('drift', {
    createdAt: '2026-07-26T12:00:00Z',
    producer: { action: 'monitor', version: '0.1.0' },
    repository,
    commit: head,
    model: 'bike-demand',
    outcome: 'drift',
    reference: { path: 'monitor/reference.csv', digest: sha256('reference'), rows: 2_879 },
    current: { path: 'monitor/current.csv', digest: sha256('current'), rows: 744 },
    window: { start: '2011-05-01', end: '2011-05-31' },
    features: [feature({ feature: 'hr', ...stable }), feature()],
    durationSeconds: 0.2,
    ...changes,
  });
}
