import { describe, expect, it } from 'vitest';
import { compareRows } from '../../../core/evaluation/compare-rows.ts';
import { metricValues } from '../../../core/evaluation/metric-values.ts';
import { random, randomStreams } from '../../../core/statistics/random.ts';
import type { Interval } from '../../../schemas/types.ts';
import { classifierPopulation, type Pair, regressionPopulation, sample } from './populations.ts';

const repetitions = 1000;
const resamples = 400;
const populationRows = 4000;
const timeout = 120_000;

/** How often the interval held the truth, as shares of the repetitions, by metric. */
interface Coverage {
  readonly value: ReadonlyMap<string, number>;
  readonly difference: ReadonlyMap<string, number>;
}

/** Draws rows of a population again and again, and compares each interval with the population's own value. */
function coverage(ids: readonly string[], population: Pair, rows: number): Coverage {
  const ours = metricValues(ids, population.candidate, null);
  const theirs = metricValues(ids, population.baseline, null);
  const streams = randomStreams('rows');
  const value = new Map(ids.map((id) => [id, 0]));
  const difference = new Map(value);
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const { candidate, baseline } = sample(population, rows, streams(repetition));
    const sampling = { resamples, seed: String(repetition) };
    const { fields, intervals } = compareRows(ids, candidate, baseline, sampling);
    for (const [index, id] of ids.entries()) {
      const truth = ours[index] ?? Number.NaN;
      count(value, id, intervals?.get(id), truth);
      count(difference, id, fields.metrics[id]?.interval, truth - (theirs[index] ?? Number.NaN));
    }
  }
  return { value, difference };
}

function count(
  held: Map<string, number>,
  id: string,
  interval: Interval | undefined,
  truth: number,
): void {
  const holds = interval !== undefined && interval.low <= truth && truth <= interval.high;
  held.set(id, (held.get(id) ?? 0) + (holds ? 1 / repetitions : 0));
}

function inWords(shares: ReadonlyMap<string, number>): string {
  return Array.from(shares, ([id, share]) => `${id} ${(100 * share).toFixed(1)}%`).join(', ');
}

describe(
  'the 95% interval, over 1,000 samples, holds the truth in 93 to 97% of them',
  { timeout },
  () => {
    it.for([
      {
        task: 'regression',
        ids: ['mae', 'rmse', 'r2'],
        population: regressionPopulation(populationRows, random('regression')),
      },
      {
        task: 'a classifier',
        ids: ['f1', 'log_loss', 'brier', 'accuracy', 'roc_auc'],
        population: classifierPopulation(populationRows, 0.9, random('classifier')),
      },
    ])(
      'on 300 rows, of $task: $ids, and of their differences',
      async ({ ids, population }, { annotate }) => {
        const { value, difference } = coverage(ids, population, 300);
        await annotate(`Values: ${inWords(value)}. Differences: ${inWords(difference)}.`);
        for (const share of [...value.values(), ...difference.values()]) {
          expect(share).toBeGreaterThanOrEqual(0.93);
          expect(share).toBeLessThanOrEqual(0.97);
        }
        expect(value.size + difference.size).toBe(2 * ids.length);
      },
    );

    it('on 15 rows, of differences: few rows are read further out', async ({ annotate }) => {
      const population = regressionPopulation(populationRows, random('regression'));
      const { difference } = coverage(['mae', 'rmse', 'r2'], population, 15);
      await annotate(`Differences: ${inWords(difference)}.`);
      for (const share of difference.values()) {
        expect(share).toBeGreaterThanOrEqual(0.93);
        expect(share).toBeLessThanOrEqual(0.97);
      }
    });
  },
);
