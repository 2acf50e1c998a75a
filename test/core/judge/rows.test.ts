import { describe, expect, it } from 'vitest';
import { judge } from '../../../core/judge/judge.ts';
import { sha256 } from '../../../core/record/digest.ts';
import type { Comparison } from '../../../schemas/types.ts';
import {
  baseline,
  candidate,
  comparedCandidate,
  comparison,
  config,
  evaluation,
  otherSet,
  testSet,
} from './candidate.ts';

/** What the gate says of mae, which was 40 and may be 5% worse: 42. */
function maeOf(facts: ReturnType<typeof comparedCandidate>) {
  const judgement = judge(facts);
  const [mae] = judgement.comparisons;
  if (mae === undefined) throw new Error('There is no metric.');
  return { ...mae, check: judgement.checks.find(({ check }) => check === 'metric-gate')?.outcome };
}

/** A slice by weather whose mae differs so much. */
function weatherSlice(
  value: string,
  difference: number,
  pValue: number,
  rows = 100,
): Comparison['slices'][number] {
  const interval = { low: difference - 1, high: difference + 1 };
  const mae = { baseline: 40, candidate: 40 + difference, difference, interval, pValue };
  return { slice: [{ column: 'weather', value }], rows, metrics: { mae } };
}

/** Training is repeated four times, by the base branch. */
const repeated = {
  ...config,
  train: { ...config.train, seeds: 4 },
  evaluate: { ...config.evaluate, metrics: ['mae'] },
};

