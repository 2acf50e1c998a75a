import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metrics } from '../../../core/metrics/index.ts';
import type { Metric, Task } from '../../../core/metrics/metric.ts';
import { prepareMetrics } from '../../../core/metrics/prepare.ts';
import type { Predictions } from '../../../core/predictions/predictions.ts';
import { binary, expectNear, multiclass, numeric, ranking } from './fixture.ts';

/** A row of any task: a whole number as label and as prediction, and scores on a grid, so that ties are frequent. */
interface Row {
  readonly label: number;
  readonly predicted: number;
  readonly score: number;
  readonly query: number;
}

const row = fc.record({
  label: fc.integer({ min: 0, max: 3 }),
  predicted: fc.integer({ min: 0, max: 3 }),
  score: fc.integer({ min: 0, max: 8 }).map((value) => value / 8),
  query: fc.integer({ min: 0, max: 3 }),
});
const rows = fc.array(row, { minLength: 1, maxLength: 30 });
const weight = fc.integer({ min: 0, max: 3 });
const weightedRows = fc
  .array(fc.tuple(row, weight), { minLength: 1, maxLength: 30 })
  .filter((some) => some.some(([, times]) => times > 0));

const classes = ['a', 'b', 'c', 'd'];
const parameters: Readonly<Record<string, readonly number[]>> = {
  k: [1, 2, 5],
  t: [0, 0.5, 1],
  q: [0.1, 0.9],
};

/** All metrics of a task with some parameters, and how rows become its predictions. */
interface Case {
  readonly ids: readonly string[];
  readonly build: (rows: readonly Row[]) => Predictions;
}

const cases: Readonly<Record<Task, Case>> = {
  binary: {
    ids: idsOf('binary'),
    build: (some) =>
      binary({
        labels: some.map(({ label }) => label % 2),
        predicted: some.map(({ predicted }) => predicted % 2),
        scores: some.map(({ score }) => score),
      }),
  },
  multiclass: {
    ids: idsOf('multiclass'),
    build: (some) =>
      multiclass({
        classes,
        labels: some.map(({ label }) => label),
        predicted: some.map(({ predicted }) => predicted),
        scores: some.map(({ score }) => [
          score / 2,
          score / 2,
          0.75 * (1 - score),
          0.25 * (1 - score),
        ]),
      }),
  },
  regression: {
    ids: idsOf('regression'),
    build: (some) =>
      numeric({
        labels: some.map(({ label }) => label - 1),
        predicted: some.map(({ predicted, score }) => predicted - 2 * score),
        lower: some.map(({ predicted }) => predicted - 2),
        upper: some.map(({ predicted }) => predicted),
        quantiles: { 0.1: some.map(({ score }) => score), 0.9: some.map(({ score }) => 2 * score) },
      }),
  },
  ranking: {
    ids: idsOf('ranking'),
    build: (some) =>
      ranking({
        queries: some.map(({ query }) => query),
        labels: some.map(({ label }) => Math.max(0, label - 1)),
        predicted: some.map(({ score }) => score),
      }),
  },
};
const tasks = Object.entries(cases);

function idsOf(task: Task): readonly string[] {
  return metrics.filter((metric) => metric.task === task).flatMap(withParameters);
}

function withParameters({ id }: Metric): readonly string[] {
  const [name = '', letter] = id.split('@');
  return letter === undefined ? [name] : (parameters[letter] ?? []).map((one) => `${name}@${one}`);
}

function evaluate(
  { ids, build }: Case,
  some: readonly Row[],
  weights?: readonly number[],
): Float64Array {
  const under = weights ?? some.map(() => 1);
  return prepareMetrics(ids, build(some)).evaluate(Float64Array.from(under));
}

function expectAlike(ids: readonly string[], a: Float64Array, b: Float64Array, by: number): void {
  for (const [index, id] of ids.entries()) {
    expectNear(a[index] ?? Number.NaN, b[index] ?? Number.NaN, by, id);
  }
}

