import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Chart, charts } from '../../../core/metrics/charts.ts';
import type { Predictions } from '../../../core/predictions/predictions.ts';
import { binary, multiclass, numeric, ranking } from './fixture.ts';

/** The chart of a kind; fails where there is none. */
function chartOf<Kind extends Chart['kind']>(
  kind: Kind,
  predictions: Predictions,
  weights?: readonly number[],
): Extract<Chart, { kind: Kind }> {
  const under = weights === undefined ? undefined : Float64Array.from(weights);
  const found = charts(predictions, under).find(
    (chart): chart is Extract<Chart, { kind: Kind }> => chart.kind === kind,
  );
  if (found === undefined) throw new TypeError(`There is no chart ${kind}.`);
  return found;
}

function kindsOf(predictions: Predictions): readonly string[] {
  return charts(predictions).map(({ kind }) => kind);
}

describe('the charts', () => {
  it('are those of the task', () => {
    const scored = binary({ labels: [1, 0], scores: [0.9, 0.1] });
    expect(kindsOf(scored)).toEqual(['roc', 'precision-recall', 'calibration', 'confusion']);
    expect(kindsOf(multiclass({ classes: ['a'], labels: [0] }))).toEqual(['confusion']);
    expect(kindsOf(numeric({ labels: [1], predicted: [1] }))).toEqual(['residuals']);
    expect(kindsOf(ranking({ queries: [0], labels: [1], predicted: [1] }))).toEqual([]);
  });

  it('leave out what is not defined', () => {
    expect(kindsOf(binary({ labels: [1, 0] }))).toEqual(['confusion']);
    expect(kindsOf(binary({ labels: [1, 1], scores: [0.9, 0.1] }))).toEqual([
      'calibration',
      'confusion',
    ]);
    expect(kindsOf(numeric({ labels: [1e308], predicted: [-1e308] }))).toEqual([]);
    const heavy = { labels: [1, 1], scores: [0.95, 0.9], weights: [1e308, 1e308] };
    expect(kindsOf(binary(heavy))).toEqual([]);
  });

  it("take the rows' own weights where none are given", () => {
    const weighted = binary({ labels: [1, 0], predicted: [1, 1], weights: [3, 2] });
    expect(chartOf('confusion', weighted).rows).toEqual([
      [0, 2],
      [0, 3],
    ]);
  });
});

describe('the ROC curve', () => {
  it('has 41 places, and is 1 everywhere for scores that part the classes', () => {
    const parted = binary({ labels: [1, 1, 0, 0], scores: [0.9, 0.8, 0.2, 0.1] });
    const { truePositiveRate } = chartOf('roc', parted);
    expect(truePositiveRate).toEqual(Array.from({ length: 41 }, () => 1));
  });

  it('is the diagonal where all scores are alike', () => {
    const alike = binary({ labels: [1, 0, 0], scores: [0.5, 0.5, 0.5] });
    const { truePositiveRate } = chartOf('roc', alike);
    for (const [index, rate] of truePositiveRate.entries())
      expect(rate).toBeCloseTo(index / 40, 12);
  });

  it('goes straight between thresholds, and takes the upper end where it goes straight up', () => {
    // (0, 0), (0, 0.5), (0.5, 0.5), (0.5, 1), (1, 1)
    const steps = binary({ labels: [1, 0, 1, 0], scores: [0.9, 0.7, 0.5, 0.3] });
    const { truePositiveRate } = chartOf('roc', steps);
    expect(truePositiveRate.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 0.5));
    expect(truePositiveRate.slice(20)).toEqual(Array.from({ length: 21 }, () => 1));
    const tied = binary({ labels: [1, 0, 1, 0], scores: [0.9, 0.9, 0.5, 0.3] });
    expect(chartOf('roc', tied).truePositiveRate.slice(0, 3)).toEqual([0, 0.025, 0.05]);
  });
});

describe('the precision-recall curve', () => {
  it('has at each recall the precision of the highest score that reaches it', () => {
    const steps = binary({ labels: [1, 0, 1, 0], scores: [0.9, 0.7, 0.5, 0.3] });
    const { precision } = chartOf('precision-recall', steps);
    expect(precision).toHaveLength(41);
    expect(precision.slice(0, 21)).toEqual(Array.from({ length: 21 }, () => 1));
    expect(precision.slice(21)).toEqual(Array.from({ length: 20 }, () => 2 / 3));
  });

  it('reaches a recall of 1 however the weights round', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 40 });
    fc.assert(
      fc.property(weights, (some) => {
        const labels = some.map((_, index) => index % 2);
        const scored = binary({ labels, scores: some.map((_, index) => index / 40) });
        const { precision } = chartOf(
          'precision-recall',
          scored,
          some.map((weight) => weight / 10),
        );
        expect(precision).toHaveLength(41);
      }),
    );
  });
});

describe('both curves', () => {
  it('are the same for a weight and for as many rows, more than are added up in one block', () => {
    const labels = [1, 0, 1, 1, 0];
    const scores = [0.9, 0.7, 0.7, 0.5, 0.3];
    const times = [400, 900, 100, 300, 600];
    const repeat = (values: readonly number[]): number[] =>
      values.flatMap((value, index) => Array.from({ length: times[index] ?? 0 }, () => value));
    const repeated = binary({ labels: repeat(labels), scores: repeat(scores) });
    const few = binary({ labels, scores });
    expect(chartOf('roc', repeated)).toEqual(chartOf('roc', few, times));
    expect(chartOf('precision-recall', repeated)).toEqual(chartOf('precision-recall', few, times));
  });
});

