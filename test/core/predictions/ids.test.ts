import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../core/predictions/columns/cell.ts';
import { duplicateIdError, idColumn } from '../../../core/predictions/columns/id-column.ts';
import { keyOf } from '../../../core/predictions/key.ts';
import { rowsByKey } from '../../../core/predictions/keys.ts';
import { inputErrorOf } from './fixture.ts';

const place = { file: 'p.csv', name: 'id' };

function idsOf(cells: readonly Cell[]): ReturnType<ReturnType<typeof idColumn>['finish']> {
  const column = idColumn(place);
  for (const [row, cell] of cells.entries()) column.push(cell, row + 2);
  return column.finish(cells.length);
}

/** The keys of whole numbers. */
function keysOf(numbers: readonly number[]): Uint32Array {
  return Uint32Array.from(
    numbers.flatMap((number) => [Math.floor(number / 2 ** 32), number % 2 ** 32]),
  );
}

describe('the key of an id', () => {
  it('is a whole number itself up to 2^53 - 1', () => {
    expect(keyOf('0')).toEqual({ high: 0, low: 0 });
    expect(keyOf('4294967297')).toEqual({ high: 1, low: 1 });
    expect(keyOf('9007199254740991')).toEqual({ high: 0x1f_ffff, low: 0xffff_ffff });
  });

  it.each(['9007199254740993', '007', '-1', 'row 1', 'é'])(
    'is the sha256 of %j with the highest bit set',
    (text) => {
      const digest = createHash('sha256').update(text).digest();
      expect(keyOf(text)).toEqual({
        high: (digest.readUInt32BE(0) | 0x8000_0000) >>> 0,
        low: digest.readUInt32BE(4),
      });
    },
  );

  it('is the same for a number, however a file holds it', () => {
    expect(idsOf(['12', 3, 4n])).toEqual(idsOf([12, '3.0', ' 4 ']));
    expect(idsOf(['9007199254740993'])).toEqual(idsOf([9_007_199_254_740_993n]));
  });
});

describe('ids', () => {
  it('name the first row that repeats one, and how many do', () => {
    expect(idsOf(['a', 'b', 'c', 'b', 'a', 'b'])).toEqual({ first: 1, second: 3, repeated: 3 });
    expect(idsOf([3, 2, '2.0', 3])).toEqual({ first: 1, second: 2, repeated: 2 });
  });

  it('find a repeated one wherever it is', () => {
    const cells = fc.uniqueArray(fc.integer({ min: 0, max: 1_000 }), {
      minLength: 2,
      maxLength: 40,
    });
    fc.assert(
      fc.property(cells, fc.nat(), fc.nat(), fc.boolean(), (distinct, one, other, areTexts) => {
        const written = distinct.map((id) => (areTexts ? `row ${id}` : id));
        expect(idsOf(written)).toBeInstanceOf(Uint32Array);
        const [first, second] = [one % written.length, other % written.length].sort(
          (a, b) => a - b,
        ) as [number, number];
        fc.pre(first !== second);
        const repeated = written.with(second, written[first] ?? '');
        expect(idsOf(repeated)).toEqual({ first, second, repeated: 1 });
      }),
    );
  });

  it('are shown with both rows and the line when one is there twice', () => {
    const found = { first: 0, second: 2, repeated: 1 };
    const error = duplicateIdError(place, found, 3, { cell: 'a', line: 9 });
    expect(error.code).toBe('duplicate-id');
    expect(error.message).toContain(
      'the id "a" of column "id" is in row 1 and again in row 3 (line 9); 1 of 3 rows',
    );
    expect(error.line).toBe(9);
  });

  it.each(['', ' ', null, 'NaN', Number.NaN])('refuse %j', (cell) => {
    const error = inputErrorOf(() => idsOf(['a', cell]));
    expect(error.code).toBe('bad-value');
    expect(error.message).toContain('in row 2 (line 3), and must be an id');
  });
});

describe('rowsByKey', () => {
  it('sorts rows by their keys, whether or not they are in order', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeNat()), fc.boolean(), (numbers, isSorted) => {
        const some = isSorted ? numbers.toSorted((one, other) => one - other) : numbers;
        const ordered = [...rowsByKey(keysOf(some))].map((row) => some[row]);
        expect(ordered).toEqual(some.toSorted((one, other) => one - other));
      }),
    );
  });
});
