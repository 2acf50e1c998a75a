import { describe, expect, it } from 'vitest';
import { confirmOnDrift } from '../../../core/judge/on-drift.ts';
import { sha256 } from '../../../core/record/digest.ts';
import type { DriftRecord, EvaluationOnDrift } from '../../../schemas/types.ts';
import { drift } from '../report/drift.ts';

const may = drift();

/** A comparison in which the candidate is surely better. */
const better: EvaluationOnDrift = {
  drift: may.id,
  start: '2011-05-01',
  end: '2011-05-31',
  rows: 744,
  champion: '1.0.0',
  outcome: 'better',
  metrics: [
    {
      metric: 'mae',
      candidate: 40,
      champion: 55,
      difference: -15,
      interval: { lower: -17, upper: -13 },
    },
    {
      metric: 'r2',
      candidate: 0.8,
      champion: 0.8,
      difference: 0,
      interval: { lower: -0.1, upper: 0.1 },
    },
  ],
  reason: 'Surely better: mae.',
};

function confirmed(
  changes: Partial<EvaluationOnDrift> = {},
  record: DriftRecord | null = may,
  champion: string | null = '1.0.0',
) {
  const onDrift = { ...better, ...changes };
  return confirmOnDrift(
    { onDrift, evaluationSet: { digest: may.id, rows: 1_000 } },
    record,
    champion,
  );
}

describe('what a record says of the drifted window', () => {
  it('counts where the ledger and its own numbers agree with it', () => {
    expect(confirmed()).toEqual({ kind: 'compared', comparison: better });
    const [mae, ...others] = better.metrics;
    const other = {
      ...mae,
      metric: 'mae',
      candidate: 1,
      champion: 0,
      difference: 1,
      interval: { lower: 0.5, upper: 2 },
    };
    expect(confirmed({ outcome: 'worse', metrics: [other, ...others] })?.kind).toBe('compared');
    expect(confirmed({ outcome: 'alike' })?.kind).toBe('compared');
    const none = { champion: null, rows: 3, metrics: [] };
    expect(confirmed({ ...none, outcome: 'inconclusive' })?.kind).toBe('compared');
    expect(confirmed({ ...none, outcome: 'inconclusive' }, may, null)?.kind).toBe('compared');
  });

  it('is nothing where it says nothing', () => {
    expect(confirmOnDrift({}, may, '1.0.0')).toBeNull();
  });

  it.each<[string, Partial<EvaluationOnDrift>, DriftRecord | null, string]>([
    ['the ledger has no such drift', { drift: sha256('made up') }, null, 'is not in the ledger'],
    ['that report is of no drift', {}, drift({ outcome: 'stable' }), 'not of a drift'],
    ['the window begins elsewhere', { start: '2011-05-02' }, may, 'not the one that drifted'],
    ['the window ends elsewhere', { end: '2011-06-01' }, may, 'not the one that drifted'],
    ['the drift has no window', {}, drift({ window: null }), 'not the one that drifted'],
    ['another version is the champion', { champion: '0.9.0' }, may, 'the champion is v1.0.0'],
    ['it names no version', { champion: null }, may, 'does not say which version'],
    ['it has more rows than were judged', { rows: 1_001 }, may, 'more rows than'],
    ['it has too few rows', { rows: 29 }, may, 'too few rows'],
    ['no metric is better', { metrics: better.metrics.slice(1) }, may, 'no interval of it is'],
    ['better is worse', { outcome: 'worse' }, may, 'no interval of it is'],
    [
      'a difference is on the other side than its interval',
      { metrics: better.metrics.map((one) => ({ ...one, difference: 5 })) },
      may,
      'no interval of it is',
    ],
    [
      'an interval has no end',
      { metrics: better.metrics.map((one) => ({ ...one, interval: { lower: null, upper: -13 } })) },
      may,
      'no interval of it is',
    ],
    [
      'the metric is one that nobody knows',
      { metrics: better.metrics.map((one) => ({ ...one, metric: 'mine' })) },
      may,
      'no interval of it is',
    ],
  ])('is passed over where %s', (_, changes, record, reason) => {
    const found = confirmed(changes, record);
    expect(found?.kind === 'ignored' ? found.reason : '').toContain(reason);
  });

  it('is passed over where the ledger knows no champion', () => {
    expect(confirmed({}, may, null)).toEqual({
      kind: 'ignored',
      reason: 'The ledger knows no champion that was evaluated, and it compares with v1.0.0.',
    });
  });
});
