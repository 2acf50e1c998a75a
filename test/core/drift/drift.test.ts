import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputErrorOf } from '../metrics/fixture.ts';
import { compareDrift } from './compare-tables.ts';
import { compareOne, draw, normals, outcomes, repeat, tableOf, uniforms } from './fixture.ts';

const next = normals(1);
const before = draw(1000, next);
const same = draw(1000, next);
const shifted = draw(1000, () => next() + 0.5);

describe('a feature', () => {
  it('drifts when the difference is significant and large', () => {
    const found = compareOne(before, shifted);
    expect(found).toMatchObject({
      feature: 'x',
      kind: 'numeric',
      outcome: 'drift',
      test: 'kolmogorov-smirnov',
      threshold: 0.1,
      referenceRows: 1000,
      currentRows: 1000,
    });
    expect(found.size).toBe(found.statistic);
    expect(found.reason).toMatch(
      /^The median of "x" went from .* The distance D is 0\.\d+ \(95% interval 0\.\d+ to 0\.\d+\), at least 0\.1/,
    );
  });

  it('is stable when the difference is significant but small', () => {
    const many = draw(20_000, next);
    const found = compareOne(
      many,
      draw(20_000, () => next() + 0.1),
    );
    expect(found.adjustedPValue).toBeLessThan(0.001);
    expect(found.size).toBeLessThan(0.1);
    expect(found.outcome).toBe('stable');
  });

  it('is stable when the difference is large but not significant', () => {
    const current = [...draw(170, next), ...repeat(30, 2)];
    const found = compareOne(draw(200, normals(5)), current);
    expect(found.size).toBeGreaterThan(0.1);
    expect(found.adjustedPValue).toBeGreaterThan(0.01);
    expect(found.outcome).toBe('stable');
    expect(found.reason).toContain('but not significant');
  });

  it('is not judged below 200 values on a side, however far apart they are', () => {
    const far = draw(199, () => next() + 50);
    for (const found of [compareOne(before, far), compareOne(far, before)]) {
      expect(found).toMatchObject({ outcome: 'insufficient-data', size: 1, adjustedPValue: null });
      expect(found.reason).toContain('199');
      expect(found.smallestDetectable).toBeGreaterThan(0.1);
    }
    expect(
      compareOne(
        before,
        draw(200, () => next() + 50),
      ).outcome,
    ).toBe('drift');
  });

  it('has no statistic without any value', () => {
    expect(compareOne(before, [])).toMatchObject({
      outcome: 'insufficient-data',
      statistic: null,
      pValue: null,
      size: null,
      smallestDetectable: null,
    });
  });

  it('of the same values is stable', () => {
    expect(compareOne(before, same).outcome).toBe('stable');
    expect(compareOne(before, before)).toMatchObject({ outcome: 'stable', size: 0, pValue: 1 });
    expect(compareOne(repeat(300, 7), repeat(250, 7))).toMatchObject({
      outcome: 'stable',
      size: 0,
    });
  });

  it('counts missing values apart: empty, blank or NaN', () => {
    const found = compareOne([...before, '', ' ', 'nan', 'NaN'], same);
    expect(found).toMatchObject({ kind: 'numeric', referenceRows: 1000, outcome: 'stable' });
  });

  it('drifts when the share of missing values changes by 2 points or more', () => {
    const found = compareOne(before, [...same.slice(30), ...repeat(30, '')]);
    expect(found.size).toBeLessThan(0.1);
    expect(found.outcome).toBe('drift');
    expect(found.reason).toContain('Missing values of "x" went from 0% to 3% of the rows');
  });

  it('is stable when the share of missing values changes significantly but by less', () => {
    const found = compareOne(before, [...same.slice(15), ...repeat(15, '')]);
    expect(found.outcome).toBe('stable');
  });

  it('drifts when every value is missing now, though there is nothing to compare', () => {
    expect(compareOne(before, repeat(300, ''))).toMatchObject({
      outcome: 'drift',
      statistic: null,
    });
  });

  it('leaves out a word among numbers, and says so', () => {
    const found = compareOne(before, [...same, 'unknown']);
    expect(found).toMatchObject({ kind: 'numeric', outcome: 'stable', currentRows: 1000 });
    expect(found.reason).toContain('which 1 of 1,001 values of the current data are not');
  });

  it('drifts when significantly many numbers became words, and at once when most did', () => {
    const some = compareOne(before, [...same.slice(50), ...repeat(50, 'unknown')]);
    expect(some).toMatchObject({ outcome: 'drift', alarms: ['schema'] });
    const most = compareOne(before, [...same.slice(0, 40), ...repeat(60, 'unknown')]);
    expect(most).toMatchObject({ outcome: 'drift', alarms: ['schema'], currentRows: 40 });
    expect(most.reason).toContain('60 of 100 values');
  });

  it('is not lost for a word where hardly any value is there', () => {
    const found = compareOne(before, [...repeat(1000, ''), 'unknown']);
    expect(found.alarms).toEqual(['missing']);
    const nothing = compareOne(before, ['unknown']);
    expect(nothing).toMatchObject({ outcome: 'insufficient-data', alarms: [] });
  });

  it('is one of numbers in which the reference holds a word, too', () => {
    const reference = ['N/A', ...draw(2000, normals(5)).map((x) => (50 + x).toFixed(4))];
    const found = compareOne(
      reference,
      reference.slice(1).map((x) => (Number(x) + 20).toFixed(4)),
    );
    expect(found).toMatchObject({ kind: 'numeric', outcome: 'drift' });
  });

  it('may hold infinities', () => {
    const found = compareOne([...before, 'inf'], [...same, '-Infinity']);
    expect(found).toMatchObject({ kind: 'numeric', outcome: 'stable', currentRows: 1001 });
  });
});