describe.each(tasks)('whatever the rows, for %s', (_, one) => {
  it('a row that weighs 0 is not there', () => {
    fc.assert(
      fc.property(weightedRows, (some) => {
        const present = some.filter(([, times]) => times > 0);
        const all = evaluate(
          one,
          some.map(([only]) => only),
          some.map(([, times]) => times),
        );
        const left = evaluate(
          one,
          present.map(([only]) => only),
          present.map(([, times]) => times),
        );
        expectAlike(one.ids, all, left, 1e-12);
      }),
    );
  });

  it('their order changes nothing', () => {
    fc.assert(
      fc.property(weightedRows, fc.infiniteStream(fc.nat()), (some, keys) => {
        const shuffled = some
          .map((entry) => ({ entry, key: keys.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ entry }) => entry);
        const there = evaluate(
          one,
          some.map(([only]) => only),
          some.map(([, times]) => times / 3),
        );
        const back = evaluate(
          one,
          shuffled.map(([only]) => only),
          shuffled.map(([, times]) => times / 3),
        );
        expectAlike(one.ids, back, there, 1e-12);
      }),
    );
  });

  it('values lie within their range', () => {
    fc.assert(
      fc.property(weightedRows, (some) => {
        const values = evaluate(
          one,
          some.map(([only]) => only),
          some.map(([, times]) => times),
        );
        for (const [index, id] of one.ids.entries()) expectInRange(id, values[index] ?? 0);
      }),
    );
  });
});

describe('whatever the rows, with whole weights', () => {
  it.each(tasks.filter(([task]) => task !== 'ranking'))(
    'a weight is as good as repeated rows, for %s',
    (_, one) => {
      fc.assert(
        fc.property(weightedRows, (some) => {
          const repeated = some.flatMap(([only, times]) =>
            Array.from({ length: times }, () => only),
          );
          const weighted = evaluate(
            one,
            some.map(([only]) => only),
            some.map(([, times]) => times),
          );
          expectAlike(one.ids, weighted, evaluate(one, repeated), 1e-12);
        }),
      );
    },
  );

  it.each(tasks.filter(([task]) => task !== 'ranking'))(
    'so it is for more rows than are added up in one block, for %s',
    (_, one) => {
      const few = fc.array(row, { minLength: 3, maxLength: 12 });
      fc.assert(
        fc.property(few, (some) => {
          const times = some.map((__, index) => 301 + index);
          const repeated = some.flatMap((only, index) =>
            Array.from({ length: times[index] ?? 0 }, () => only),
          );
          expectAlike(one.ids, evaluate(one, repeated), evaluate(one, some, times), 1e-12);
        }),
        { numRuns: 20 },
      );
    },
  );

  it('a weight is as good as repeated queries, for ranking', () => {
    const drawn = fc.array(weight, { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(rows, drawn, (some, times) => {
        fc.pre(some.some(({ query }) => (times[query] ?? 0) > 0));
        const weights = some.map(({ query }) => times[query] ?? 0);
        const repeated = some.flatMap((only) =>
          Array.from({ length: times[only.query] ?? 0 }, (__, copy) => ({
            ...only,
            query: 4 * only.query + copy,
          })),
        );
        const weighted = evaluate(cases.ranking, some, weights);
        expectAlike(cases.ranking.ids, weighted, evaluate(cases.ranking, repeated), 1e-12);
      }),
    );
  });
});

function expectInRange(id: string, value: number): void {
  if (Number.isNaN(value)) return;
  const metric = metrics.find((one) => one.id.split('@')[0] === id.split('@')[0]);
  const [least, most] = metric?.range ?? [Number.NaN, Number.NaN];
  if (least !== null) expect(value, id).toBeGreaterThanOrEqual(least - 1e-12);
  if (most !== null) expect(value, id).toBeLessThanOrEqual(most + 1e-12);
}