describe('a gate that knows the rows', () => {
  it('fails when the whole interval is beyond what is allowed', () => {
    const mae = maeOf(comparedCandidate({ candidate: 46, interval: [4, 8] }));
    expect(mae).toMatchObject({
      assessment: 'worse',
      outcome: 'fail',
      change: 'regression',
      check: 'fail',
    });
    expect(mae.sentence).toBe(
      "mae 46 is 15% worse than the baseline's 40 (by 95% between 10% worse and 20% worse): a regression, where at most 5% is allowed.",
    );
  });

  it('warns, and does not cry wolf, when the interval lies on both sides', () => {
    const mae = maeOf(comparedCandidate({ candidate: 43, interval: [-1, 7] }));
    expect(mae).toMatchObject({ assessment: 'inconclusive', outcome: 'warn', check: 'warn' });
    expect(mae.sentence).toMatch(
      /^mae 43 is 7\.5% worse .* \(by 95% between 2\.5% better and 18% worse\): 263 rows can't tell whether it got worse by more than the 5% that is allowed; about [\d,]+ rows could\.$/,
    );
    expect(mae.rowsNeeded).toBeGreaterThan(testSet.rows);
  });

  it('fails when the policy says that what the rows cannot tell fails', () => {
    const gate = { metrics: { mae: { max_regression: '5%' } }, when_inconclusive: 'fail' } as const;
    const mae = maeOf(comparedCandidate({ candidate: 43, interval: [-1, 7] }, gate));
    expect(mae).toMatchObject({ assessment: 'inconclusive', outcome: 'fail', check: 'fail' });
  });

  it.each<[string, number, readonly [number, number]]>([
    ['better', 36, [-6, -2]],
    ['not-worse', 40.5, [-0.5, 1.5]],
    ['not-worse', 40, [0, 0]],
  ])('passes what is %s', (assessment, value, interval) => {
    const mae = maeOf(comparedCandidate({ candidate: value, interval }));
    expect(mae).toMatchObject({ assessment, outcome: 'pass', check: 'pass' });
  });

  it('still holds the candidate to its limit, whatever the rows say of the difference', () => {
    const gate = { metrics: { mae: { max_regression: '50%', limit: 41 } } };
    const mae = maeOf(comparedCandidate({ candidate: 43, interval: [2, 4] }, gate));
    expect(mae).toMatchObject({ assessment: 'not-worse', outcome: 'fail' });
    expect(mae.sentence).toContain('over its limit of 41');
  });

  it('corrects several metrics together: what one alone would fail, eight need not', () => {
    const before = baseline({ a: 40 });
    const names = ['mae', 'rmse', 'r2', 'mse', 'medae', 'mape', 'smape', 'explained_variance'];
    const values = Object.fromEntries(names.map((name) => [name, 40]));
    const metrics = names.map((name) => [
      name,
      { baseline: 40, candidate: 40, interval: [-1, 1] as const },
    ]);
    // 2.2 standard errors over the tolerance: significant alone, not among eight.
    const alone = { baseline: 40, candidate: 42.2, interval: [0.24, 4.16] as const };
    const facts = (gates: readonly string[]) =>
      candidate({
        config: {
          ...config,
          evaluate: { ...config.evaluate, metrics: names },
          gate: { metrics: Object.fromEntries(gates.map((name) => [name, { max_regression: 0 }])) },
        },
        evaluation: evaluation(
          { ...values, mae: 42.2 },
          {
            comparisons: [
              comparison({ ...Object.fromEntries(metrics), mae: alone }, before.evaluation),
            ],
          },
        ),
        baselines: [before],
      });
    const assessment = (gates: readonly string[]) =>
      judge(facts(gates)).comparisons.find(({ metric }) => metric === 'mae')?.assessment;
    expect(assessment(['mae'])).toBe('worse');
    expect(assessment(names)).toBe('inconclusive');
  });

  it('takes the spread between the training seeds as the error where there are several', () => {
    const before = baseline({ mae: 40 });
    const seeds = [40.1, 43.9, 46.2, 37.8].map((mae, seed) => ({ seed, metrics: { mae } }));
    const compared = comparison(
      { mae: { baseline: 40, candidate: 40.1, interval: [0.09, 0.11] } },
      before.evaluation,
    );
    const facts = candidate({
      config: repeated,
      evaluation: evaluation({ mae: 40.1 }, { comparisons: [compared], seeds }),
      baselines: [before],
    });
    const [mae] = judge(facts).comparisons;
    expect(mae).toMatchObject({ method: 'seeds', candidate: 42, difference: 2 });
    expect(mae?.interval?.high ?? 0).toBeGreaterThan(5);
    // A pull request can't repeat its training for the gate that judges it: the base branch says how often.
    const [alone] = judge({ ...facts, config: { ...repeated, train: config.train } }).comparisons;
    expect(alone).toMatchObject({ method: 'bootstrap', candidate: 40.1 });
  });

  it('adds the error of the rows to that of trainings that happen to agree', () => {
    const before = baseline({ mae: 40 });
    const seeds = [41, 41.01, 40.99, 41].map((mae, seed) => ({ seed, metrics: { mae } }));
    const compared = comparison(
      { mae: { baseline: 40, candidate: 41, interval: [-4, 6] } },
      before.evaluation,
    );
    const facts = candidate({
      config: { ...repeated, gate: { metrics: { mae: { max_regression: 0 } } } },
      evaluation: evaluation({ mae: 41 }, { comparisons: [compared], seeds }),
      baselines: [before],
    });
    const [mae] = judge(facts).comparisons;
    expect(mae).toMatchObject({ method: 'seeds', assessment: 'inconclusive' });
    expect(mae?.interval?.low).toBeCloseTo(-4, 1);
    expect(mae?.interval?.high).toBeCloseTo(6, 1);
  });

  it('speaks of amounts where the bound is one', () => {
    const gate = { metrics: { mae: { max_regression: 2 } } };
    const mae = maeOf(comparedCandidate({ candidate: 46, interval: [4, 8] }, gate));
    expect(mae.sentence).toBe(
      "mae 46 is 6 worse than the baseline's 40 (by 95% between 4 worse and 8 worse): a regression, where at most 2 is allowed.",
    );
  });

  it('does not take two numbers for sure where the policy fails what the rows cannot tell', () => {
    const gate = { metrics: { mae: { max_regression: '5%' } }, when_inconclusive: 'fail' } as const;
    const facts = comparedCandidate({ candidate: 40, interval: [0, 0] }, gate);
    const alone = maeOf({ ...facts, evaluation: evaluation({ mae: 40 }) });
    expect(alone).toMatchObject({ outcome: 'inconclusive', assessment: null });
    expect(alone.sentence).toContain('without an interval that is not sure');
  });

  it('does not take seeds for an error where the rows differ', () => {
    const before = baseline({ mae: 40 }, {}, { evaluationSet: otherSet });
    const seeds = [30, 31, 30, 29].map((mae, seed) => ({ seed, metrics: { mae } }));
    const compared = comparison(
      { mae: { baseline: 20, candidate: 30, interval: [8, 12] } },
      before.evaluation,
      { rows: { candidate: 263, baseline: otherSet.rows, compared: 250 } },
    );
    const facts = candidate({
      config: { ...repeated, gate: { metrics: { mae: { max_regression: '5%' } } } },
      evaluation: evaluation({ mae: 30 }, { comparisons: [compared], seeds }),
      baselines: [before],
    });
    expect(judge(facts).comparisons[0]).toMatchObject({ method: 'bootstrap', assessment: 'worse' });
  });

  it('passes nothing where a repetition diverged', () => {
    const seeds = [40, null, 41, 39].map((mae, seed) => ({ seed, metrics: { mae } }));
    const facts = candidate({
      config: { ...repeated, gate: { metrics: { mae: { max_regression: '5%' } } } },
      evaluation: evaluation({ mae: 40 }, { seeds }),
      baselines: [baseline({ mae: 40 })],
    });
    const judgement = judge(facts);
    expect(judgement.comparisons[0]).toMatchObject({ outcome: 'inconclusive', difference: null });
    const finite = judgement.checks.find(({ check }) => check === 'finite-numbers');
    expect(finite).toMatchObject({ outcome: 'fail' });
    expect(finite?.sentence).toContain('mae has no value in repetition 2 of the training');
  });

  it('is not judged by groups that the base branch does not name, nor by rows where it names one', () => {
    const facts = comparedCandidate({ candidate: 46, interval: [4, 8] });
    const grouped = facts.evaluation?.comparisons?.map((one) => ({ ...one, clusters: 12 })) ?? [];
    const sorted = judge({
      ...facts,
      evaluation: evaluation({ mae: 46 }, { comparisons: grouped }),
    });
    expect(sorted.comparison).toBeNull();
    expect(sorted.notes.join(' ')).toContain('drawn by groups, and the configuration of the base');
    const { predictions } = facts.config.evaluate;
    const evaluate = { ...facts.config.evaluate, predictions: { ...predictions, group: 'day' } };
    const single = judge({ ...facts, config: { ...facts.config, evaluate } });
    expect(single.notes.join(' ')).toContain('drawn one by one, and the configuration of the base');
  });

  it('asks for another run, and finds no regression, where the baseline is newer than the comparison', () => {
    const older = baseline({ mae: 41 }, {}, { commit: 'd'.repeat(40) });
    const compared = comparison(
      { mae: { baseline: 41, candidate: 42.5, interval: [-2, 5] } },
      older.evaluation,
    );
    const facts = candidate({
      config: { ...config, gate: { metrics: { mae: { max_regression: '5%' } } } },
      evaluation: evaluation({ mae: 42.5 }, { comparisons: [compared] }),
      baselines: [baseline({ mae: 40 })],
    });
    const judgement = judge(facts);
    expect(judgement.comparisons[0]).toMatchObject({ outcome: 'inconclusive', change: 'worse' });
    expect(judgement.comparisons[0]?.sentence).toContain('Run the workflow again.');
  });

  it('falls back to the two values, and says why, where the rows are not to be had', () => {
    const before = baseline({ mae: 40 });
    const refused: Comparison = {
      ...comparison({}, before.evaluation),
      refused: 'The predictions of bbbbbbb have expired.',
    };
    const facts = candidate({
      evaluation: evaluation({ mae: 46 }, { comparisons: [refused] }),
      baselines: [before],
    });
    const judgement = judge(facts);
    expect(judgement.comparison).toBeNull();
    expect(judgement.comparisons[0]).toMatchObject({ assessment: null, outcome: 'fail' });
    expect(judgement.notes.join(' ')).toContain('have no interval. The predictions of bbbbbbb');
  });
});

