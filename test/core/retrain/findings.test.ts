import { describe, expect, it } from 'vitest';
import { decideRetraining, type RetrainFacts } from '../../../core/retrain/decide.ts';
import { retrainPolicy } from '../../../core/retrain/policy.ts';
import type {
  DriftRecord,
  FeatureOutcome,
  PerformanceDrift,
  RetrainConfig,
} from '../../../schemas/types.ts';
import { day, from, pull, report, seen } from './reports.ts';

function decide(
  reports: readonly DriftRecord[],
  config: Partial<RetrainConfig> = {},
  changes: Partial<RetrainFacts> = {},
): ReturnType<typeof decideRetraining> {
  const now = new Date('2026-04-01T12:00:00Z');
  const usual = { paused: false, pulls: [], asked: null, now };
  return decideRetraining({ ...usual, policy: retrainPolicy(config), reports, ...changes });
}

/** A metric of windows of which these are known. */
function metric(outcomes: readonly FeatureOutcome[], name = 'mae'): PerformanceDrift {
  return {
    metric: name,
    estimated: false,
    value: 40,
    interval: null,
    rows: 700,
    reference: 30,
    limit: null,
    outcome: 'drift',
    history: outcomes.map((outcome, index) => {
      const start = `${day(index + 1)}T00:00:00Z`;
      return { start, end: start, rows: 700, value: 40, interval: null, outcome };
    }),
    reason: '',
  };
}

/** A report of as many windows, in which the answers drift from the first one on. */
function windowed(performance: readonly PerformanceDrift[], windows: number): DriftRecord {
  const days = Array.from({ length: windows }, (_, index) => day(index + 1));
  return report(windows, 'drift', {
    windows: days.map((start) => ({ start, end: start, rows: 700, outcome: 'drift', drifted: 0 })),
    features: [seen('temp', 'stable')],
    performance: [...performance],
  });
}

describe('the windows of a metric', () => {
  it('count one by one, as each was judged', () => {
    expect(decide([windowed([metric(['stable', 'drift', 'drift'])], 3)])).toMatchObject({
      kind: 'propose',
      asks: { row: [{ start: day(3) }, { start: day(2) }] },
    });
    expect(decide([windowed([metric(['drift', 'stable', 'drift'])], 3)])).toMatchObject({
      reason: { kind: 'not-persistent', seen: 1 },
    });
  });

  it('count once where the labels of the newest ones are not there yet', () => {
    const late = windowed([metric(['stable', 'drift', 'insufficient-data'])], 3);
    expect(decide([late])).toMatchObject({ reason: { kind: 'not-persistent', seen: 1 } });
    const both = windowed([metric(['drift', 'drift', 'insufficient-data'])], 3);
    expect(decide([both])).toMatchObject({
      kind: 'propose',
      asks: { row: [{ start: day(2) }, { start: day(1) }] },
    });
  });

  it('are read in time, however many there are', () => {
    const outcomes = Array.from({ length: 1_000 }, (): FeatureOutcome => 'drift');
    const metrics = Array.from({ length: 20 }, (_, index) => metric(outcomes, `metric ${index}`));
    const record = windowed(metrics, 1_000);
    const begun = performance.now();
    expect(decide([record]).kind).toBe('propose');
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});

describe('a window that ends long after it was reported', () => {
  it('does not stay the newest: what is reported later clears it', () => {
    const source = from('evidently', false);
    const window = { start: day(1), end: '2099-01-01' };
    const wrong = report(1, 'drift', { ...source, window });
    const later = [3, 4].map((number) => report(number, 'stable', source));
    const pulls = [pull(2, null, { drift: wrong })];
    expect(decide([wrong, ...later], {}, { pulls }).kind).toBe('close');
  });
});
