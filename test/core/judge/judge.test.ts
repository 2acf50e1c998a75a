import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from '../../../core/judge/judge.ts';
import type { CandidateFacts, Judgement } from '../../../core/judge/facts.ts';
import type { ModelConfig } from '../../../schemas/types.ts';
import {
  baseline,
  betterMetrics,
  candidate,
  champion,
  evaluation,
  gated,
  otherSet,
  run,
  worseMetrics,
} from './candidate.ts';

function check(judgement: Judgement, id: string) {
  const found = judgement.checks.find((result) => result.check === id);
  if (found === undefined) throw new Error(`There is no check ${id}.`);
  return found;
}

function metric(judgement: Judgement, id: string) {
  const found = judgement.comparisons.find((comparison) => comparison.metric === id);
  if (found === undefined) throw new Error(`There is no comparison of ${id}.`);
  return found;
}

/** The judgement of mae and r2 alone, under a gate, beside a baseline of 40 and 0.6. */
function under(
  metrics: NonNullable<NonNullable<ModelConfig['gate']>['metrics']>,
  values: Readonly<Record<string, number | null>>,
) {
  return judge(
    gated(
      { metrics },
      {
        evaluation: evaluation({ mae: 40, rmse: 60, r2: 0.6, ...values }),
        baselines: [baseline({ mae: 40, rmse: 60, r2: 0.6 })],
      },
    ),
  );
}

