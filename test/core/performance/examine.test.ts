import { describe, expect, it } from 'vitest';
import { examinePerformance } from '../../../core/performance/index.ts';
import { since } from '../../../core/report/drift/words.ts';
import { isoOf } from '../../../core/time/instant.ts';
import type { PerformanceDrift } from '../../../schemas/types.ts';
import { drift, feature } from '../report/drift.ts';
import { day, factsOf, modelOf, read, regressionDays, windowsOf } from './fixture.ts';

const limited = modelOf('regression', ['mae', 'rmse'], { performance: { mae: { limit: 1 } } });

function maeOf(
  bias: (day: number) => number,
  known?: (day: number) => number,
  config = limited,
): PerformanceDrift | undefined {
  const current = read(config, regressionDays(7, 4, 400, bias, known));
  const { performance } = examinePerformance(factsOf(config, current, { windows: windowsOf(4) }));
  return performance.find(({ metric }) => metric === 'mae');
}

describe('performance with labels', () => {
  it('is stable within its limit, window by window', () => {
    const mae = maeOf(() => 0);
    expect(mae).toMatchObject({ outcome: 'stable', estimated: false, limit: 1, rows: 400 });
    expect(mae?.history?.map(({ rows }) => rows)).toEqual([400, 400, 400, 400]);
    expect(mae?.history?.at(-1)).toMatchObject({
      start: '1970-01-04T00:00:00Z',
      value: mae?.value,
    });
    expect(mae?.smallestDetectable).toBeGreaterThan(0.05);
    expect(mae?.smallestDetectable).toBeLessThan(0.15);
    expect(mae?.reason).not.toContain('could have been seen');
  });

  it('is a warning where only the newest window is surely over the limit', () => {
    expect(maeOf((day) => (day === 3 ? 2 : 0))).toMatchObject({
      outcome: 'warning',
      reason: expect.stringMatching(
        /1 of the newest 3 windows only; .* A difference could have been seen from 0\.\d+ on\./,
      ),
    });
  });

  it('without a bound is shown, and warns where it went to a worse level', () => {
    const unbounded = modelOf('regression', ['mae'], {});
    const of = (bias: (day: number) => number) => {
      const current = read(unbounded, regressionDays(7, 9, 400, bias));
      const facts = factsOf(unbounded, current, { windows: windowsOf(9) });
      return examinePerformance(facts).performance[0];
    };
    expect(of(() => 0)).toMatchObject({
      outcome: 'insufficient-data',
      reason: expect.stringMatching(/in the window from 1970-01-09 is shown and not judged/),
    });
    expect(of((day) => (day >= 6 ? 3 : 0))).toMatchObject({
      outcome: 'warning',
      reason: expect.stringContaining('on another level since 1970-01-07, a worse one'),
    });
    expect(of((day) => (day < 6 ? 3 : 0))).toMatchObject({
      outcome: 'insufficient-data',
      reason: expect.stringContaining('on another level since 1970-01-07, a better one'),
      changedAt: null,
    });
  });

  it('drifts since its values went to a worse level, which is a window of the record', () => {
    const current = read(
      limited,
      regressionDays(7, 9, 400, (day) => (day >= 6 ? 3 : 0)),
    );
    const windows = windowsOf(9);
    const { performance } = examinePerformance(factsOf(limited, current, { windows }));
    const later = feature({ since: isoOf(7 * day) });
    const record = drift({
      performance,
      features: [later],
      windows: windows.map(({ start, end }) => ({
        start: isoOf(start),
        end: isoOf(end),
        rows: 400,
        outcome: 'drift',
        drifted: 1,
      })),
    });
    expect(performance[0]?.outcome).toBe('drift');
    expect(since(record)).toBe('1970-01-07T00:00:00Z');
  });

  it('is not stable where it is over its limit and the rows cannot tell whether by chance', () => {
    const value = maeOf(() => 0)?.value ?? 0;
    const of = (limit: number) =>
      maeOf(
        () => 0,
        undefined,
        modelOf('regression', ['mae'], { performance: { mae: { limit } } }),
      );
    const over = of(value - 0.01);
    expect(over).toMatchObject({
      outcome: 'insufficient-data',
      reason: expect.stringContaining("the rows can't tell on which side"),
    });
    expect(over?.history?.at(-1)?.outcome).toBe('insufficient-data');
    const under = of(value + 0.01);
    expect(under?.outcome).toBe('stable');
    expect(under?.history?.at(-1)?.outcome).toBe('stable');
  });

  it('drifts in two of the newest three windows, and stays so when the newest is better', () => {
    expect(maeOf((day) => (day >= 2 ? 2 : 0))?.outcome).toBe('drift');
    expect(maeOf((day) => (day === 1 || day === 2 ? 2 : 0))).toMatchObject({
      outcome: 'drift',
      reason: expect.stringContaining('though not in the very newest'),
    });
    expect(maeOf((day) => (day < 2 ? 2 : 0))?.outcome).toBe('stable');
  });

  it('drifts at once where all rows are one window', () => {
    const current = read(
      limited,
      regressionDays(7, 1, 400, () => 2),
    );
    const { performance } = examinePerformance(factsOf(limited, current));
    expect(performance[0]).toMatchObject({ outcome: 'drift' });
    expect(performance[0]).not.toHaveProperty('history');
  });

  it('is stable where the rows cannot tell on which side of the limit it is', () => {
    expect(maeOf(() => 0.65)).toMatchObject({
      outcome: 'stable',
      reason: expect.stringContaining("can't tell"),
    });
  });

  it('is judged by the newest windows that have labels, since labels come late', () => {
    expect(
      maeOf(
        (day) => (day <= 2 ? 2 : 0),
        (day) => (day === 3 ? 5 : 400),
      ),
    ).toMatchObject({
      outcome: 'drift',
      rows: 400,
    });
  });

  it('is insufficient data with fewer than 200 labelled rows in each window', () => {
    expect(
      maeOf(
        () => 5,
        () => 199,
      ),
    ).toMatchObject({
      outcome: 'insufficient-data',
      reason: expect.stringContaining('200 are needed'),
    });
  });

  it('says of windows with too few labelled rows how many the largest has', () => {
    const mae = maeOf(
      () => 0,
      (at) => [150, 199, 3, 40][at] ?? 0,
    );
    expect(mae).toMatchObject({
      rows: 40,
      reason: expect.stringContaining('no window has more than 199 labelled rows'),
    });
  });

  it('is insufficient data without a bound, and says where to set one', () => {
    const config = modelOf('regression', ['mae']);
    expect(maeOf(() => 5, undefined, config)).toMatchObject({
      outcome: 'insufficient-data',
      limit: null,
      reason: expect.stringContaining('monitor.performance.mae'),
    });
  });

  it('takes the limit of the gate where monitoring has none, and not its tolerated regression', () => {
    const config = {
      ...modelOf('regression', ['mae']),
      gate: { metrics: { mae: { limit: 1, max_regression: '1%' } } },
    };
    const mae = maeOf(() => 2, undefined, config);
    expect(mae).toMatchObject({ outcome: 'drift', limit: 1 });
    expect(mae).not.toHaveProperty('maxRegression');
  });
});

