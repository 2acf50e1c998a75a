import { describe, expect, it } from 'vitest';
import { judge } from '../../../core/judge/judge.ts';
import { renderComment } from '../../../core/report/comment.ts';
import { intervalSource } from '../../../core/report/interval-source.ts';
import { valuesSource } from '../../../core/report/trainings.ts';
import { baseline, candidate, comparison, config, evaluation } from '../judge/candidate.ts';
import { metricComparison } from './comparison.ts';
import { sampleInput } from './sample.ts';

const bySeeds = metricComparison({ method: 'seeds' });
const byRows = metricComparison({ metric: 'rmse' });

/** What each training gave. */
const seeds = (...all: readonly number[]) => all.map((mae, seed) => ({ seed, metrics: { mae } }));

describe('the values of repeated training', () => {
  it('are means of so many trainings, where the spread between these is the error', () => {
    expect(valuesSource([bySeeds], { candidate: 5, baseline: 3 })).toEqual([
      '<sub>The difference is between the mean of 5 trainings of the candidate and the mean of 3 trainings of the baseline, each training with another seed.</sub>',
    ]);
    expect(valuesSource([bySeeds], { candidate: 5, baseline: 1 })[0]).toContain(
      'the mean of 5 trainings of the candidate and the one training of the baseline',
    );
  });

  it('are named where only some metrics differ between the trainings', () => {
    expect(valuesSource([bySeeds, byRows], { candidate: 5, baseline: 3 })[0]).toMatch(
      /^<sub>The difference of `mae` is between .*; other values are those of the first of 5 trainings of the candidate and those of the first of 3 trainings of the baseline\.<\/sub>$/,
    );
  });

  it('are those of the first training where the rows are the error', () => {
    expect(valuesSource([byRows], { candidate: 5, baseline: 1 })).toEqual([
      '<sub>The values are those of the first of 5 trainings of the candidate.</sub>',
    ]);
  });

  it('need no word where there is one training of each', () => {
    expect(valuesSource([byRows], { candidate: 1, baseline: 1 })).toEqual([]);
  });
});

describe('the source of the intervals', () => {
  it('is not the rows where it is the seeds for every metric', () => {
    const rows = comparison({});
    expect(intervalSource([bySeeds], rows)).toEqual([
      '<sub>In brackets is the 95% interval of the difference, from the spread between training seeds and, where they were compared, between rows for `mae`.</sub>',
    ]);
    expect(intervalSource([bySeeds, byRows], rows)[0]).toContain('on the 263 rows');
  });
});

describe('the comment on repeated training', () => {
  it('says of how many trainings the means are, and whose time and memory it shows', () => {
    const facts = candidate({
      config: {
        ...config,
        train: { ...config.train, seeds: 3 },
        evaluate: { ...config.evaluate, metrics: ['mae'] },
        gate: { metrics: { mae: { max_regression: '5%' } } },
      },
      evaluation: evaluation({ mae: 30 }, { seeds: seeds(30, 31, 32) }),
      baselines: [baseline({ mae: 40 }, {}, { seeds: seeds(40, 42) })],
    });
    expect(judge(facts).comparisons[0]?.method).toBe('seeds');
    const text = renderComment(sampleInput(facts));
    expect(text).toContain('| 41 | **31** |');
    expect(text).toContain(
      'between the mean of 3 trainings of the candidate and the mean of 2 trainings of the baseline',
    );
    expect(text).toContain('Time and memory are those of the first of 3 trainings.');
  });
});
