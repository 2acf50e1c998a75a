import { describe, expect, it } from 'vitest';
import type { ColumnProfile, ColumnShape } from '../../../core/profile/profile.ts';
import { shapesOf } from '../../../core/profile/shapes-of.ts';
import { repeat, tableOf } from '../drift/fixture.ts';
import { collectTable } from './collect.ts';

const now = new Date('2026-01-01T00:00:00Z');

function profile(values: readonly (string | number)[], shape: ColumnShape | null): ColumnProfile {
  const like = shape === null ? null : new Map([['x', shape]]);
  const column = collectTable(tableOf({ x: values }), like, now).profile.columns.get('x');
  if (column === undefined) throw new TypeError('No column.');
  return column;
}

describe('a column of a table', () => {
  it('of numbers counts each value, infinities and words apart', () => {
    const found = profile(['2', '1', '2.0', '-inf', 'word', '', 'NaN', '0.5', '-0'], {
      kind: 'numeric',
      grid: null,
    });
    expect(found).toEqual({
      kind: 'numeric',
      rows: 9,
      missing: 2,
      unreadable: 1,
      distribution: {
        grid: null,
        values: Float64Array.of(-Infinity, 0, 0.5, 1, 2),
        counts: Float64Array.of(1, 1, 1, 1, 2),
      },
      moments: { minimum: 0, maximum: 2, mean: 1.1, deviation: expect.closeTo(0.8, 9) as number },
    });
  });

  it('of levels counts them, and those that occur once', () => {
    expect(profile(['b', 'a', ' a', '', 'c'], null)).toMatchObject({
      kind: 'categorical',
      coding: 'texts',
      levels: new Map([
        ['b', 1],
        ['a', 2],
        ['c', 1],
      ]),
      rest: { levels: 0, rows: 0 },
      singles: 2,
      missing: 1,
    });
  });

  it('keeps only the most frequent of very many levels by name', () => {
    const many = Array.from({ length: 10_100 }, (_, index) => `level ${index}`);
    const found = profile([...many, ...many.slice(50)], { kind: 'categorical', coding: 'texts' });
    if (found.kind !== 'categorical') throw new TypeError('No levels.');
    expect(found.levels.size).toBe(10_000);
    expect(found.rest.levels).toBe(100);
    expect(found.singles).toBe(50);
    expect([...found.levels.values()].reduce((a, b) => a + b, 0) + found.rest.rows).toBe(20_150);
  });

  it('of texts that hardly repeat is told by their length', () => {
    const texts = Array.from({ length: 1001 }, (_, index) => `text ${index}`);
    expect(profile(texts, null)).toMatchObject({
      kind: 'text',
      moments: { minimum: 6, maximum: 9 },
    });
    expect(profile(texts.slice(1), null).kind).toBe('categorical');
    expect(profile([...texts, ...texts.slice(0, 1), ...repeat(1010, 'a')], null).kind).toBe(
      'categorical',
    );
    expect(profile(['\u{1F600}\u{1F600}'], { kind: 'text', grid: null })).toMatchObject({
      moments: { minimum: 2, maximum: 2 },
    });
  });

  it('of times knows the first and the last that is not in the future', () => {
    const times = ['2025-06-01', '2025-01-01T00:00Z', '2026-01-01T00:00:01Z', '', '2025-03'];
    expect(profile(times, null)).toEqual({
      kind: 'time',
      rows: 5,
      missing: 1,
      unreadable: 0,
      first: Date.parse('2025-01-01T00:00Z'),
      last: Date.parse('2025-06-01T00:00Z'),
      future: 1,
      mixedOffsets: true,
    });
    expect(profile(['2025-01-01', 'soon'], { kind: 'time' })).toMatchObject({ unreadable: 1 });
    expect(profile(['2025-01-01', 'soon'], null).kind).toBe('categorical');
  });

  it('is read as the reference was, whatever it holds, and left out where that has none', () => {
    const { profile: reference } = collectTable(tableOf({ x: [1.5, 2.5], c: [0, 1] }), null, now);
    const { profile: current } = collectTable(
      tableOf({ x: ['a', 'b'], c: ['1.0', 7], other: [1, 2] }),
      shapesOf(reference),
      now,
    );
    expect([...current.columns.keys()]).toEqual(['x', 'c']);
    expect(current.columns.get('x')).toMatchObject({ kind: 'numeric', unreadable: 2 });
    expect(current.columns.get('c')).toMatchObject({
      coding: 'integer-codes',
      levels: new Map([
        ['1', 1],
        ['7', 1],
      ]),
    });
  });

  it('may be empty, or all missing', () => {
    expect(profile([], null)).toMatchObject({ rows: 0, missing: 0 });
    expect(profile(['', ''], { kind: 'numeric', grid: null })).toMatchObject({
      missing: 2,
      moments: { minimum: null, mean: null, deviation: null },
    });
  });
});