describe('a comparison in a record that contradicts the ledger', () => {
  const before = baseline({ mae: 40 });
  const honest = comparison(
    { mae: { baseline: 40, candidate: 46, interval: [4, 8] } },
    before.evaluation,
  );
  const outcome = (changed: Comparison) => {
    const facts = candidate({
      config: { ...config, gate: { metrics: { mae: { max_regression: '5%' } } } },
      evaluation: evaluation({ mae: 46 }, { comparisons: [changed] }),
      baselines: [before],
    });
    return judge(facts).checks.find(({ check }) => check === 'provenance');
  };

  it('is told of even where another baseline is compared with', () => {
    const nearest = baseline({ mae: 41 }, {}, { evaluationSet: otherSet });
    const facts = candidate({
      evaluation: evaluation(
        { mae: 46 },
        {
          comparisons: [
            {
              ...comparison({}, nearest.evaluation),
              baseline: { evaluation: nearest.evaluation.id, predictions: sha256('others') },
            },
          ],
        },
      ),
      baselines: [nearest, before],
    });
    expect(judge(facts).checks.find(({ check }) => check === 'provenance')).toMatchObject({
      outcome: 'fail',
    });
  });

  it('is none where what has no unit differs by the rounding of larger numbers', () => {
    const dummy = baseline({ r2: 1.1e-16 });
    const metric = { baseline: -6.7e-16, candidate: 0.5, difference: 0.5, method: 'none' as const };
    const facts = candidate({
      evaluation: evaluation(
        { r2: 0.5 },
        { comparisons: [{ ...comparison({}, dummy.evaluation), metrics: { r2: metric } }] },
      ),
      baselines: [dummy],
    });
    expect(judge(facts).checks.find(({ check }) => check === 'provenance')).toMatchObject({
      outcome: 'pass',
    });
  });

  it('passes when it does not', () => {
    expect(outcome(honest)).toMatchObject({ outcome: 'pass' });
  });

  it.each<[string, Partial<Comparison>, RegExp]>([
    [
      'names other predictions',
      { baseline: { evaluation: before.evaluation.id, predictions: sha256('others') } },
      /other predictions/,
    ],
    [
      'invents a worse baseline',
      { metrics: { mae: { baseline: 50, candidate: 46, difference: -4, method: 'none' } } },
      /gives mae of the baseline as 50, and the ledger as 40/,
    ],
    [
      'flatters the candidate',
      { metrics: { mae: { baseline: 40, candidate: 30, difference: -10, method: 'none' } } },
      /gives mae of the candidate as 30, and its record as 46/,
    ],
    [
      'does not add up',
      { metrics: { mae: { baseline: 40, candidate: 46, difference: -6, method: 'none' } } },
      /not that of its values/,
    ],
    [
      'was made on a tenth of the rows',
      { rows: { candidate: 263, baseline: 263, compared: 26 } },
      /is of 26 rows/,
    ],
    [
      'leaves out one row of the same set',
      { rows: { candidate: 263, baseline: 263, compared: 262 } },
      /is of 262 rows, of 263 and 263/,
    ],
    [
      'has an interval that is not around its difference',
      {
        metrics: {
          mae: {
            baseline: 40,
            candidate: 46,
            difference: 6,
            method: 'bootstrap',
            interval: { low: -20, high: -10 },
          },
        },
      },
      /interval of mae that is not around its difference/,
    ],
    [
      'claims to be sure of a difference without a spread',
      {
        metrics: {
          mae: {
            baseline: 40,
            candidate: 46,
            difference: 6,
            method: 'bootstrap',
            interval: { low: 0, high: 0 },
          },
        },
      },
      /interval of mae that is not around its difference/,
    ],
    [
      'takes a method for a metric that it is not for',
      { metrics: { mae: { baseline: 40, candidate: 46, difference: 6, method: 'delong' } } },
      /has mae by delong, which is for roc_auc/,
    ],
    [
      'has a slice of more rows than were compared',
      { slices: [weatherSlice('rain', 5, 0.01, 1e300)] },
      /has a slice that does not add up/,
    ],
    [
      'counts other rows',
      { rows: { candidate: 26, baseline: 26, compared: 26 } },
      /counts 26 rows of the candidate/,
    ],
  ])('fails when it %s', (_, changes, message) => {
    const found = outcome({ ...honest, ...changes });
    expect(found).toMatchObject({ outcome: 'fail' });
    expect(found?.sentence).toMatch(message);
  });
});

