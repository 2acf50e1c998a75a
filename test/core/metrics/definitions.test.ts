import { describe, expect, it } from 'vitest';
import { weightedMedian } from '../../../core/metrics/weighted-median.ts';
import { orderOf } from '../../../core/numeric/order.ts';
import { binary, multiclass, numeric, ranking, valueOf } from './fixture.ts';

describe('metrics of the first k', () => {
  const tied = binary({ labels: [1, 1, 0, 0, 1], scores: [0.9, 0.5, 0.5, 0.5, 0.1] });

  it('share what is tied at the border: the mean over all orders of the tied rows', () => {
    // The second row is one of three, of which one is positive.
    expect(valueOf('precision@2', tied)).toBeCloseTo((1 + 1 / 3) / 2, 12);
    expect(valueOf('recall@2', tied)).toBeCloseTo((1 + 1 / 3) / 3, 12);
    expect(valueOf('precision@4', tied)).toBe(0.5);
  });

  it('count a row of weight 2 as two rows', () => {
    expect(valueOf('precision@2', tied, [1, 0, 2, 0, 1])).toBe(0.5);
    expect(valueOf('precision@2', tied, [2, 0, 1, 0, 1])).toBe(1);
    expect(valueOf('precision@1', tied, [0.5, 0, 1, 0, 1])).toBe(0.5);
  });

  it('look at a fixed number of rows however many there are', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => index);
    const labels = many.map((index) => (index % 100 < 50 ? 1 : 0));
    const scored = binary({ labels, scores: many.map((index) => 1 - index / 10_000) });
    expect(valueOf('precision@100', scored)).toBe(0.5);
    expect(valueOf('recall@100', scored)).toBe(0.01);
  });
});

describe('metrics at a threshold', () => {
  const scored = binary({ labels: [1, 0, 1, 1], scores: [0.8, 0.8, 0.7, 0.2] });

  it('count a row whose score is the threshold', () => {
    expect(valueOf('precision_at_threshold@0.8', scored)).toBe(0.5);
    expect(valueOf('recall_at_threshold@0.8', scored)).toBeCloseTo(1 / 3, 12);
    expect(valueOf('precision_at_threshold@0.7', scored)).toBeCloseTo(2 / 3, 12);
  });

  it('count every row at 0', () => {
    expect(valueOf('recall_at_threshold@0', scored)).toBe(1);
    expect(valueOf('precision_at_threshold@0', scored)).toBe(0.75);
  });
});

describe('ece', () => {
  it('has ten bins, each with its lower end, the last one with 1 too', () => {
    // 0.1 and 0.19 are in one bin, where their errors of +0.9 and -0.19 are added before they count.
    const scored = binary({ labels: [1, 0, 1], scores: [0.1, 0.19, 1] });
    expect(valueOf('ece', scored)).toBeCloseTo((0.9 - 0.19) / 3, 12);
    const apart = binary({ labels: [1, 0, 1], scores: [0.1, 0.2, 1] });
    expect(valueOf('ece', apart)).toBeCloseTo((0.9 + 0.2) / 3, 12);
  });
});

describe('top_k_accuracy', () => {
  it('shares what is tied at the border, whichever class comes first', () => {
    const classes = ['a', 'b', 'c'];
    const tied = multiclass({
      classes,
      labels: [0, 2],
      scores: [
        [0.4, 0.4, 0.2],
        [0.2, 0.4, 0.4],
      ],
    });
    expect(valueOf('top_k_accuracy@1', tied)).toBe(0.5);
    expect(valueOf('top_k_accuracy@2', tied)).toBe(1);
    expect(valueOf('top_k_accuracy@10', tied)).toBe(1);
  });
});

describe('coverage', () => {
  it('counts both ends of an interval', () => {
    const ends = numeric({
      labels: [1, 2, 3],
      predicted: [1, 2, 3],
      lower: [1, 1, 4],
      upper: [2, 2, 5],
    });
    expect(valueOf('coverage', ends)).toBeCloseTo(2 / 3, 12);
    expect(valueOf('interval_width', ends)).toBe(1);
  });
});

describe('smape', () => {
  it('is 0 where label and prediction are both 0, and 2 at most', () => {
    expect(valueOf('smape', numeric({ labels: [0, 0], predicted: [0, 1] }))).toBe(1);
    expect(valueOf('smape', numeric({ labels: [1e308], predicted: [-1e308] }))).toBe(2);
  });
});

describe('r2 and explained_variance', () => {
  it('keep their digits where labels are far from 0', () => {
    const far = numeric({ labels: [1e9, 1e9 + 1, 1e9 + 2], predicted: [1e9, 1e9 + 1, 1e9 + 1] });
    expect(valueOf('r2', far)).toBe(0.5);
    const offset = numeric({ labels: [1, 2, 3], predicted: [11, 12, 13] });
    expect(valueOf('explained_variance', offset)).toBe(1);
    expect(valueOf('r2', offset)).toBe(-149);
  });
});

describe('ranking metrics', () => {
  it('weigh a query with the mean weight of its rows, whatever its length', () => {
    const two = ranking({ queries: [0, 0, 0, 1], labels: [0, 1, 0, 1], predicted: [3, 2, 1, 0] });
    expect(valueOf('mrr', two)).toBe(0.75);
    expect(valueOf('mrr', two, [1, 1, 1, 3])).toBe((0.5 + 3) / 4);
  });

  it('leave out rows that weigh 0', () => {
    const one = ranking({ queries: [0, 0, 0], labels: [0, 1, 2], predicted: [3, 2, 1] });
    expect(valueOf('mrr', one)).toBe(0.5);
    expect(valueOf('mrr', one, [0, 1, 1])).toBe(1);
    expect(valueOf('ndcg@1', one, [0, 1, 1])).toBe(0.5);
  });

  it('take relevance as it is for the gain, and anything above 0 for a hit', () => {
    const graded = ranking({ queries: [0, 0], labels: [1, 3], predicted: [2, 1] });
    const best = 3 + 1 / Math.log2(3);
    expect(valueOf('ndcg@2', graded)).toBeCloseTo((1 + 3 / Math.log2(3)) / best, 12);
    expect(valueOf('map@2', graded)).toBe(1);
  });

  it('divide the average precision by as many relevant rows as k could hold', () => {
    const one = ranking({ queries: [0, 0, 0], labels: [1, 1, 1], predicted: [3, 2, 1] });
    expect(valueOf('map@2', one)).toBe(1);
  });
});

function median(values: readonly number[], weights: readonly number[]): number {
  const numbers = Float64Array.from(values);
  return weightedMedian(numbers, orderOf(numbers), Float64Array.from(weights));
}

describe('weightedMedian', () => {
  it('is the value in the middle, or the mean of the two in the middle', () => {
    expect(median([3, 1, 2], [1, 1, 1])).toBe(2);
    expect(median([4, 1, 3, 2], [1, 1, 1, 1])).toBe(2.5);
    expect(median([1, 2, 3], [1, 1, 2])).toBe(2.5);
    expect(median([1, 2, 3, 4], [1, 0, 0, 1])).toBe(2.5);
  });

  it('does not depend on how weights round', () => {
    const tenths = Array.from({ length: 10 }, () => 0.1);
    expect(median([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], tenths)).toBe(5.5);
  });

  it('finds the middle behind many rows', () => {
    const values = Array.from({ length: 10_001 }, (_, index) => index);
    expect(
      median(
        values,
        values.map(() => 1),
      ),
    ).toBe(5000);
    expect(
      median(
        values,
        values.map((value) => (value > 9000 ? 1 : 0)),
      ),
    ).toBe(9500.5);
  });
});