describe('judge: the gate of metrics', () => {
  it('passes a better candidate and compares every configured metric', () => {
    const judgement = judge(candidate());
    expect(judgement.outcome).toBe('pass');
    expect(judgement.comparisons.map(({ metric, change }) => [metric, change])).toEqual([
      ['mae', 'better'],
      ['rmse', 'better'],
      ['r2', 'better'],
    ]);
    expect(metric(judgement, 'mae')).toMatchObject({
      direction: 'lower',
      rows: 263,
      gate: 'at most 5% worse, at most 60',
      outcome: 'pass',
    });
    expect(metric(judgement, 'r2')).toMatchObject({
      direction: 'higher',
      gate: null,
      outcome: null,
    });
  });

  it('fails a candidate that is worse than allowed, and says by how much', () => {
    const judgement = judge(candidate({ evaluation: evaluation(worseMetrics) }));
    expect(judgement.outcome).toBe('fail');
    expect(metric(judgement, 'mae').change).toBe('regression');
    expect(check(judgement, 'metric-gate').sentence).toBe(
      "mae 73.15 is 73% worse than the baseline's 42.37: a regression, where at most 5% is allowed. mae 73.15 is over its limit of 60. rmse 103.3 is 57% worse than the baseline's 65.65: a regression, where at most 5% is allowed.",
    );
  });

  it.each([
    ['at most 2 worse', { mae: { max_regression: 2 } }, { mae: 42 }, 'pass', 'worse'],
    ['at most 2 worse', { mae: { max_regression: 2 } }, { mae: 42.001 }, 'fail', 'regression'],
    ['at most 5% worse', { mae: { max_regression: '5%' } }, { mae: 42 }, 'pass', 'worse'],
    ['at most 5% worse', { mae: { max_regression: '5%' } }, { mae: 42.01 }, 'fail', 'regression'],
    ['at most 0% worse', { mae: { max_regression: '0%' } }, { mae: 40 }, 'pass', 'equal'],
    ['at most 0 worse', { mae: { max_regression: 0 } }, { mae: 40.000001 }, 'fail', 'regression'],
    ['at most 0.1 worse', { r2: { max_regression: 0.1 } }, { r2: 0.5 }, 'pass', 'worse'],
    ['at most 0.1 worse', { r2: { max_regression: 0.1 } }, { r2: 0.49 }, 'fail', 'regression'],
    ['at most 10% worse', { r2: { max_regression: '10%' } }, { r2: 0.53 }, 'fail', 'regression'],
    ['at most 60', { mae: { limit: 60 } }, { mae: 60 }, 'pass', 'worse'],
    ['at most 60', { mae: { limit: 60 } }, { mae: 60.1 }, 'fail', 'worse'],
    ['at least 0.7', { r2: { limit: 0.7 } }, { r2: 0.69 }, 'fail', 'better'],
    ['at least 0.5', { r2: { limit: 0.5 } }, { r2: 0.5 }, 'pass', 'worse'],
  ] as const)('%s: %o with %o is a %s', (words, gate, values, outcome, change) => {
    const judgement = under(gate, values);
    const [id = ''] = Object.keys(gate);
    expect(metric(judgement, id)).toMatchObject({ gate: words, outcome, change });
    expect(judgement.outcome).toBe(outcome);
  });

  it('takes a percentage of a negative baseline from its size', () => {
    const facts = gated(
      { metrics: { r2: { max_regression: '10%' } } },
      { evaluation: evaluation({ r2: -0.54 }), baselines: [baseline({ r2: -0.5 })] },
    );
    expect(metric(judge(facts), 'r2').outcome).toBe('pass');
    const worse = { ...facts, evaluation: evaluation({ r2: -0.56 }) };
    expect(metric(judge(worse), 'r2').outcome).toBe('fail');
  });

  it('does not pass a metric that is null, that is missing, or that it does not know', () => {
    for (const values of [{ mae: null }, {}]) {
      const judgement = judge(
        candidate({ evaluation: evaluation({ ...values, rmse: 41, r2: 0.8 }) }),
      );
      expect(check(judgement, 'metric-gate').outcome).toBe('inconclusive');
      expect(check(judgement, 'metric-gate').sentence).toMatch(/mae has no finite value/);
    }
    const unknown = under({ goodness: { limit: 1 } }, { goodness: 0 });
    expect(check(unknown, 'metric-gate')).toMatchObject({
      outcome: 'inconclusive',
      sentence: 'This version of Assay does not know the metric goodness.',
    });
  });

  it('does not pass a regression bound when the baseline lacks the metric', () => {
    const judgement = judge(candidate({ baselines: [baseline({ mae: 42, r2: 0.6 })] }));
    expect(judgement.outcome).toBe('inconclusive');
    expect(metric(judgement, 'rmse').sentence).toMatch(/baseline has no finite value for rmse/);
  });

  it('never passes a gated metric without a finite value', () => {
    const bound = fc.oneof(
      fc.record({ limit: fc.double({ noNaN: true }) }),
      fc.record({ max_regression: fc.constantFrom<number | string>(0, 5, '3%') }),
    );
    const value = fc.constantFrom(null, undefined, NaN, Infinity, -Infinity);
    const bases = fc.constantFrom(
      [],
      [baseline()],
      [baseline(betterMetrics, {}, { evaluationSet: otherSet })],
    );
    fc.assert(
      fc.property(bound, value, bases, (gate, mae, baselines) => {
        const { mae: _, ...others } = evaluation(betterMetrics).metrics;
        const metrics = mae === undefined ? others : { ...others, mae: { value: mae, rows: 263 } };
        const facts = gated(
          { metrics: { mae: gate } },
          {
            evaluation: { ...evaluation(betterMetrics), metrics },
            baselines,
          },
        );
        expect(['fail', 'inconclusive']).toContain(judge(facts).outcome);
      }),
    );
  });
});

