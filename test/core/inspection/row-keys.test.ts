import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyCounts } from '../../../core/inspection/key-counts.ts';
import { type RowKeys, rowKeys } from '../../../core/inspection/row-keys.ts';
import type { Cell } from '../../../core/predictions/columns/cell.ts';
import type { Key } from '../../../core/predictions/key.ts';
import { parseNumber } from '../../../core/predictions/parse-number.ts';
import { plainNumber } from '../../../core/inspection/plain-number.ts';

type Row = readonly Cell[];

function name({ high, low }: Key): string {
  return `${high} ${low}`;
}

const many = 1 << 20;

function keysOf(rows: readonly Row[], near: readonly boolean[], most = many): RowKeys {
  const keys = rowKeys(
    near.map((is) => ({ near: is })),
    most,
  );
  for (const row of rows)
    for (const [index, column] of keys.columns.entries()) column.push(row[index] ?? null, 1);
  return keys;
}

function exact(row: Row): string {
  return JSON.stringify(
    keysOf(
      [row],
      row.map(() => true),
    ).exact(0),
  );
}

function near(row: Row): string {
  return JSON.stringify(
    keysOf(
      [row],
      row.map(() => true),
    ).near(0),
  );
}

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.constantFrom('', 'a', 'A', '1', '1.0', '0.5', 'nan', 'true'),
  fc.string({ maxLength: 5 }),
  fc.double({ noNaN: true }),
  fc.integer(),
  fc.boolean(),
);
const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 30 });

describe('the keys of rows', () => {
  it('do not depend on the order of the rows, nor on the way in which a file gives them', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const all = [true, true, true];
        const keys = keysOf(rows, all);
        const backwards = keysOf(rows.toReversed(), all);
        const byColumn = rowKeys(
          all.map(() => ({ near: true })),
          many,
        );
        for (const [index, column] of byColumn.columns.entries()) {
          column.expect(rows.length);
          const cells = rows.map((row) => row[index] ?? null);
          column.pushCodes(cells, Int32Array.from(cells.keys()));
        }
        for (let row = 0; row < rows.length; row++) {
          expect(backwards.exact(rows.length - 1 - row)).toEqual(keys.exact(row));
          expect(byColumn.exact(row)).toEqual(keys.exact(row));
          expect(byColumn.near(row)).toEqual(keys.near(row));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('are those of the values, however they are written', () => {
    expect(exact(['0.50', ' x ', '7'])).toBe(exact([0.5, 'x', 7n]));
    expect(exact(['1.0', 'True', ''])).toBe(exact([1, true, null]));
    expect(exact(['-0', 'nan'])).toBe(exact([0, Number.NaN]));
    expect(exact(['12345678901234567890'])).not.toBe(exact(['12345678901234567891']));
    expect(exact(['a', 'b'])).not.toBe(exact(['b', 'a']));
    expect(exact(['ab', ''])).not.toBe(exact(['a', 'b']));
    expect(exact(['0.1234'])).not.toBe(exact(['0.1235']));
  });

  it('are nearly the same for numbers to three digits, and texts without case and punctuation', () => {
    expect(near(['0.12341', 'Main St., 5'])).toBe(near([0.12338, 'main st 5']));
    expect(near([1234.4])).toBe(near(['1229.8']));
    expect(near([9.996])).toBe(near([10]));
    expect(near([1e-30 * 1.2341])).toBe(near([1e-30 * 1.2342]));
    expect(near([2011])).not.toBe(near([2012]));
    expect(near([0.124])).not.toBe(near([0.125]));
  });

  it('leave out of what is nearly the same the columns that say so', () => {
    const keys = keysOf(
      [
        ['a', '10:00'],
        ['a', '11:00'],
      ],
      [true, false],
    );
    expect(keys.near(0)).toEqual(keys.near(1));
    expect(keys.exact(0)).not.toEqual(keys.exact(1));
  });

  it('differ for 300,000 different rows, and are held for so many rows as there is room for', () => {
    const counts = keyCounts(many);
    const rows = Array.from({ length: 300_000 }, (_, row) => [`${row % 1000}`, `${row}`, 'x']);
    const keys = keysOf(rows, [false, false, false], 250_000);
    expect(keys.rows()).toBe(250_000);
    for (let row = 0; row < keys.rows(); row++) counts.add(keys.exact(row));
    expect(counts.size()).toBe(250_000);
  });
});

describe('the counts of keys', () => {
  it('are those of a map, whatever the keys', () => {
    const key = fc.record({ high: fc.nat(3), low: fc.nat(3) });
    fc.assert(
      fc.property(
        fc.array(key, { maxLength: 60 }),
        fc.array(key, { maxLength: 9 }),
        (added, met) => {
          const counts = keyCounts(100);
          const model = new Map<string, number>();
          for (const one of added) {
            expect(counts.add(one)).toBe(model.get(name(one)) ?? 0);
            model.set(name(one), (model.get(name(one)) ?? 0) + 1);
          }
          for (const one of met) expect(counts.meet(one)).toBe(model.has(name(one)));
          const names = [...new Set(met.map(name))].filter((one) => model.has(one));
          expect(counts.size()).toBe(model.size);
          expect(counts.distinctMet()).toBe(names.length);
          expect(counts.met()).toBe(names.reduce((sum, one) => sum + (model.get(one) ?? 0), 0));
        },
      ),
    );
  });

  it('refuse a key for which there is no room, and go on counting the others', () => {
    const counts = keyCounts(2);
    const keys = [1, 2, 3, 1].map((low) => counts.add({ high: 0, low }));
    expect(keys).toEqual([0, 0, null, 1]);
  });
});

describe('a plain number', () => {
  it('is the double that the text stands for', () => {
    const text = fc
      .tuple(
        fc.constantFrom('', '-'),
        fc.nat(99_999_999),
        fc.option(fc.stringMatching(/^\d{0,6}$/)),
      )
      .map(
        ([sign, whole, decimals]) => `${sign}${whole}${decimals === null ? '' : `.${decimals}`}`,
      );
    fc.assert(
      fc.property(text, (written) => {
        expect(plainNumber(written)).toBe(parseNumber(written));
      }),
    );
  });

  it.each(['', '-', '.', '-.', '1e3', ' 1', '1.2.3', '0x1', 'nan', '+1', '1234567890123456'])(
    'is not %j',
    (text) => {
      expect(plainNumber(text)).toBeNaN();
    },
  );
});