describe('evaluation sets that differ in some rows', () => {
  const before = baseline({ mae: 40 }, {}, { evaluationSet: { digest: sha256('old'), rows: 260 } });
  const compared = comparison(
    { mae: { baseline: 41, candidate: 38, interval: [-4, -2] } },
    before.evaluation,
    { rows: { candidate: 263, baseline: 260, compared: 250 }, notes: ['13 rows are new.'] },
  );

  it('are compared on the rows that they share, which is said', () => {
    const facts = candidate({
      evaluation: evaluation({ mae: 37 }, { comparisons: [compared] }),
      baselines: [before],
    });
    const judgement = judge(facts);
    expect(judgement.baseline?.commit).toBe(before.commit);
    expect(judgement.comparisons[0]).toMatchObject({ baseline: 41, candidate: 38, rows: 250 });
    expect(judgement.notes).toContain('13 rows are new.');
    expect(judgement.checks.find(({ check }) => check === 'evaluation-set')).toMatchObject({
      outcome: 'warn',
      sentence:
        'The evaluation rows have changed: both were compared on the 250 rows that they share, of 263 rows now and 260 rows then.',
    });
  });

  it('are not compared where the action refused it', () => {
    const refused = { ...compared, refused: 'They share 12 of 263 rows.' };
    const facts = candidate({
      evaluation: evaluation({ mae: 37 }, { comparisons: [refused] }),
      baselines: [before],
    });
    expect(judge(facts).baseline).toBeNull();
  });
});

