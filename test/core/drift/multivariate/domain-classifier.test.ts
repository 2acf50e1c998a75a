import { describe, expect, it } from 'vitest';
import { chooseFeatures } from '../../../../core/drift/multivariate/features.ts';
import { domainClassifier } from '../../../../core/drift/multivariate/index.ts';
import { fewestSampled } from '../../../../core/profile/collect/newest-rows.ts';
import { sampleSize } from '../../../../core/profile/collect/sampled-rows.ts';
import { random, randomStreams } from '../../../../core/statistics/random.ts';
import type { RowSample } from '../../../../core/profile/rows.ts';
import type { MultivariateDrift } from '../../../../schemas/types.ts';
import { type Change, nothing, sample } from './fixture.ts';
import golden from './golden/domain-classifier.json' with { type: 'json' };

const options = { threshold: 0.65, seed: 'test', window: null };

function classify(seed: number, rows: number, change: Change): MultivariateDrift {
  return domainClassifier(
    sample(101 + seed, rows, nothing),
    sample(1001 + seed, rows, change),
    options,
  );
}

function levels(rows: number, name: string, value: (row: number) => string | null): RowSample {
  return { rows, columns: new Map([[name, Array.from({ length: rows }, (_, row) => value(row))]]) };
}

describe('a classifier that tells the current data from the reference', () => {
  it.each(golden.cases)('reaches the area of scikit-learn within 0.03: $name', (one) => {
    const { auc } = classify(one.seed, golden.rows, one);
    expect(Math.abs((auc ?? Number.NaN) - one.auc)).toBeLessThan(0.03);
  });

  it('finds that only the correlation of two features changed, and names them', () => {
    const found = classify(2, 2000, { ...nothing, correlation: 0.8 });
    expect(found.outcome).toBe('drift');
    expect(
      found.contributions
        .slice(0, 2)
        .map(({ feature }) => feature)
        .toSorted(),
    ).toEqual(['x', 'y']);
    expect(found.reason).toContain('at least 0.65');
    expect(found.reason).toMatch(/\(95% interval 0\.\d+ to 0\.\d+; 0\.5 is chance\)/);
    // 2.8 times sqrt((2000 + 2000 + 1) / (12 2000 2000)).
    expect(found.reason).toContain('An area could have been seen from 0.526 on.');
  });

  it('raises no alarm in 60 windows without drift, and comes near to it in few', () => {
    const found = Array.from({ length: 60 }, (_, seed) => {
      const normal = random(seed).uniform;
      const numbers = (rows: number): RowSample => ({
        rows,
        columns: new Map([['x', Float64Array.from({ length: rows }, normal)]]),
      });
      return domainClassifier(numbers(fewestSampled), numbers(fewestSampled), {
        ...options,
        seed: String(seed),
      });
    });
    expect(found.filter(({ outcome }) => outcome !== 'stable')).toEqual([]);
    expect(found.filter(({ auc }) => (auc ?? 1) > 0.55).length).toBeLessThanOrEqual(3);
  }, 90_000);

  it('says the same of the same rows', () => {
    const change = { ...nothing, shift: 0.5 };
    expect(classify(1, 600, change)).toEqual(classify(1, 600, change));
  });

  it('names the window where the rows have a time', () => {
    const window = { start: '2026-01-03T00:00:00Z', end: '2026-01-04T00:00:00Z' };
    const [before, now] = ['a', 'b'].map((level) => levels(600, 'city', () => level));
    if (before === undefined || now === undefined) throw new TypeError('There are two sides.');
    expect(domainClassifier(before, now, { ...options, window }).reason).toContain(
      'The window is 2026-01-03 to 2026-01-04.',
    );
  });

  it('goes by levels, in whatever order they are frequent', () => {
    const before = levels(800, 'city', (row) => ['a', 'b', 'c', 'd'][row % 4] ?? null);
    const now = levels(800, 'city', (row) => (row % 4 < 2 ? 'b' : ['d', null][row % 2]) ?? null);
    expect(domainClassifier(before, now, options).outcome).toBe('drift');
  });

  it('does not take an id for a difference', () => {
    const before = levels(800, 'id', (row) => `before ${row}`);
    const now = levels(800, 'id', (row) => `now ${row}`);
    expect(domainClassifier(before, now, options).auc).toBeCloseTo(0.5, 1);
  });

  it('gives an interval below 1 where every row is told rightly', () => {
    const found = domainClassifier(
      levels(600, 'city', () => 'a'),
      levels(600, 'city', () => 'b'),
      options,
    );
    expect(found).toMatchObject({ auc: 1, outcome: 'drift', interval: { upper: 1 } });
    expect(found.interval?.lower).toBeGreaterThan(0.99);
  });

  it('is shown 500 of more features, always the same ones, and fewer rows of many columns', () => {
    const names = Array.from({ length: 1_200 }, (_, place) => `x${place}`);
    const chosen = chooseFeatures(names, randomStreams('a')(3));
    expect(chosen.size).toBe(500);
    expect(chooseFeatures(names, randomStreams('a')(3))).toEqual(chosen);
    expect([...chosen].filter((name) => Number(name.slice(1)) >= 600).length).toBeGreaterThan(200);
    expect(chooseFeatures(names.slice(0, 9), randomStreams('a')(3)).size).toBe(9);
    expect([100, 4_000, 10_000].map((columns) => sampleSize(5_000, columns))).toEqual([
      5_000, 2_500, 1_000,
    ]);
  });

  it('draws 5,000 rows of a side that has more', () => {
    const many = sample(5, 20_000, nothing);
    const { referenceRows, currentRows, outcome } = domainClassifier(
      many,
      sample(6, 700, nothing),
      options,
    );
    expect({ referenceRows, currentRows, outcome }).toEqual({
      referenceRows: 5000,
      currentRows: 700,
      outcome: 'stable',
    });
  });

  it.each([0, 1, fewestSampled - 1])('says nothing of %i rows', (rows) => {
    const found = domainClassifier(
      sample(1, rows, nothing),
      sample(2, 1000, { ...nothing, shift: 5 }),
      options,
    );
    expect(found).toMatchObject({ outcome: 'insufficient-data', auc: null, interval: null });
  });

  it('says nothing without a shared feature, and nothing of constant or missing values', () => {
    const numbers = sample(1, 600, nothing);
    expect(
      domainClassifier(
        numbers,
        levels(600, 'x', () => 'a'),
        options,
      ),
    ).toMatchObject({
      outcome: 'insufficient-data',
    });
    const empty = { rows: 600, columns: new Map([['x', new Float64Array(600).fill(Number.NaN)]]) };
    const constant = { rows: 600, columns: new Map([['x', new Float64Array(600).fill(3)]]) };
    const endless = {
      rows: 600,
      columns: new Map([['x', new Float64Array(600).fill(Number.POSITIVE_INFINITY)]]),
    };
    for (const one of [empty, constant, endless]) {
      expect(domainClassifier(one, one, options)).toMatchObject({
        auc: 0.5,
        outcome: 'stable',
        contributions: [],
      });
    }
  });
});
