import { describe, expect, it } from 'vitest';
import type { CandidateFacts, MetricComparison } from '../../../core/judge/facts.ts';
import { judge } from '../../../core/judge/judge.ts';
import { headline } from '../../../core/report/headline.ts';
import { nextSteps } from '../../../core/report/next-steps.ts';
import { candidate, comparedCandidate, config, evaluation } from '../judge/candidate.ts';
import { metricComparison } from './comparison.ts';
import { churn } from './sample.ts';

const judged = (facts: CandidateFacts) => ({ facts, judgement: judge(facts) });
const title = (facts: CandidateFacts): string => headline([judged(facts)], []).text;

/** The headline of a model that passes, by its first metric. */
function passing(changes: Partial<MetricComparison>): string {
  const model = judged(candidate());
  const judgement = { ...model.judgement, comparisons: [metricComparison(changes)] };
  return headline([{ ...model, judgement }], []).text;
}

describe('headline', () => {
  it('says by how much the first metric is better, or that it is not worse, or that nothing is clear', () => {
    expect(passing({})).toBe('Ready to merge: mae 27.5, 35% better than the baseline');
    expect(passing({ assessment: 'not-worse' })).toBe(
      'Ready to merge: mae 27.5, not worse than the baseline',
    );
    expect(passing({ assessment: 'inconclusive' })).toBe(
      'Ready to merge: mae 27.5, no clear difference from the baseline',
    );
  });

  it('says that the rows can not tell, and how many could', () => {
    const text = title(comparedCandidate({ candidate: 41, interval: [-2, 4] }));
    expect(text).toMatch(
      /^Can be merged, with a warning: the rows can't tell whether mae 41 is worse than allowed; about [\d,]+ rows could$/,
    );
  });

  it('names the limit that is exceeded, also where the rows can not tell of the difference', () => {
    const gate = { metrics: { mae: { max_regression: '5%', limit: 40.5 } } };
    expect(title(comparedCandidate({ candidate: 41, interval: [-2, 4] }, gate))).toBe(
      'Not ready to merge: mae 41 is out of its bounds (at most 5% worse, at most 40.5)',
    );
  });

  it('says that nothing is gated where nothing is', () => {
    expect(title(comparedCandidate({ candidate: 51, interval: [8, 14] }, {}))).toBe(
      'Ready to merge: no metric is gated; mae 51, 28% worse than the baseline',
    );
  });

  it('names the metric that has no value', () => {
    const evaluated = evaluation({ mae: null, rmse: 41.8, r2: 0.85 });
    expect(title(candidate({ evaluation: evaluated }))).toBe(
      'Not ready to merge: mae has no value',
    );
  });

  it('calls a difference that is clear a regression', () => {
    expect(title(comparedCandidate({ candidate: 51, interval: [8, 14] }))).toBe(
      'Not ready to merge: mae 51 is a regression, 28% worse than the baseline',
    );
  });

  it('does not hide slices that got worse behind an average that got better', () => {
    const facts = churn();
    const gate = { metrics: { roc_auc: { max_regression: 0.005 } } };
    expect(title({ ...facts, config: { ...facts.config, gate } })).toBe(
      'Ready to merge: roc_auc 0.869, 4.6% better than the baseline, but worse on 2 slices',
    );
  });
});

const steps = (facts: CandidateFacts, state: 'pass' | 'fail'): string =>
  nextSteps([judged(facts)], state).join('\n');

describe('nextSteps', () => {
  const environments = { staging: { state: 'deploy/staging.yaml', set: {} } };

  it('offers a promotion only where an environment is configured, and after a merge that is possible', () => {
    const promoted = candidate({ config: { ...config, environments } });
    expect(steps(promoted, 'pass')).toContain('`/assay promote bike-demand staging` opens');
    expect(steps(promoted, 'fail')).not.toContain('promote');
    expect(steps(candidate(), 'pass')).not.toContain('promote');
  });

  it('offers retraining only where it is configured', () => {
    const retrain = { set: { 'params.yaml:until': '{{drift.window.end}}' } };
    expect(steps(candidate({ config: { ...config, retrain } }), 'fail')).toContain(
      '`/assay retrain bike-demand` opens',
    );
    expect(steps(candidate(), 'fail')).not.toContain('retrain');
  });

  it('always names the command that lists the others', () => {
    for (const state of ['pass', 'fail'] as const) {
      expect(steps(candidate(), state)).toContain('`/assay help`');
    }
  });
});