describe('performance against the reference', () => {
  const config = modelOf('regression', ['mae'], {
    performance: { mae: { max_regression: '10%' } },
  });
  const current = (bias: number) =>
    read(
      config,
      regressionDays(7, 3, 400, () => bias),
    );
  const windows = windowsOf(3);

  it("drifts where it is surely more than the tolerated share worse than the champion's value", () => {
    const referenceValues = new Map([['mae', 0.8]]);
    const { performance } = examinePerformance(
      factsOf(config, current(1), { referenceValues, windows }),
    );
    expect(performance[0]).toMatchObject({ outcome: 'drift', reference: 0.8 });
    expect(performance[0]?.maxRegression).toBeCloseTo(0.08, 12);
  });

  it('is stable where it is worse than the reference by less than is tolerated, whichever way is better', () => {
    const referenceValues = new Map([['mae', 0.75]]);
    const { performance } = examinePerformance(
      factsOf(config, current(0), { referenceValues, windows }),
    );
    expect(performance[0]?.outcome).toBe('stable');
    const binary = modelOf('binary', ['accuracy'], {
      performance: { accuracy: { max_regression: 0.1 } },
    });
    // Nine of ten answers are right.
    const answers = Array.from({ length: 1000 }, (_, row) => row % 2);
    const truths = answers.map((answer, row) => (row % 10 === 0 ? 1 - answer : answer));
    const outcomes = [0.95, 1].map((accuracy) => {
      const facts = factsOf(binary, read(binary, { y: truths, y_hat: answers }), {
        referenceValues: new Map([['accuracy', accuracy]]),
      });
      return examinePerformance(facts).performance[0]?.outcome;
    });
    expect(outcomes).toEqual(['stable', 'stable']);
    const strict = modelOf('binary', ['accuracy'], {
      performance: { accuracy: { max_regression: 0.05 } },
    });
    const facts = factsOf(strict, read(strict, { y: truths, y_hat: answers }), {
      referenceValues: new Map([['accuracy', 1]]),
    });
    expect(examinePerformance(facts).performance[0]?.outcome).toBe('drift');
  });

  it('compares with the labelled rows of the reference where nothing else is known, with their error', () => {
    const reference = read(
      config,
      regressionDays(9, 1, 400, () => 0),
    );
    const found = [0, 1].map(
      (bias) =>
        examinePerformance(factsOf(config, current(bias), { reference, windows })).performance[0]
          ?.outcome,
    );
    expect(found).toEqual(['stable', 'drift']);
  });

  it('is insufficient data without a reference', () => {
    const { performance } = examinePerformance(factsOf(config, current(5), { windows }));
    expect(performance[0]).toMatchObject({ outcome: 'insufficient-data', maxRegression: null });
    expect(performance[0]?.reason).toContain('no reference');
  });

  it('never drifts in 50 months in which nothing changed, and warns in 3 of them at most', () => {
    const reference = read(
      config,
      regressionDays(9, 1, 3000, () => 0),
    );
    const strict = modelOf('regression', ['mae', 'rmse'], {
      performance: { mae: { max_regression: 0 }, rmse: { max_regression: 0 } },
    });
    let [drifts, warnings] = [0, 0];
    for (let seed = 1; seed <= 50; seed++) {
      const rows = read(
        strict,
        regressionDays(100 + 13 * seed, 3, 250, () => 0),
      );
      const { performance } = examinePerformance(
        factsOf(strict, rows, { reference, windows, draws: { seed: 's', resamples: 60 } }),
      );
      if (performance.some(({ outcome }) => outcome === 'drift')) drifts += 1;
      if (performance.some(({ outcome }) => outcome === 'warning')) warnings += 1;
    }
    expect(drifts).toBe(0);
    expect(warnings).toBeLessThanOrEqual(3);
  });
});

