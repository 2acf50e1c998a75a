import { expect, it } from 'vitest';
import { compareWith } from '../../../core/judge/compare-with.ts';
import {
  baseline,
  baselineMetrics,
  betterMetrics,
  comparison,
  config,
  evaluation,
  otherSet,
} from './candidate.ts';

const other = baseline().evaluation;

it('subtracts what was measured on the same rows, and gates nothing', () => {
  const { comparisons, alike } = compareWith(
    evaluation({ ...betterMetrics, mae: 99 }),
    other,
    config,
  );
  expect(alike).toBe(true);
  expect(comparisons.map(({ metric }) => metric)).toEqual(['mae', 'rmse', 'r2']);
  expect(comparisons[0]).toMatchObject({
    baseline: baselineMetrics.mae,
    candidate: 99,
    change: 'worse',
    outcome: null,
    interval: null,
  });
});

it('takes the interval from a comparison row by row with this very evaluation', () => {
  const rows = comparison({
    mae: { baseline: baselineMetrics.mae, candidate: betterMetrics.mae, interval: [-17, -12] },
  });
  const candidate = evaluation(betterMetrics, { comparisons: [rows] });
  expect(compareWith(candidate, other, config).comparisons[0]).toMatchObject({
    interval: { low: -17, high: -12 },
    assessment: 'better',
  });
  const another = baseline({ ...baselineMetrics, mae: 41 }).evaluation;
  expect(compareWith(candidate, another, config).comparisons[0]).toMatchObject({ interval: null });
});

it('shows numbers of other rows, and does not subtract them', () => {
  const elsewhere = baseline(baselineMetrics, {}, { evaluationSet: otherSet }).evaluation;
  const { comparisons, alike } = compareWith(evaluation(betterMetrics), elsewhere, config);
  expect(alike).toBe(false);
  expect(comparisons[0]).toMatchObject({
    baseline: baselineMetrics.mae,
    candidate: betterMetrics.mae,
    difference: null,
    change: 'unknown',
  });
});

it('says when a comparison contradicts the ledger, and does not use it', () => {
  const rows = comparison({
    mae: { baseline: 99, candidate: betterMetrics.mae, interval: [-80, -60] },
  });
  const found = compareWith(evaluation(betterMetrics, { comparisons: [rows] }), other, config);
  expect(found.falseComparison).not.toBeNull();
  expect(found.comparisons[0]).toMatchObject({ baseline: baselineMetrics.mae, interval: null });
});

it('has no difference where one side has no number', () => {
  const { comparisons } = compareWith(evaluation({ ...betterMetrics, mae: null }), other, config);
  expect(comparisons[0]).toMatchObject({ candidate: null, difference: null, change: 'unknown' });
});
