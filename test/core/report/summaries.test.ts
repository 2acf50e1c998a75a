import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderDriftSummary } from '../../../core/report/drift-summary.ts';
import { renderEvaluationSummary } from '../../../core/report/evaluation-summary.ts';
import { renderMarkdown } from '../../../sandbox/page/markdown.ts';
import { betterMetrics, champion, evaluation, otherSet } from '../judge/candidate.ts';
import { drift, feature } from './drift.ts';
import { churn } from './sample.ts';
import { decoded, elements, hostile, linking, withoutCode } from './hostile.ts';

describe('renderEvaluationSummary', () => {
  it('shows each metric with its rows, and the numbers that the project reports', () => {
    const text = renderEvaluationSummary(evaluation(betterMetrics), null);
    expect(text).toContain('## Evaluation of `bike-demand`');
    expect(text).toContain('| Metric (n\u00a0=\u00a0263) | Value |');
    expect(text).toContain('| `mae`\u00a0\u2193 | **27.48** |');
    expect(text).toContain('| `metrics.json` | `median_error` | 18.2 |');
  });

  it('shows the champion beside it when both were evaluated on the same rows', () => {
    const text = renderEvaluationSummary(evaluation(betterMetrics), champion());
    expect(text).toContain('Against the champion `v1.0.0`, without comparing rows:');
    expect(text).toContain('| Baseline | Candidate | Difference, without interval | Outcome |');
    expect(text).toContain('| 42.37 | **27.48** | \u221214.9 (\u221235%) | \u2713 better |');
  });

  it('never compares with a champion on other rows', () => {
    const text = renderEvaluationSummary(
      evaluation(betterMetrics),
      champion(undefined, { evaluationSet: otherSet }),
    );
    expect(text).not.toContain('42.37');
    expect(text).toContain('The champion was evaluated on other rows');
  });

  it('shows the same table as the comment where the rows were compared, with slices and pictures', () => {
    const { evaluation: record } = churn();
    const text = renderEvaluationSummary(record ?? evaluation({}), null).replaceAll('\u00a0', ' ');
    expect(text).toMatch(/Against the evaluation `[0-9a-f]{12}`:/);
    expect(text).toContain('| 0.8312 | **0.8694** | +0.0382 [+0.0321, +0.0443] | \u2713 better |');
    expect(text).toContain(
      '| `f1` \u2191 | 0.5711 | **0.5734** | +0.002 [\u22120.010, +0.015] | ? inconclusive |',
    );
    expect(text).toContain('95% interval of the difference on the 8,912 rows that both predicted');
    expect(text).toContain(
      '<summary><code>roc_auc</code> by slice: 5, worst differences first</summary>',
    );
    expect(text).toContain('<summary>ROC curve</summary>');
    expect(text).toContain('There is no curve of a baseline.');
  });

  it('says why rows could not be compared, and shows the values alone', () => {
    const refused = 'Fewer than 80% of the rows are in both.';
    const { evaluation: record } = churn();
    const comparisons = record?.comparisons?.map((one) => ({ ...one, refused })) ?? [];
    const text = renderEvaluationSummary({ ...(record ?? evaluation({})), comparisons }, null);
    expect(text).toContain(`: ${refused}`);
    expect(text).toContain('| Metric (n\u00a0=\u00a08,912) | Value |');
  });

  it('says why a metric has no value', () => {
    const record = evaluation({ mae: null });
    const metrics = { mae: { value: null, rows: 263, reason: 'A label is not finite.' } };
    expect(renderEvaluationSummary({ ...record, metrics }, null)).toContain(
      '| \u2014 | no value<br><sub>A label is not finite.</sub> |',
    );
  });

  it('says why an evaluation failed', () => {
    const failure = { code: 'no-label', message: 'predictions.csv has no column "y". Write it.' };
    const text = renderEvaluationSummary(evaluation({}, { status: 'failed', failure }), null);
    expect(text).toBe(
      '## \u274c Evaluation of `bike-demand` failed\n\n`predictions.csv` has no column "y". Write it.\n',
    );
  });
});

describe('renderDriftSummary', () => {
  it('shows the finding, the window, both sides and a row a feature, drifted ones first', () => {
    const text = renderDriftSummary(drift());
    expect(text).toContain('Drift: `bike-demand`');
    expect(text).toContain(
      '1 of 2 features drifted, from `2011-05-01` to `2011-05-31`: 744 rows now against 2,879 rows of reference.',
    );
    const rows = text.split('\n').filter((line) => line.startsWith('| `'));
    expect(rows).toEqual([
      '| `temp` | Kolmogorov-Smirnov | 0.412 | 0.412 | 0.1 | < 0.0001 | 2,879 | 744 | \ud83d\udd34 **drift** |',
      '| `hr` | Kolmogorov-Smirnov | 0.004 | 0.004 | 0.1 | 0.98 | 2,879 | 744 | \ud83d\udfe2 stable |',
    ]);
    expect(text).toContain('Benjamini-Hochberg');
  });

  it('says when there are too few rows, which is not the same as no drift', () => {
    const few = drift({
      outcome: 'insufficient-data',
      features: [
        feature({
          outcome: 'insufficient-data',
          statistic: null,
          size: null,
          adjustedPValue: null,
          reason: 'Only 20 rows.',
        }),
      ],
    });
    const text = renderDriftSummary(few);
    expect(text).toContain('Not enough data to tell');
    expect(text).toContain('- `temp`: Only 20 rows.');
  });

  it('stays short with ten thousand features', () => {
    const features = Array.from({ length: 10_000 }, (_, index) =>
      feature({ feature: `f${index}` }),
    );
    const text = renderDriftSummary(drift({ features }));
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain('9,800 more features are not shown');
  });

  it('makes nothing of hostile text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const side = { path: text, digest: `sha256:${'1'.repeat(64)}`, rows: 1 };
        const html = renderMarkdown(
          renderDriftSummary({
            ...drift(),
            window: { start: text, end: text },
            reference: side,
            features: [feature({ feature: text, reason: `a ${text}` })],
          }),
        );
        const harmless = /^(h2|p|code|table|thead|tbody|tr|t[hd]|ul|li|sub|strong)$/;
        expect(elements(html).filter((name) => !harmless.test(name))).toEqual([]);
        expect(decoded(withoutCode(html).replaceAll(/<[^>]*>/g, ' '))).not.toMatch(linking);
      }),
    );
  });
});