describe('judge: the baseline', () => {
  const onOtherRows = { evaluation: evaluation(betterMetrics, { evaluationSet: otherSet }) };

  it('without one, passes the regression bounds with a note, and still judges the limits', () => {
    const first = judge(candidate({ baselines: [] }));
    expect(first).toMatchObject({ outcome: 'pass', baseline: null });
    expect(first.notes).toHaveLength(1);
    expect(metric(first, 'mae')).toMatchObject({ difference: null, change: 'unknown' });
    const over = judge(candidate({ baselines: [], evaluation: evaluation(worseMetrics) }));
    expect(over.outcome).toBe('fail');
    expect(check(over, 'metric-gate').sentence).toMatch(/over its limit of 60/);
  });

  it('without one, is inconclusive when the gate requires one', () => {
    const judgement = judge(gated({ require_baseline: true }, { baselines: [] }));
    expect(judgement.outcome).toBe('inconclusive');
    expect(check(judgement, 'metric-gate').sentence).toMatch(/^gate\.require_baseline is set/);
  });

  it('is never one on another evaluation set: that is inconclusive', () => {
    const judgement = judge(candidate(onOtherRows));
    expect(judgement).toMatchObject({ outcome: 'inconclusive', baseline: null });
    expect(check(judgement, 'evaluation-set').outcome).toBe('inconclusive');
    expect(metric(judgement, 'mae').difference).toBeNull();
  });

  it('is the champion where it was evaluated again on the same rows, with a note that says so', () => {
    const again = champion({ mae: 50, rmse: 70, r2: 0.5 }, { evaluationSet: otherSet });
    const baselines = [baseline(), baseline({}, { kind: 'champion', version: '1.0.0' })];
    const facts = candidate({ ...onOtherRows, champion: again, baselines });
    const judgement = judge(facts);
    expect(judgement.outcome).toBe('pass');
    expect(judgement.baseline).toMatchObject({ kind: 'champion', version: '1.0.0' });
    expect(metric(judgement, 'mae').baseline).toBe(50);
    expect(judgement.notes[0]).toMatch(/with the champion v1\.0\.0, evaluated again/);
  });

  it.each([
    ['another version', [baseline(), baseline({}, { kind: 'champion', version: '2.0.0' })]],
    ['none that is registered', [baseline()]],
  ])('is not a champion that the pull request chose: %s', (_, baselines) => {
    const again = champion({ mae: 500, rmse: 700, r2: 0 }, { evaluationSet: otherSet });
    const judgement = judge(candidate({ ...onOtherRows, champion: again, baselines }));
    expect(judgement).toMatchObject({ outcome: 'inconclusive', baseline: null });
  });

  it('is not the champion when that was evaluated on yet other rows', () => {
    const judgement = judge(candidate({ ...onOtherRows, champion: champion() }));
    expect(judgement).toMatchObject({ outcome: 'inconclusive', baseline: null });
  });

  it('is the first that is comparable, with a note on those that were passed over', () => {
    const later = baseline({ mae: 30, rmse: 50, r2: 0.8 }, { kind: 'champion', version: '2.0.0' });
    const other = baseline(betterMetrics, {}, { evaluationSet: otherSet });
    const judgement = judge(candidate({ baselines: [other, later] }));
    expect(judgement.baseline).toBe(later);
    expect(judgement.notes).toHaveLength(2);
    expect(judgement.notes[1]).toMatch(/^The differences have no interval/);
  });
});

const levels = (...ids: readonly string[]) =>
  Object.fromEntries(ids.map((id) => [id, 'warn'] as const));

describe('judge: the levels of checks', () => {
  it('turns a failing check into a warning where the configuration says so', () => {
    const facts = gated(
      { metrics: { mae: { limit: 60 } }, checks: levels('metric-gate') },
      { evaluation: evaluation(worseMetrics) },
    );
    expect(judge(facts).outcome).toBe('warn');
  });

  it('lets a changed evaluation set through as a warning where the configuration says so', () => {
    const facts = gated(
      { metrics: { mae: { max_regression: '5%' } }, checks: levels('evaluation-set') },
      { evaluation: evaluation(betterMetrics, { evaluationSet: otherSet }) },
    );
    expect(judge(facts).outcome).toBe('warn');
  });

  it.each<readonly [string, Partial<CandidateFacts>]>([
    ['records', { run: null }],
    ['provenance', { evaluation: evaluation(betterMetrics, { commit: 'c'.repeat(40) }) }],
    ['artifact-integrity', { run: run({ fingerprint: `sha256:${'0'.repeat(64)}` }) }],
  ])('never softens the check %s', (id, changes) => {
    const judgement = judge(gated({ checks: levels(id) }, changes));
    expect(check(judgement, id).outcome).toBe('fail');
    expect(judgement.outcome).toBe('fail');
  });
});
