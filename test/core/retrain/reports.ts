import { sha256 } from '../../../core/record/digest.ts';
import { seal, type Unsealed } from '../../../core/record/seal.ts';
import type { EarlierRetraining } from '../../../core/retrain/decide.ts';
import type { DriftRecord, DriftSource, FeatureDrift } from '../../../schemas/types.ts';
import { head, repository } from '../judge/candidate.ts';

/** A feature of a report; `size` is in thresholds. */
export function seen(
  name: string,
  outcome: FeatureDrift['outcome'] = 'drift',
  size = 4,
  changes: Partial<FeatureDrift> = {},
): FeatureDrift {
  return {
    feature: name,
    kind: 'numeric',
    outcome,
    test: 'kolmogorov-smirnov',
    statistic: size / 10,
    pValue: 1e-9,
    adjustedPValue: 1e-8,
    size: size / 10,
    threshold: 0.1,
    referenceRows: 2_000,
    currentRows: 700,
    smallestDetectable: 0.06,
    reason: '',
    ...changes,
  };
}

/** The date of a day of March 2026. */
export function day(number: number): string {
  return new Date(Date.UTC(2026, 2, number)).toISOString().slice(0, 10);
}

/** The report of a monitor that looked at one day, on the next morning. */
export function report(
  of: number,
  outcome: DriftRecord['outcome'] = 'drift',
  changes: Partial<Unsealed<'drift'>> = {},
): DriftRecord {
  const usual = outcome === 'drift' || outcome === 'stable' ? outcome : 'insufficient-data';
  return seal('drift', {
    createdAt: `${day(of + 1)}T05:00:00Z`,
    producer: { action: 'monitor', version: '0.1.0' },
    repository,
    commit: head,
    model: 'bikes',
    outcome,
    reference: { path: 'reference.csv', digest: sha256('reference'), rows: 2_000 },
    current: { path: 'current.csv', digest: sha256(`day ${of}`), rows: 700 },
    window: { start: day(of), end: day(of) },
    features: [seen('temp', usual), seen('hum', usual)],
    durationSeconds: 0.2,
    ...changes,
  });
}

/** Who else has reported. */
export function from(
  adapter: string,
  decided: boolean,
  stream?: string,
): { readonly source: DriftSource } {
  const of = stream === undefined ? {} : { stream };
  return { source: { adapter, ...of, key: 'a key', reportedBy: null, url: null, decided } };
}

/** A pull request that was opened on a day; closed without a merge on another, unless told otherwise. */
export function pull(
  opened: number,
  closed: number | null,
  changes: Partial<EarlierRetraining> = {},
): EarlierRetraining {
  return {
    number: opened,
    openedAt: new Date(`${day(opened)}T06:00:00Z`),
    closedAt: closed === null ? null : new Date(`${day(closed)}T06:00:00Z`),
    merged: false,
    closedByUs: false,
    drift: null,
    requested: false,
    ...changes,
  };
}
