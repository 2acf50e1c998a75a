import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeProfiles } from '../../../core/profile/merge.ts';
import { ontoGrid } from '../../../core/profile/onto-grid.ts';
import type { ColumnShape, TableProfile } from '../../../core/profile/profile.ts';
import { tableOf } from '../drift/fixture.ts';
import { collectTable } from './collect.ts';

const now = new Date('2026-01-01T00:00:00Z');
const shapes = new Map<string, ColumnShape>([
  ['number', { kind: 'numeric', grid: null }],
  ['level', { kind: 'categorical', coding: 'texts' }],
  ['text', { kind: 'text', grid: null }],
  ['time', { kind: 'time' }],
]);

const row = fc.record({
  number: fc.oneof(
    fc.integer({ min: -20, max: 20 }).map(String),
    fc.constantFrom('', 'inf', 'word'),
  ),
  level: fc.constantFrom('a', 'b', 'c', ''),
  text: fc.string({ maxLength: 4 }),
  time: fc.constantFrom('2025-12-31', '2025-12-30T01:00Z', '2026-03-01', 'never', ''),
});
type Row = {
  readonly number: string;
  readonly level: string;
  readonly text: string;
  readonly time: string;
};

function profile(rows: readonly Row[]): TableProfile {
  const columns = {
    number: rows.map(({ number }) => number),
    level: rows.map(({ level }) => level),
    text: rows.map(({ text }) => text),
    time: rows.map(({ time }) => time),
  };
  return collectTable(tableOf(columns), shapes, now).profile;
}

/** Numbers that may differ by their rounding are compared apart. */
function withoutMoments({ rows, columns }: TableProfile): unknown {
  return {
    rows,
    columns: [...columns].map(([name, column]) => [
      name,
      { ...column, moments: null, mixedOffsets: null },
    ]),
  };
}

const days = fc.array(fc.array(row, { maxLength: 12 }), { minLength: 1, maxLength: 4 });

describe('mergeProfiles', () => {
  it('of days is the profile of all their rows', () => {
    fc.assert(
      fc.property(days, (all) => {
        const [merged, whole] = [mergeProfiles(all.map(profile)), profile(all.flat())];
        expect(withoutMoments(merged)).toEqual(withoutMoments(whole));
        const [a, b] = [merged, whole].map(({ columns }) => columns.get('number'));
        if (a?.kind !== 'numeric' || b?.kind !== 'numeric') throw new TypeError('No numbers.');
        expect([a.moments.minimum, a.moments.maximum]).toEqual([
          b.moments.minimum,
          b.moments.maximum,
        ]);
        expect(a.moments.mean ?? 0).toBeCloseTo(b.moments.mean ?? 0, 9);
        expect(a.moments.deviation ?? 0).toBeCloseTo(b.moments.deviation ?? 0, 9);
      }),
    );
  });

  it('is the same in any grouping', () => {
    fc.assert(
      fc.property(days, fc.nat(4), (all, cut) => {
        const profiles = all.map(profile);
        const [left, right] = [profiles.slice(0, cut), profiles.slice(cut)].map(mergeProfiles);
        if (left === undefined || right === undefined) throw new TypeError('No halves.');
        expect(withoutMoments(mergeProfiles([left, right]))).toEqual(
          withoutMoments(mergeProfiles(profiles)),
        );
      }),
    );
  });

  it('brings exact values onto the grid of what they are merged with', () => {
    const exact = profile([{ number: '3.14159', level: '', text: '', time: '' }]);
    const column = exact.columns.get('number');
    if (column?.kind !== 'numeric') throw new TypeError('No numbers.');
    const grid = { pivot: 1 };
    const binned = { ...column, distribution: ontoGrid(column.distribution, grid) };
    const table = { rows: 1, columns: new Map([['number', binned]]) };
    const merged = mergeProfiles([exact, table]).columns.get('number');
    expect(merged).toMatchObject({ rows: 2, distribution: { grid, counts: Float64Array.of(2) } });
  });

  it('refuses columns that were read in two ways, or lie on two grids', () => {
    const one = profile([{ number: '1', level: 'a', text: 'a', time: '' }]);
    const columns = (name: string): TableProfile => {
      const column = one.columns.get(name);
      return { rows: 1, columns: new Map(column === undefined ? [] : [['x', column]]) };
    };
    expect(() => mergeProfiles([columns('number'), columns('level')])).toThrow(TypeError);
    const distribution = {
      grid: { pivot: 1 },
      values: Float64Array.of(1),
      counts: Float64Array.of(1),
    };
    expect(() => ontoGrid(distribution, { pivot: 2 })).toThrow(TypeError);
  });

  it('of nothing has no rows', () => {
    expect(mergeProfiles([])).toEqual({ rows: 0, columns: new Map() });
  });
});
