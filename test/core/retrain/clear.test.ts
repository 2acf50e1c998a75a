import { describe, expect, it } from 'vitest';
import { decideRetraining, type RetrainFacts } from '../../../core/retrain/decide.ts';
import { retrainPolicy } from '../../../core/retrain/policy.ts';
import type {
  DriftRecord,
  FeatureOutcome,
  MultivariateDrift,
  PerformanceDrift,
} from '../../../schemas/types.ts';
import { day, from, pull, report, seen } from './reports.ts';

const calm = [seen('temp', 'stable'), seen('hum', 'stable')];

function decide(
  reports: readonly DriftRecord[],
  changes: Partial<RetrainFacts> = {},
): ReturnType<typeof decideRetraining> {
  const now = new Date('2026-04-01T12:00:00Z');
  const usual = { policy: retrainPolicy({}), paused: false, pulls: [], asked: null, now };
  return decideRetraining({ ...usual, reports, ...changes });
}

/** A metric; with outcomes, of the windows of these days, the last of which may not have labels yet. */
function mae(
  outcome: FeatureOutcome,
  days: readonly number[] = [],
  outcomes: readonly FeatureOutcome[] = [],
): PerformanceDrift {
  const history = days.map((of, index) => {
    const [start, end] = [`${day(of)}T00:00:00.000Z`, `${day(of)}T00:00:00.000Z`];
    const found = outcomes[index] ?? 'insufficient-data';
    return { start, end, rows: 700, value: 40, interval: null, outcome: found };
  });
  return {
    metric: 'mae',
    estimated: false,
    value: outcome === 'insufficient-data' ? null : 40,
    interval: null,
    rows: 700,
    reference: 30,
    limit: 35,
    outcome,
    reason: '',
    ...(days.length === 0 ? {} : { history }),
  };
}

/** The report of the last of these days, with a window for each, in which only the metric moves. */
function windowed(
  days: readonly number[],
  outcomes: readonly FeatureOutcome[],
  outcome: 'drift' | 'stable',
): DriftRecord {
  return report(days.at(-1) ?? 0, outcome, {
    windows: days.map((of) => ({
      start: `${day(of)}T00:00:00Z`,
      end: `${day(of)}T00:00:00Z`,
      rows: 700,
      outcome: 'stable',
      drifted: 0,
    })),
    window: { start: day(days.at(-1) ?? 0), end: day(days.at(-1) ?? 0) },
    features: days.length === 0 ? [] : [...calm],
    performance: [mae(outcome, days, outcomes)],
  });
}

/** The report of the last of these days, in which temp and hum were so in its windows. */
function history(days: readonly number[], outcomes: readonly ('drift' | 'stable')[]): DriftRecord {
  const last = outcomes.at(-1) ?? 'stable';
  const of = { sizes: outcomes.map((one) => (one === 'drift' ? 0.4 : 0)), outcomes: [...outcomes] };
  return report(days.at(-1) ?? 0, last, {
    windows: days.map((number, index) => {
      const [start, outcome] = [day(number), outcomes[index] ?? 'stable'];
      return { start, end: start, rows: 700, outcome, drifted: outcome === 'drift' ? 2 : 0 };
    }),
    features: ['temp', 'hum'].map((name) => seen(name, last, 4, { history: of })),
  });
}

/** What tells the data apart, all columns together. */
function together(outcome: FeatureOutcome): { readonly multivariate: MultivariateDrift } {
  return {
    multivariate: {
      auc: 0.8,
      interval: null,
      threshold: 0.65,
      referenceRows: 700,
      currentRows: 700,
      outcome,
      contributions: [],
      reason: '',
    },
  };
}

describe('a drift of the performance', () => {
  const before = report(2, 'drift', { features: calm, performance: [mae('drift')] });
  const pulls = [pull(3, null, { drift: before })];
  const later = (outcome: FeatureOutcome): readonly DriftRecord[] =>
    [3, 4].map((of) => report(of, 'stable', { features: calm, performance: [mae(outcome)] }));

  it('does not clear while there are no labels, whatever the features do', () => {
    expect(decide([before, ...later('insufficient-data')], { pulls }).kind).toBe('nothing');
    const none = [3, 4].map((of) => report(of, 'stable', { features: calm, performance: [] }));
    expect(decide([before, ...none], { pulls }).kind).toBe('nothing');
    expect(decide([before, ...later('stable')], { pulls }).kind).toBe('close');
  });

  it('does not clear by windows in which it goes on, though the features are stable there', () => {
    const newest = windowed([2, 3, 4], ['drift', 'drift', 'stable'], 'stable');
    expect(decide([before, newest], { pulls })).toMatchObject({
      reason: { kind: 'clearing', seen: 1 },
    });
    const clear = windowed([2, 3, 4], ['drift', 'stable', 'stable'], 'stable');
    expect(decide([before, clear], { pulls })).toMatchObject({ kind: 'close', windows: 2 });
  });

  it('that was estimated clears by its estimate, where the labels never suffice to measure it', () => {
    const few = (outcome: FeatureOutcome): NonNullable<DriftRecord['performance']> => [
      mae('insufficient-data', [2, 3, 4]),
      { ...mae(outcome), estimated: true },
    ];
    const drift = report(2, 'drift', { features: calm, performance: few('drift') });
    const after = (performance: DriftRecord['performance']): readonly DriftRecord[] =>
      [3, 4].map((of) =>
        report(of, 'stable', { features: calm, ...(performance && { performance }) }),
      );
    const open = [pull(3, null, { drift })];
    expect(decide([drift, ...after(few('stable'))], { pulls: open }).kind).toBe('close');
    // What was measured in any window must be seen to be well again.
    const measured = [mae('stable', [2, 3, 4], ['drift']), { ...mae('stable'), estimated: true }];
    expect(decide([drift, ...after(measured)], { pulls: open }).kind).toBe('nothing');
  });

  it('counts in the newest window by its estimate there, though it was measured in an earlier one', () => {
    const late = mae('drift', [2, 3, 4], ['drift']);
    const estimated = { ...mae('drift', [2, 3, 4], ['stable', 'drift', 'drift']), estimated: true };
    const one = windowed([2, 3, 4], ['drift'], 'drift');
    expect(decide([{ ...one, performance: [late] }])).toMatchObject({
      reason: { kind: 'not-persistent', seen: 1 },
    });
    expect(decide([{ ...one, performance: [late, estimated] }])).toMatchObject({
      kind: 'propose',
      asks: { row: [{ record: { performance: [late, estimated] } }, {}, {}] },
    });
  });

  it('is judged window by window by the reports that have the labels, be they late', () => {
    const days = [1, 2, 3, 4, 5, 6];
    const daily = (outcomes: readonly ('drift' | 'stable')[]): readonly DriftRecord[] =>
      days.map((last) => {
        const labelled = outcomes.slice(0, Math.max(0, last - 2));
        return windowed(days.slice(0, last), labelled, labelled.at(-1) ?? 'stable');
      });
    expect(decide(daily(['stable', 'stable', 'drift', 'drift']))).toMatchObject({
      kind: 'propose',
      asks: { row: [{ start: day(4) }, { start: day(3) }] },
    });
    expect(decide(daily(['stable', 'drift', 'stable', 'drift']))).toMatchObject({
      reason: { kind: 'not-persistent', seen: 1 },
    });
    const open = [pull(1, null, { drift: before })];
    expect(decide(daily(['stable', 'drift', 'stable', 'stable']), { pulls: open })).toMatchObject({
      kind: 'close',
      windows: 2,
    });
  });
});

