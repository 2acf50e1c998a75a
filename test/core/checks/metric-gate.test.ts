import { describe, expect, it } from 'vitest';
import { metricGate } from '../../../core/checks/metric-gate.ts';
import type { MetricComparison } from '../../../core/judge/facts.ts';
import { candidate, evaluation, gated } from '../judge/candidate.ts';
import { context } from './context.ts';

function comparison(metric: string, outcome: MetricComparison['outcome']): MetricComparison {
  return {
    metric,
    direction: 'lower',
    baseline: 1,
    candidate: 1,
    difference: 0,
    interval: null,
    candidateInterval: null,
    method: null,
    assessment: null,
    beyondLimit: false,
    rowsNeeded: null,
    reason: null,
    rows: 10,
    change: 'equal',
    gate: outcome === null ? null : 'at most 1',
    outcome,
    sentence: outcome === null ? null : `${metric}: ${outcome}.`,
  };
}

describe('the check metric-gate', () => {
  it('is as bad as the worst metric, and tells of all that do not pass', () => {
    const comparisons = [
      comparison('mae', 'pass'),
      comparison('rmse', 'inconclusive'),
      comparison('r2', 'fail'),
      comparison('f1', null),
    ];
    expect(metricGate.judge(candidate(), { ...context, comparisons })).toEqual({
      outcome: 'fail',
      sentence: 'rmse: inconclusive. r2: fail.',
      evidence: ['mae: pass.', 'rmse: inconclusive.', 'r2: fail.'],
    });
  });

  it('passes when no metric is gated, and says where one would be', () => {
    const finding = metricGate.judge(candidate(), {
      ...context,
      comparisons: [comparison('f1', null)],
    });
    expect(finding.outcome).toBe('pass');
    expect(finding.sentence).toMatch(/gate\.metrics/);
  });

  it('is inconclusive without a successful evaluation', () => {
    for (const record of [null, evaluation({}, { status: 'failed' })]) {
      expect(metricGate.judge(candidate({ evaluation: record }), context).outcome).toBe(
        'inconclusive',
      );
    }
  });

  it('is inconclusive without the baseline that the gate requires, though every metric passes', () => {
    const comparisons = [comparison('mae', 'pass')];
    const finding = metricGate.judge(gated({ require_baseline: true }), {
      ...context,
      comparisons,
    });
    expect(finding.outcome).toBe('inconclusive');
  });
});