describe('a categorical feature', () => {
  it.each([
    ['texts', repeat(100, 'a', 'b', 'c')],
    ['integers of which at most 10 differ', repeat(30, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9)],
    ['texts and numbers', [...repeat(100, 'V27'), ...before.slice(0, 800)]],
  ])('is one of %s', (_, values) => {
    expect(compareOne(values, values)).toMatchObject({ kind: 'categorical', test: 'chi-square' });
  });

  it.each([
    ['integers of which 11 differ', repeat(30, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)],
    ['few fractions', repeat(100, 0.5, 1, 1.5)],
  ])('is not one of %s', (_, values) => {
    expect(compareOne(values, values).kind).toBe('numeric');
  });

  it('takes 1 and 1.0 for the same code', () => {
    const found = compareOne(repeat(200, '0', '1'), repeat(200, '0.0', '1.0'));
    expect(found).toMatchObject({ outcome: 'stable', size: 0 });
  });

  it('drifts when shares change, and says which changed most', () => {
    const found = compareOne(
      [...repeat(600, 'clear'), ...repeat(400, 'rain')],
      [...repeat(400, 'clear'), ...repeat(600, 'rain')],
    );
    expect(found.outcome).toBe('drift');
    expect(found.size).toBeCloseTo(0.2, 9);
    expect(found.reason).toContain(
      'The share of "clear" in "x" went from 60% to 40%. Cramér\'s V is 0.2',
    );
  });

  it('drifts when levels appear that the reference does not hold, though V stays small', () => {
    const found = compareOne(repeat(2500, 'a', 'b', 'c', 'd'), [
      ...repeat(245, 'a', 'b', 'c', 'd'),
      ...repeat(3, 'e', 'f', 'g', 'h', 'i', 'j', 'k'),
    ]);
    expect(found.size).toBeLessThan(0.1);
    expect(found.outcome).toBe('drift');
    expect(found.reason).toContain(
      '2.1% of the values of "x" have a level that the reference does not hold; 0% were to be expected.',
    );
  });

  it('expects new levels where the reference itself has many that occur once', () => {
    const uniform = uniforms(3);
    // A few common levels and a long tail of rare ones.
    const level = (): string => `city ${Math.floor(1 / (1 - uniform()) ** 1.5)}`;
    const [reference, current] = [2000, 1000].map((rows) => Array.from({ length: rows }, level));
    const known = new Set(reference);
    const unseen = (current ?? []).filter((text) => !known.has(text)).length / 1000;
    expect(unseen).toBeGreaterThan(0.02);
    expect(compareOne(reference ?? [], current ?? []).outcome).toBe('stable');
  });

  it('is unreadable when nearly every value is a level of its own', () => {
    const ids = Array.from({ length: 500 }, (_, index) => `user-${index}`);
    expect(compareOne(ids, ids)).toMatchObject({ outcome: 'unreadable', size: null });
  });
});

