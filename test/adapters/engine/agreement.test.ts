import { type Arbitrary, array, assert, asyncProperty, constantFrom, subarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColumnShape } from '../../../core/profile/profile.ts';
import { profileTable } from '../../core/profile/exact.ts';
import { engines } from './engines.ts';
import { csvOf, plainRequest, profileFiles } from './request.ts';

/** What the cells of a hostile or just untidy file may hold. */
const kinds: readonly (readonly string[])[] = [
  [
    '1',
    '1.0',
    '2',
    '-3',
    '0.5',
    '1e3',
    ' 7 ',
    '+5',
    '.5',
    '5.',
    '-0',
    '12.25',
    '99',
    '1e999',
    '1_0',
    '0x1',
  ],
  ['0', '1', '1.0', '2.00', '3'],
  ['inf', '-Infinity', ' Inf'],
  ['red', 'green', ' red ', 'blue', 'true', '"quoted, yes"', 'ünïcode', "it's", 'two\nlines', '👩‍🔬'],
  [
    '2024-01-31',
    '2024-01-31T12:00',
    '2024-02-01 12:00:00.5Z',
    '2024-02-01T12:00:00+02:00',
    '2024-02',
    '2030-01-01',
  ],
  ['', ' ', 'NaN', 'nan', ' nan '],
];
const rows = 12;

const column = subarray([...kinds], { minLength: 1 }).chain((chosen) =>
  array(constantFrom(...chosen.flat()), { minLength: rows, maxLength: rows }),
);
const shape: Arbitrary<ColumnShape> = constantFrom(
  { kind: 'numeric', grid: null },
  { kind: 'categorical', coding: 'texts' },
  { kind: 'categorical', coding: 'integer-codes' },
  { kind: 'text', grid: null },
  { kind: 'time' },
);

describe.each(engines)('the engine $name', (engine) => {
  it('finds in a small file what counting its texts one by one finds', async () => {
    await assert(
      asyncProperty(column, column, async (a, b) => {
        const { profiled } = await profileFiles(engine, { 'x.csv': csvOf({ a, b }) });
        const table = { rows, columns: new Map(Object.entries({ a, b })) };
        expect(profiled.whole).toEqual(profileTable(table, null, plainRequest.now));
      }),
      { numRuns: engine.name === 'duckdb' ? 10 : 40 },
    );
  });

  it('reads current data as the reference was read, whatever they hold', async () => {
    await assert(
      asyncProperty(column, column, shape, shape, async (a, b, ofA, ofB) => {
        const like = new Map([
          ['a', ofA],
          ['b', ofB],
        ]);
        const { profiled } = await profileFiles(engine, { 'x.csv': csvOf({ a, b }) }, { like });
        const table = { rows, columns: new Map(Object.entries({ a, b })) };
        expect(profiled.whole).toEqual(profileTable(table, like, plainRequest.now));
      }),
      { numRuns: engine.name === 'duckdb' ? 10 : 40 },
    );
  });
});
