import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtin } from '../../../adapters/engine/builtin.ts';
import { profileTable } from '../../../core/profile/from-table.ts';
import { csvOf, plainRequest, profileFiles } from './request.ts';

/** What a cell of a hostile or just untidy file may hold. */
const kinds = {
  numbers: ['1', '1.0', '2', '-3', '0.5', '1e3', ' 7 ', 'inf', '-Infinity', '-0', '12.25', '99'],
  codes: ['0', '1', '1.0', '2.00', '3'],
  words: ['red', 'green', ' red ', 'blue', 'true', '"quoted, yes"', 'ünïcode'],
  times: ['2024-01-31', '2024-01-31T12:00', '2024-02-01 12:00:00.5Z', '2024-02-01T12:00:00+02:00'],
  blanks: ['', ' ', 'NaN', 'nan'],
} as const;

const column = fc
  .subarray(Object.values(kinds) as unknown as string[][], { minLength: 1 })
  .map((chosen) => chosen.flat())
  .chain((texts) => fc.array(fc.constantFrom(...texts), { minLength: 12, maxLength: 12 }));

describe('the built-in engine', () => {
  it('finds in a small file what counting its texts one by one finds', async () => {
    await fc.assert(
      fc.asyncProperty(column, column, async (a, b) => {
        const { profiled } = await profileFiles(builtin, {
          'x.csv': csvOf({ a, b, row: a.map((_, i) => `r${i}`) }),
        });
        const table = {
          rows: 12,
          columns: new Map([
            ['a', a],
            ['b', b],
            ['row', a.map((_, i) => `r${i}`)],
          ]),
        };
        expect(profiled.whole).toEqual(profileTable(table, null, plainRequest.now));
      }),
      { numRuns: 60 },
    );
  });
});
