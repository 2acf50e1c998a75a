import { describe, expect, it } from 'vitest';
import { examineSlices, type PerformanceFacts } from '../../../core/performance/index.ts';
import type { Cell } from '../../../core/predictions/columns/cell.ts';
import type { DriftSlice } from '../../../schemas/types.ts';
import { type Columns, factsOf, modelOf, normals, read } from './fixture.ts';

/** Rows of the cities a (half of them), b and c; the errors in b are off by `bias`. */
function cities(seed: number, rows: number, bias: number, labels = true): Columns {
  const normal = normals(seed);
  const columns = { y: [] as Cell[], y_hat: [] as Cell[], city: [] as Cell[] };
  for (let row = 0; row < rows; row++) {
    const city = ['a', 'b', 'a', 'c'][row % 4] ?? 'a';
    const truth = 5 * normal();
    columns.city.push(city);
    columns.y.push(labels ? truth : null);
    columns.y_hat.push(truth + normal() + (city === 'b' ? bias : 0));
  }
  return columns;
}

/** Of 60 ages, from one on. */
function aged(seed: number, from: number): Columns {
  const age = Array.from({ length: 1200 }, (_, row) => from + (row % 60));
  return { ...cities(seed, 1200, 0), age };
}

/** Of 20 cities. */
function twenty(seed: number): Columns {
  const city = Array.from({ length: 4400 }, (_, row) => `city ${row % 20}`);
  return { ...cities(seed, 4400, 0), city };
}

function slicesOf(facts: PerformanceFacts): DriftSlice[] {
  return examineSlices(facts).slices;
}

function outcomes(slices: readonly DriftSlice[]): Record<string, string> {
  return Object.fromEntries(slices.map(({ value, outcome }) => [value, outcome]));
}

describe('slices of the newest window', () => {
  const config = modelOf('regression', ['mae'], {
    slices: ['city'],
    performance: { mae: { limit: 1 } },
  });

  it('warn of the one whose metric is surely beyond the limit', () => {
    const found = slicesOf(factsOf(config, read(config, cities(3, 1600, 2))));
    expect(outcomes(found)).toEqual({ a: 'stable', b: 'warning', c: 'stable' });
    expect(found.find(({ value }) => value === 'b')).toMatchObject({
      column: 'city',
      metric: 'mae',
      rows: 400,
      reason: expect.stringMatching(
        /\(95% between \S+ and \S+\), surely over the limit of 1\. A difference could have been seen from 0\.\d+ on\.$/,
      ),
    });
  });

  it('are shown and not judged where they have fewer than 200 rows', () => {
    const { slices, notes } = examineSlices(factsOf(config, read(config, cities(3, 796, 9))));
    expect(outcomes(slices)).toEqual({
      a: 'stable',
      b: 'insufficient-data',
      c: 'insufficient-data',
    });
    expect(slices[1]).toMatchObject({
      rows: 199,
      metric: null,
      reason: 'Where "city" is "b", there are 199 rows: 200 are needed to judge it.',
    });
    expect(notes).toEqual([]);
  });

  it('are at most as many as a record takes, and a sentence says how many there are', () => {
    const columns = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [
        `city${at}`,
        Array.from({ length: 400 }, (__, row) => `c${row % 20}`),
      ]),
    );
    const wide = modelOf('regression', ['mae'], {
      slices: Object.keys(columns),
      performance: { mae: { limit: 1 }, rmse: { limit: 1 }, r2: { limit: 0 } },
    });
    const rows = read(wide, { ...cities(3, 400, 0), ...columns });
    const { slices, notes } = examineSlices(factsOf(wide, rows));
    expect(slices).toHaveLength(333);
    expect(notes).toEqual([expect.stringMatching(/400 slices .* the 333 largest are looked at/)]);
  });

  it('do not warn of what was so in the reference already', () => {
    const current = read(config, cities(3, 1600, 2));
    const like = current.kept?.predictions.slices ?? [];
    const reference = read(config, cities(4, 1600, 2), like);
    const both = modelOf('regression', ['mae'], {
      slices: ['city'],
      performance: { mae: { limit: 1, max_regression: '20%' } },
    });
    expect(outcomes(slicesOf(factsOf(both, current, { reference })))).toEqual({
      a: 'stable',
      b: 'stable',
      c: 'stable',
    });
  });

  it('compare the answers where there is nothing else, with the same slice of the reference', () => {
    const plain = modelOf('regression', ['mae'], { slices: ['city'] });
    const current = read(plain, cities(3, 1600, 9, false));
    const like = current.kept?.predictions.slices ?? [];
    const reference = read(plain, cities(4, 1600, 0), like);
    const found = slicesOf(factsOf(plain, current, { reference }));
    expect(outcomes(found)).toEqual({ a: 'stable', b: 'warning', c: 'stable' });
    expect(found[0]).toMatchObject({ metric: null, interval: null });
    expect(slicesOf(factsOf(plain, current)).map(({ outcome }) => outcome)).toEqual([
      'insufficient-data',
      'insufficient-data',
      'insufficient-data',
    ]);
  });

  it('are judged by their limits where the reference lacks a column that a metric needs', () => {
    const scored = modelOf('binary', ['log_loss'], {
      slices: ['city'],
      performance: { log_loss: { limit: 0.1, max_regression: '5%' } },
    });
    const truth = Array.from({ length: 800 }, (_, row) => row % 2);
    const city = truth.map((_, row) => (row < 400 ? 'a' : 'b'));
    const columns = { y: truth, y_hat: truth, city };
    const score = truth.map((one, row) => (row < 400 ? 0.98 * one + 0.01 : 0.5));
    const current = read(scored, { ...columns, score });
    const reference = read(scored, columns, current.kept?.predictions.slices);
    expect(outcomes(slicesOf(factsOf(scored, current, { reference })))).toEqual({
      a: 'stable',
      b: 'warning',
    });
  });

  it('cut numbers alike on both sides', () => {
    const byAge = modelOf('regression', ['mae'], { slices: ['age'] });
    const current = read(byAge, aged(3, 20));
    const like = current.kept?.predictions.slices ?? [];
    const reference = read(byAge, aged(4, 0), like);
    const found = slicesOf(factsOf(byAge, current, { reference }));
    expect(outcomes(found)).toEqual({
      '20 to 35': 'stable',
      '35 to 50': 'stable',
      '50 to 65': 'stable',
      // No row of the reference is as old.
      '65 to 79': 'insufficient-data',
    });
  });

  it('warn in at most 1 of 40 windows with 20 slices in which nothing changed', () => {
    const many = modelOf('regression', ['mae'], { slices: ['city'] });
    const first = read(many, twenty(1));
    const like = first.kept?.predictions.slices ?? [];
    const alarms = Array.from({ length: 40 }, (_, seed) =>
      slicesOf(factsOf(many, read(many, twenty(50 + 7 * seed), like), { reference: first })),
    ).filter((slices) => slices.some(({ outcome }) => outcome === 'warning'));
    expect(alarms.length).toBeLessThanOrEqual(1);
  });

  it('answer for columns with too many values, for none and for no rows', () => {
    const ids = modelOf('regression', ['mae'], { slices: ['id'] });
    const rows = read(ids, {
      y: [...Array(1500).keys()],
      y_hat: [...Array(1500).keys()],
      id: [...Array(1500).keys()].map((row) => `id ${row}`),
    });
    expect(rows.notes.join(' ')).toContain('too many different values');
    expect(slicesOf(factsOf(ids, rows))).toEqual([]);
    expect(slicesOf(factsOf(config, read(config, {})))).toEqual([]);
  });
});