describe('what production may lack', () => {
  it('says of a regression without labels that nothing is estimated, and answers what was asked for', () => {
    const rows = read(
      limited,
      regressionDays(
        7,
        1,
        400,
        () => 0,
        () => 0,
      ),
    );
    const { performance, notes } = examinePerformance(factsOf(limited, rows));
    expect(performance.map(({ metric, outcome }) => [metric, outcome])).toEqual([
      ['mae', 'insufficient-data'],
    ]);
    expect(notes.join(' ')).toContain('for a regression model nothing is estimated');
  });

  it('has no finding where nothing was asked for', () => {
    const config = modelOf('regression', ['mae']);
    const rows = read(
      config,
      regressionDays(
        7,
        1,
        400,
        () => 0,
        () => 0,
      ),
    );
    expect(examinePerformance(factsOf(config, rows)).performance).toEqual([]);
  });

  it.each([
    ['no rows', {}],
    ['no prediction', { y: [1, 2] }],
    ['only unreadable rows', { y: [1, 2], y_hat: ['a', 'b'] }],
    ['one row', { y: [1], y_hat: [1] }],
    [
      'constant labels',
      { y: Array.from({ length: 300 }, () => 1), y_hat: Array.from({ length: 300 }, () => 1) },
    ],
  ])('answers for %s', (_, columns) => {
    const { performance } = examinePerformance(factsOf(limited, read(limited, columns)));
    expect(performance.find(({ metric }) => metric === 'mae')?.metric).toBe('mae');
    const { outcome } = performance.find(({ metric }) => metric === 'mae') ?? {};
    expect(['insufficient-data', 'stable']).toContain(outcome);
  });

  it('says what a metric lacks, and judges the others', () => {
    const config = modelOf('binary', ['accuracy', 'roc_auc', 'no_such'], {
      performance: { roc_auc: { limit: 0.7 }, accuracy: { limit: 0.5 }, no_such: { limit: 1 } },
    });
    const truth = Array.from({ length: 400 }, (_, row) => row % 2);
    const rows = read(config, { y: truth, y_hat: truth });
    const { performance } = examinePerformance(factsOf(config, rows));
    expect(Object.fromEntries(performance.map(({ metric, outcome }) => [metric, outcome]))).toEqual(
      {
        accuracy: 'stable',
        roc_auc: 'insufficient-data',
        no_such: 'insufficient-data',
      },
    );
    expect(performance.find(({ metric }) => metric === 'roc_auc')?.reason).toContain('score');
    const plain = modelOf('binary', ['accuracy', 'roc_auc']);
    const { notes } = examinePerformance(factsOf(plain, read(plain, { y: truth, y_hat: truth })));
    expect(notes.join(' ')).toContain('roc_auc is computed from');
  });

  it('does not judge by rows without a time where there are windows', () => {
    const columns = regressionDays(7, 2, 300, () => 0);
    const rows = read(limited, {
      ...columns,
      time: columns['time']?.map((_, row) => (row < 300 ? 'soon' : 86_400_000)) ?? [],
    });
    expect(rows.left).toEqual([{ column: 'time', why: 'unreadable', rows: 300 }]);
    const { performance, notes } = examinePerformance(
      factsOf(limited, rows, { windows: windowsOf(2) }),
    );
    expect(performance[0]?.history?.map(({ rows: count }) => count)).toEqual([0, 300]);
    expect(notes.join(' ')).toContain('300 of 600 rows were left out');
  });
});
