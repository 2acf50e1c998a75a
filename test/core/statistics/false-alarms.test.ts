import { describe, expect, it } from 'vitest';
import { compareRows } from '../../../core/evaluation/compare-rows.ts';
import { decide } from '../../../core/statistics/decide.ts';
import { random, randomStreams } from '../../../core/statistics/random.ts';
import type { GatedDifference } from '../../../core/statistics/worsening.ts';
import {
  classifierPopulation,
  clusteredClassifiers,
  equallyGoodClassifiers,
  type Pair,
  sample,
} from './populations.ts';

const repetitions = 1000;
const resamples = 400;
const timeout = 120_000;
const gate = {
  accuracy: 'higher',
  precision: 'higher',
  recall: 'higher',
  f1: 'higher',
  mcc: 'higher',
  roc_auc: 'higher',
  log_loss: 'lower',
  brier: 'lower',
} as const;

/** The gate's eight metrics as evaluate compares them, without any tolerance. */
function gatedDifferences({ candidate, baseline }: Pair, seed: number): readonly GatedDifference[] {
  const sampling = { resamples, seed: String(seed) };
  const { metrics, rows } = compareRows(Object.keys(gate), candidate, baseline, sampling).fields;
  return Object.entries(gate).map(([metric, direction]) => ({
    metric,
    direction,
    tolerance: 0,
    difference: metrics[metric]?.difference ?? null,
    interval: metrics[metric]?.interval ?? null,
    standardError: metrics[metric]?.standardError ?? null,
    quantiles: metrics[metric]?.quantiles ?? null,
    freedom: null,
    rows: rows.compared,
  }));
}

/** In which share of the repetitions some metric is called worse, or better; and worse if each were judged alone. */
function alarms(draw: (repetition: number) => Pair) {
  const seen = { worse: 0, better: 0, worseAlone: 0, unjudged: 0 };
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const differences = gatedDifferences(draw(repetition), repetition);
    const together = decide(differences);
    const alone = differences.flatMap((one) => decide([one]));
    if (together.some(({ assessment }) => assessment === 'worse')) seen.worse += 1 / repetitions;
    if (together.some(({ assessment }) => assessment === 'better')) seen.better += 1 / repetitions;
    if (alone.some(({ assessment }) => assessment === 'worse')) seen.worseAlone += 1 / repetitions;
    if (together.some(({ kind }) => kind === 'not-judged')) seen.unjudged += 1 / repetitions;
  }
  return seen;
}

function inWords(seen: ReturnType<typeof alarms>): string {
  return Object.entries(seen)
    .map(([name, share]) => `${name} ${(100 * share).toFixed(1)}%`)
    .join(', ');
}

describe('a gate of eight metrics, over 1,000 comparisons of two models', { timeout }, () => {
  it('calls a model worse that is equally good in at most 5%, which it would not without correction', async ({
    annotate,
  }) => {
    const population = equallyGoodClassifiers(4000, random('equal'));
    const streams = randomStreams('rows');
    const seen = alarms((repetition) => sample(population, 300, streams(repetition)));
    await annotate(inWords(seen));
    expect(seen.worse).toBeLessThanOrEqual(0.05);
    expect(seen.better).toBeLessThanOrEqual(0.05);
    expect(seen.worseAlone).toBeGreaterThan(0.05);
    expect(seen.unjudged).toBe(0);
  });

  it('does so too where rows hang together, if they are drawn by their group', async ({
    annotate,
  }) => {
    const streams = randomStreams('groups');
    const seen = alarms((repetition) => clusteredClassifiers(30, 12, streams(repetition)));
    await annotate(inWords(seen));
    expect(seen.worse).toBeLessThanOrEqual(0.05);
    expect(seen.better).toBeLessThanOrEqual(0.05);
  });

  it('cries wolf where rows hang together and nobody says so', async ({ annotate }) => {
    const streams = randomStreams('groups');
    const seen = alarms((repetition) => {
      const { candidate, baseline } = clusteredClassifiers(30, 12, streams(repetition));
      return {
        candidate: { ...candidate, clusters: null },
        baseline: { ...baseline, clusters: null },
      };
    });
    await annotate(inWords(seen));
    expect(seen.worse).toBeGreaterThan(0.07);
  });

  it('finds a model worse that is so, on 1,000 rows nearly always', async ({ annotate }) => {
    const population = classifierPopulation(4000, 1.5, random('classifier'));
    const streams = randomStreams('rows');
    const draws = 100;
    let found = 0;
    for (let repetition = 0; repetition < draws; repetition++) {
      const pair = sample(population, 1000, streams(repetition));
      const assessments = decide(gatedDifferences(pair, repetition)).map(
        ({ assessment }) => assessment,
      );
      if (assessments.includes('worse')) found += 1 / draws;
      expect(assessments).not.toContain('better');
    }
    await annotate(`worse ${(100 * found).toFixed(0)}%`);
    expect(found).toBeGreaterThan(0.95);
  });
});
