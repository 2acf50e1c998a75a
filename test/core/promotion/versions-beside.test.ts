import { expect, it } from 'vitest';
import { versionsBeside } from '../../../core/promotion/versions-beside.ts';
import {
  baseline,
  baselineMetrics,
  betterMetrics,
  comparison,
  config,
  evaluation,
  otherSet,
} from '../judge/candidate.ts';

const older = baseline().evaluation;
const rows = comparison({
  mae: { baseline: baselineMetrics.mae, candidate: betterMetrics.mae, interval: [-17, -12] },
});
const newer = evaluation(betterMetrics, { comparisons: [rows] });

it('has the intervals of the newer version, which was compared with the older one', () => {
  expect(versionsBeside(newer, older, config)).toMatchObject({
    alike: true,
    comparisons: [
      { baseline: baselineMetrics.mae, interval: { low: -17, high: -12 }, assessment: 'better' },
      {},
      {},
    ],
  });
});

it('has them mirrored where the older version takes the place of the newer one', () => {
  const [mae] = versionsBeside(older, newer, config).comparisons;
  expect(mae).toMatchObject({
    baseline: betterMetrics.mae,
    candidate: baselineMetrics.mae,
    interval: { low: 12, high: 17 },
    assessment: 'worse',
    change: 'worse',
    outcome: null,
  });
  expect(mae?.difference).toBeCloseTo(baselineMetrics.mae - betterMetrics.mae, 9);
});

it('has plain differences where neither was compared with the other, and none of other rows', () => {
  const alone = evaluation(betterMetrics);
  expect(versionsBeside(older, alone, config)).toMatchObject({
    alike: true,
    comparisons: [{ interval: null, change: 'worse' }, {}, {}],
  });
  const elsewhere = baseline(baselineMetrics, {}, { evaluationSet: otherSet }).evaluation;
  expect(versionsBeside(elsewhere, alone, config)).toMatchObject({
    alike: false,
    comparisons: [{ difference: null }, {}, {}],
  });
});

it('uses no comparison that contradicts the ledger, from whichever side', () => {
  const lie = comparison({
    mae: { baseline: 99, candidate: betterMetrics.mae, interval: [-80, -60] },
  });
  const liar = evaluation(betterMetrics, { comparisons: [lie] });
  expect(versionsBeside(liar, older, config).falseComparison).not.toBeNull();
  expect(versionsBeside(older, liar, config)).toMatchObject({
    falseComparison: null,
    comparisons: [{ interval: null, candidate: baselineMetrics.mae }, {}, {}],
  });
});