describe('the search for slices that got worse', () => {
  const before = baseline({ mae: 40 });
  const judged = (slices: Comparison['slices']) =>
    judge(
      candidate({
        evaluation: evaluation(
          { mae: 36 },
          {
            comparisons: [
              comparison(
                { mae: { baseline: 40, candidate: 36, interval: [-6, -2] } },
                before.evaluation,
                { slices },
              ),
            ],
          },
        ),
        baselines: [before],
      }),
    ).regressedSlices;

  it('names what got worse though the whole got better, the surest first', () => {
    const named = judged([
      weatherSlice('clear', -6, 1e-9),
      weatherSlice('rain', 5, 0.001),
      weatherSlice('snow', 9, 1e-6),
      weatherSlice('fog', 0.1, 0.9),
    ]);
    expect(named.map(({ slice: [part] }) => part?.value)).toEqual(['snow', 'rain']);
    expect(named[0]).toMatchObject({ metric: 'mae', difference: 9, rows: 100 });
  });

  it('corrects for how many were searched', () => {
    const many = Array.from({ length: 60 }, (_, index) => weatherSlice(`s${index}`, 1, 0.6));
    expect(judged([weatherSlice('rain', 5, 0.01)])).toHaveLength(1);
    expect(judged([weatherSlice('rain', 5, 0.01), ...many])).toEqual([]);
  });

  it('judges no slice of fewer than 30 rows', () => {
    expect(judged([weatherSlice('rain', 5, 1e-9, 29)])).toEqual([]);
    expect(judged([weatherSlice('rain', 5, 1e-9, 30)])).toHaveLength(1);
  });
});

/** How worn a set is on which so many pull requests were judged before. */
function judgedBefore(count: number) {
  const facts = comparedCandidate({ candidate: 40.5, interval: [-1.5, 1.9] });
  return judge({ ...facts, use: { judgedBefore: count, since: null } }).wear;
}

describe('the wear of an evaluation set', () => {
  it('is counted with this pull request', () => {
    expect(judgedBefore(2)).toMatchObject({ judged: 3, worn: false });
    expect(judgedBefore(2)?.sentence).toBe('3 pull requests were judged on these 263 rows.');
  });

  it('is said when luck alone exceeds what the gate tells apart', () => {
    // One standard error is 0.87, and 2 are allowed: sqrt(2 ln k) exceeds 2.3 from 15 on.
    expect(judgedBefore(9)).toMatchObject({ worn: false });
    expect(judgedBefore(40)).toMatchObject({ judged: 41, worn: true });
    expect(judgedBefore(40)?.sentence).toMatch(/^The evaluation set is worn out: 41 pull requests/);
  });
});