describe('the calibration chart', () => {
  it('has ten bins, without numbers where a bin is empty', () => {
    const scored = binary({ labels: [1, 0, 1], scores: [0.25, 0.27, 1] });
    const { predicted, observed, rows } = chartOf('calibration', scored, [1, 3, 1]);
    expect(rows).toEqual([0, 0, 2, 0, 0, 0, 0, 0, 0, 1]);
    expect(predicted[2]).toBeCloseTo((0.25 + 3 * 0.27) / 4, 12);
    expect(observed[2]).toBe(0.25);
    expect([predicted[9], observed[9]]).toEqual([1, 1]);
    expect([predicted[0], observed[0]]).toEqual([null, null]);
  });
});

describe('the confusion table', () => {
  it('has the true class outside and the predicted one inside', () => {
    const classes = ['a', 'b', 'c'];
    const guessed = multiclass({ classes, labels: [0, 0, 1, 2], predicted: [0, 1, 1, 0] });
    expect(chartOf('confusion', guessed)).toEqual({
      kind: 'confusion',
      classes,
      rows: [
        [1, 1, 0],
        [0, 1, 0],
        [1, 0, 0],
      ],
    });
  });

  it('has one class where no other occurs', () => {
    const one = { ...binary({ labels: [1, 1] }), negative: null };
    expect(chartOf('confusion', one)).toMatchObject({ classes: ['yes'], rows: [[2]] });
  });

  it('is not there for more than 20 classes', () => {
    const names = Array.from({ length: 21 }, (_, index) => `class ${index}`);
    expect(kindsOf(multiclass({ classes: names, labels: [0] }))).toEqual([]);
    expect(kindsOf(multiclass({ classes: names.slice(1), labels: [0] }))).toEqual(['confusion']);
  });

  it('cuts long names, between characters', () => {
    const long = multiclass({ classes: ['a', '🙂'.repeat(2000)], labels: [0] });
    const [, name = ''] = chartOf('confusion', long).classes;
    expect([Array.from(name).length, name.endsWith('🙂…')]).toEqual([1024, true]);
  });
});

describe('the residuals', () => {
  it('have 20 equally filled bins, with a mean and three quantiles of label minus prediction', () => {
    const predicted = Array.from({ length: 200 }, (_, index) => index);
    const labels = predicted.map((value) => value + (value % 10) - 4);
    const chart = chartOf('residuals', numeric({ labels, predicted }));
    expect(chart.predicted).toEqual(Array.from({ length: 20 }, (_, bin) => 10 * bin + 4.5));
    expect(new Set(chart.low)).toEqual(new Set([-4]));
    expect(new Set(chart.middle)).toEqual(new Set([0]));
    expect(new Set(chart.high)).toEqual(new Set([4]));
  });

  it('have as many bins as rows where these are few, and none that is empty', () => {
    const few = numeric({ labels: [3, 1, 2], predicted: [3, 1, 1] });
    expect(chartOf('residuals', few)).toMatchObject({ predicted: [1, 1, 3], middle: [0, 1, 0] });
    const heavy = chartOf('residuals', few, [1000, 1, 1]);
    expect(heavy.predicted.length).toBeLessThanOrEqual(3);
  });

  it('do not see rows that weigh 0', () => {
    const some = numeric({ labels: [1e308, 1, 2], predicted: [-1e308, 1, 1] });
    expect(chartOf('residuals', some, [0, 1, 1])).toMatchObject({ predicted: [1, 1] });
  });
});

describe('whatever the rows', () => {
  const row = fc.record({
    label: fc.integer({ min: 0, max: 1 }),
    score: fc.integer({ min: 0, max: 8 }).map((value) => value / 8),
    weight: fc.integer({ min: 0, max: 2 }),
  });
  const some = fc
    .array(row, { minLength: 1, maxLength: 60 })
    .filter((rows) => rows.some(({ weight }) => weight > 0));

  it.each([
    [
      'binary',
      (rows: readonly { label: number; score: number }[]): Predictions =>
        binary({ labels: rows.map(({ label }) => label), scores: rows.map(({ score }) => score) }),
    ],
    [
      'regression',
      (rows: readonly { label: number; score: number }[]): Predictions =>
        numeric({
          labels: rows.map(({ label }) => label),
          predicted: rows.map(({ score }) => score),
        }),
    ],
  ])('for %s a row that weighs 0 is not there, and all numbers are finite', (_, build) => {
    fc.assert(
      fc.property(some, (rows) => {
        const present = rows.filter(({ weight }) => weight > 0);
        const weightsOf = (of: typeof rows): Float64Array =>
          Float64Array.from(of, ({ weight }) => weight);
        const all = charts(build(rows), weightsOf(rows));
        expect(all).toEqual(charts(build(present), weightsOf(present)));
        expect(JSON.stringify(all)).toBe(
          JSON.stringify(all, (__, value: unknown) => finite(value)),
        );
      }),
    );
  });
});

function finite(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('Not finite.');
  return value;
}