describe('a table compared with another', () => {
  it('compares every column of the reference but the time, in its order', () => {
    const reference = tableOf({ b: before, when: before, a: before });
    const current = tableOf({ a: shifted, b: same, when: same, extra: same });
    const found = compareDrift(reference, current, { time: 'when', features: 'auto' });
    expect(found.outcome).toBe('drift');
    expect(Object.entries(outcomes(found))).toEqual([
      ['b', 'stable'],
      ['a', 'drift'],
    ]);
  });

  it('compares the features listed, each once', () => {
    const table = tableOf({ a: before, b: before });
    const found = compareDrift(table, table, { features: ['b', 'b'] });
    expect(outcomes(found)).toEqual({ b: 'stable' });
    expect(found).toMatchObject({ outcome: 'stable', window: null });
  });

  it('corrects for the number of features', () => {
    const columns = Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [`x${i}`, draw(300, next)]),
    );
    const others = Object.fromEntries(Object.keys(columns).map((name) => [name, draw(300, next)]));
    for (const one of compareDrift(tableOf(columns), tableOf(others)).features) {
      expect(one.adjustedPValue).toBeGreaterThanOrEqual(one.pValue ?? Number.NaN);
    }
  });

  it('is not stable where a feature could not be judged', () => {
    const found = compareDrift(
      tableOf({ a: before, b: before.map((value, index) => (index < 150 ? value : '')) }),
      tableOf({ a: same, b: same.map((value, index) => (index < 150 ? value : '')) }),
    );
    expect(outcomes(found)).toEqual({ a: 'stable', b: 'insufficient-data' });
    expect(found.outcome).toBe('insufficient-data');
  });

  it('has too few rows where the current data is empty', () => {
    const found = compareDrift(tableOf({ a: before }), tableOf({ a: [] }));
    expect(found.outcome).toBe('insufficient-data');
  });

  it('refuses a feature that the reference lacks, and suggests the nearest', () => {
    const error = inputErrorOf(() =>
      compareDrift(tableOf({ tmep: before }), tableOf({ temp: same }), { features: ['temp'] }),
    );
    expect(error.code).toBe('no-column');
    expect(error.message).toContain(
      'The reference (monitor.reference.path) has no column "temp", which monitor.features asks for; did you mean tmep? Its columns: tmep.',
    );
  });

  it('says that a feature is gone, what it may be called now, and judges the rest', () => {
    const found = compareDrift(
      tableOf({ temp: before, a: before }),
      tableOf({ tmep: same, a: same }),
    );
    expect(found.outcome).toBe('drift');
    expect(outcomes(found)).toEqual({ temp: 'drift', a: 'stable' });
    expect(found.features[0]).toMatchObject({ alarms: ['schema'], size: null, currentRows: 0 });
    expect(found.features[0]?.reason).toBe(
      'The current data have no column "temp", which the reference holds as numbers. Was it renamed to "tmep"?',
    );
    expect(found.schemaChanges).toMatchObject([
      { column: 'temp', change: 'missing', outcome: 'drift' },
      { column: 'tmep', change: 'added', outcome: 'warning' },
    ]);
  });

  it('refuses a reference with nothing to compare', () => {
    const table = tableOf({ when: [1] });
    const error = inputErrorOf(() =>
      compareDrift(table, table, { time: 'when', features: 'auto' }),
    );
    expect(error.code).toBe('no-column');
  });

  it('does not depend on the order of the rows', () => {
    const value = fc.oneof(fc.integer({ min: 0, max: 30 }).map(String), fc.constant(''));
    const column = fc.array(value, { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(column, column, (a, b) => {
        expect(compareOne(a.toReversed(), b.toReversed())).toEqual(compareOne(a, b));
      }),
    );
  });
});