describe('what was named', () => {
  const two = [3, 4];

  it('clears though something else drifts that does not ask', () => {
    const features = [...calm, seen('wind')];
    const reports = [report(2), ...two.map((of) => report(of, 'drift', { features }))];
    expect(decide(reports, { pulls: [pull(3, null, { drift: report(2) })] }).kind).toBe('close');
  });

  it('does not clear where nobody looks at it any more', () => {
    const features = [seen('wind', 'stable')];
    const reports = [report(2), ...two.map((of) => report(of, 'stable', { features }))];
    expect(decide(reports, { pulls: [pull(3, null, { drift: report(2) })] }).kind).toBe('nothing');
  });

  it('clears where the monitor lists only what is amiss, and that is nothing', () => {
    const source = from('sagemaker', false);
    const drift = report(2, 'drift', source);
    const features = [seen('all constraints', 'stable')];
    const reports = [drift, ...two.map((of) => report(of, 'stable', { ...source, features }))];
    expect(decide(reports, { pulls: [pull(3, null, { drift })] }).kind).toBe('close');
  });

  it('clears as all columns together do', () => {
    const policy = retrainPolicy({ when: { multivariate: true } });
    const drift = report(2, 'warning', { features: calm, ...together('drift') });
    const pulls = [pull(3, null, { drift })];
    const later = (outcome: FeatureOutcome): readonly DriftRecord[] =>
      two.map((of) => report(of, 'stable', { features: calm, ...together(outcome) }));
    expect(decide([drift, ...later('stable')], { policy, pulls }).kind).toBe('close');
    expect(decide([drift, ...later('insufficient-data')], { policy, pulls }).kind).toBe('nothing');
  });
});

describe('a drift that people have refused', () => {
  const first = history(
    [1, 2, 3, 4, 5, 6, 7],
    ['stable', 'stable', 'stable', 'stable', 'stable', 'drift', 'drift'],
  );
  const pulls = [pull(8, 8, { drift: first })];
  const policy = retrainPolicy({ cooldown: '1h' });

  it('has not cleared by the windows before it, which a later report tells of again', () => {
    const next = history(
      [2, 3, 4, 5, 6, 7, 8],
      ['stable', 'stable', 'stable', 'stable', 'drift', 'drift', 'drift'],
    );
    expect(decide([first, next], { policy, pulls })).toMatchObject({
      reason: { kind: 'silenced' },
    });
  });

  it('has cleared by stable windows after it', () => {
    const next = history([7, 8, 9, 10, 11], ['drift', 'stable', 'stable', 'drift', 'drift']);
    expect(decide([first, next], { policy, pulls }).kind).toBe('propose');
  });

  it('has cleared by the end of an alarm, also where both name the same window', () => {
    const alarm = from('alertmanager', true);
    const window = { start: day(1), end: day(1) };
    const reports = [
      report(2, 'drift', { ...alarm, window }),
      report(3, 'stable', { ...alarm, window }),
      report(9, 'drift', alarm),
    ];
    const [fired] = reports;
    const closed = [pull(3, 3, { drift: fired ?? null })];
    expect(decide(reports, { policy, pulls: closed }).kind).toBe('propose');
    expect(decide(reports.toSpliced(1, 1), { policy, pulls: closed })).toMatchObject({
      reason: { kind: 'silenced' },
    });
  });
});

describe('the times of windows', () => {
  it('count as UTC without an offset, and may have a comma', () => {
    const reports = [
      ['2026-03-02T00:30:00,5', '2026-03-02T23:30:00,5'],
      ['2026-03-02T00:30:00.5Z', '2026-03-02T23:30:00.5Z'],
    ].map(([start = '', end = ''], index) =>
      report(2 + index, 'drift', { window: { start, end } }),
    );
    expect(decide(reports)).toMatchObject({ reason: { kind: 'not-persistent', seen: 1 } });
  });
});
