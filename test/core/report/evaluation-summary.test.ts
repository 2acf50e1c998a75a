import { describe, expect, it } from 'vitest';
import type { CandidateFacts } from '../../../core/judge/facts.ts';
import { renderComment } from '../../../core/report/comment.ts';
import {
  type EarlierEvaluations,
  renderEvaluationSummary,
} from '../../../core/report/evaluation-summary.ts';
import {
  baseline,
  betterMetrics,
  candidate,
  champion,
  comparedCandidate,
  config,
  evaluation,
  otherSet,
} from '../judge/candidate.ts';
import type { EvaluationRecord } from '../../../schemas/types.ts';
import { churn, sampleInput } from './sample.ts';

/** With plain spaces. */
const summary = (record: EvaluationRecord, earlier: Partial<EarlierEvaluations> = {}): string =>
  renderEvaluationSummary(record, { champion: null, baseline: null, ...earlier }).replaceAll(
    '\u00a0',
    ' ',
  );

const churned = churn();
const record = churned.evaluation ?? evaluation({});

describe('the summary of an evaluation', () => {
  it('shows each metric with its rows, and the numbers that the project reports', () => {
    const text = summary(evaluation(betterMetrics));
    expect(text).toContain('## Evaluation of `bike-demand`');
    expect(text).toContain('| Metric (n = 263) | Value |');
    expect(text).toContain('| `mae` \u2193 | **27.48** |');
    expect(text).toContain('| `metrics.json` | `median_error` | 18.2 |');
  });

  it('shows the champion beside it when both were evaluated on the same rows', () => {
    const text = summary(evaluation(betterMetrics), { champion: champion() });
    expect(text).toContain('Against the champion `v1.0.0`, without comparing rows:');
    expect(text).toContain('| Baseline | Candidate | Difference, without interval | Outcome |');
    expect(text).toContain('| 42.37 | **27.48** | \u221214.9 (\u221235%) | \u2713 better |');
  });

  it('never compares with a champion on other rows', () => {
    const other = champion(undefined, { evaluationSet: otherSet });
    const text = summary(evaluation(betterMetrics), { champion: other });
    expect(text).not.toContain('42.37');
    expect(text).toContain('The champion was evaluated on other rows');
  });

  it('shows differences with their intervals, slices and pictures where the rows were compared', () => {
    const text = summary(record);
    expect(text).toMatch(/Against the evaluation `[0-9a-f]{12}`:/);
    expect(text).toContain('| 0.8312 | **0.8694** | +0.0382 [+0.0321, +0.0443] | \u2713 better |');
    expect(text).toContain('| +0.002 [\u22120.010, +0.015] | ? inconclusive');
    expect(text).toContain('95% interval of the difference on the 8,912 rows that both predicted');
    expect(text).toContain(
      '<summary><code>roc_auc</code> by slice: 5, worst differences first</summary>',
    );
    expect(text).toContain('<summary>ROC curve</summary>');
    expect(text).toContain('There is no curve of a baseline.');
  });

  it('draws the curves of what the rows were compared with, and never those of another', () => {
    const before = churned.baselines[0]?.evaluation ?? null;
    const text = summary(record, { baseline: before, champion: champion() });
    expect(text).toContain('of commit `bbbbbbb`:');
    expect(text).toContain('**orange** the baseline');
    expect(text).not.toContain('There is no curve of a baseline.');
    const { charts = [], evaluationSet } = before ?? record;
    const set = evaluationSet === undefined ? {} : { evaluationSet };
    const other = champion(undefined, { charts, ...set });
    expect(summary(record, { champion: other })).not.toContain('**orange** the baseline');
  });

  it('says why rows could not be compared, and shows the values alone', () => {
    const refused = 'Fewer than 80% of the rows are in both.';
    const comparisons = record.comparisons?.map((one) => ({ ...one, refused })) ?? [];
    const text = summary({ ...record, comparisons });
    expect(text).toContain(`: ${refused}`);
    expect(text).toContain('| Metric (n = 8,912) | Value |');
  });

  it('says why a metric has no value', () => {
    const metrics = { mae: { value: null, rows: 263, reason: 'A label is not finite.' } };
    expect(summary({ ...evaluation({ mae: null }), metrics })).toContain(
      '| \u2014 | no value<br><sub>A label is not finite.</sub> |',
    );
  });

  it('says why an evaluation failed', () => {
    const failure = { code: 'no-label', message: 'predictions.csv has no column "y". Write it.' };
    expect(summary(evaluation({}, { status: 'failed', failure }))).toBe(
      '## \u274c Evaluation of `bike-demand` failed\n\n`predictions.csv` has no column "y". Write it.\n',
    );
  });

  it('speaks of a pull request only in one', () => {
    const { workflow } = evaluation(betterMetrics);
    expect(summary(evaluation(betterMetrics))).toContain('is given on the pull request.');
    const pushed = workflow === undefined ? {} : { workflow: { ...workflow, event: 'push' } };
    expect(summary(evaluation(betterMetrics, pushed))).not.toMatch(/pull request|base branch/);
  });
});

/** The facts without what a gate and earlier runs add to a table. */
function ungated(facts: CandidateFacts): CandidateFacts {
  return { ...facts, history: [], config: { ...facts.config, gate: { metrics: {} } } };
}

/** The table of the metrics and what is said under it. */
function metricsOf(text: string): string {
  const start = text.indexOf('| Metric');
  return text.slice(start, text.indexOf('**What changed', start)).split('<details>')[0] ?? '';
}

/** What each training gave. */
const seeds = (...all: readonly number[]) => all.map((mae, seed) => ({ seed, metrics: { mae } }));

function trainedThrice(): CandidateFacts {
  return candidate({
    config: {
      ...config,
      train: { ...config.train, seeds: 3 },
      evaluate: { ...config.evaluate, metrics: ['mae'] },
    },
    evaluation: evaluation({ mae: 30 }, { reported: [], seeds: seeds(30, 31, 32) }),
    baselines: [baseline({ mae: 40 }, {}, { seeds: seeds(40, 42, 44) })],
  });
}

describe('the tables of comment and summary', () => {
  it.each([
    ['whose models are equal', comparedCandidate({ candidate: 40, interval: [0, 0] })],
    ['that the rows can not decide', comparedCandidate({ candidate: 41, interval: [-2, 4] })],
    ['with several metrics', churned],
    ['whose training was repeated', trainedThrice()],
    ['of two evaluations alone', candidate({ evaluation: evaluation(betterMetrics) })],
  ])('are the same of a candidate %s', (_, facts) => {
    const shown = ungated(facts);
    const before = facts.baselines[0]?.evaluation ?? null;
    const own = renderEvaluationSummary(
      { ...(facts.evaluation ?? evaluation({})), reported: [] },
      { champion: null, baseline: before },
    );
    expect(metricsOf(own).trim()).not.toBe('');
    const comment = metricsOf(renderComment(sampleInput(shown)));
    for (const line of metricsOf(own).trim().split('\n')) expect(comment).toContain(line);
  });

  it('call two equal models not worse', () => {
    const { evaluation: equal } = comparedCandidate({ candidate: 40, interval: [0, 0] });
    expect(summary(equal ?? evaluation({}))).toContain('| \u2248 not worse |');
  });

  it('say that the values are of the first training, where the others can not be compared', () => {
    const { evaluation: repeated } = trainedThrice();
    expect(summary(repeated ?? evaluation({}))).toContain(
      'The values are those of the first of 3 trainings of the candidate.',
    );
  });
});
