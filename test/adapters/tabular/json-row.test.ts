import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJsonRow } from '../../../adapters/tabular/json-row.ts';

describe('parseJsonRow', () => {
  it('reads any object as JSON does, where its numbers are exact', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (row) => {
        const text = JSON.stringify(row);
        fc.pre(!/\d{16}/.test(text));
        expect(parseJsonRow(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('keeps all digits of whole numbers that a double does not hold, and no others as texts', () => {
    const line =
      '{"id": 9007199254740993, "more": -123456789012345678901, "p": 0.12345678901234568, "n": 9007199254740991, "big": 1e300}';
    expect(parseJsonRow(line)).toEqual({
      id: '9007199254740993',
      more: '-123456789012345678901',
      p: 0.12345678901234568,
      n: 9_007_199_254_740_991,
      big: 1e300,
    });
  });

  it('reads what Python writes for numbers that are not finite, and leaves texts alone', () => {
    const line = String.raw`{"a": NaN, "b": [-Infinity], "c": "NaN \" Infinity", "NaN": Infinity}`;
    expect(parseJsonRow(line)).toEqual({
      a: 'NaN',
      b: ['-Infinity'],
      c: 'NaN " Infinity',
      NaN: 'Infinity',
    });
  });

  it.each(['', '1', '"a"', 'null', '[1]', '{', '{"a": nan}', "{'a': 1}", '{"a": 1} {"b": 2}'])(
    'does not take %j for a row',
    (line) => {
      expect(parseJsonRow(line)).toBeNull();
    },
  );

  it('sees in linear time that a text does not end', () => {
    const started = performance.now();
    expect(parseJsonRow(`{"a": "${String.raw`\"`.repeat(500_000)}`)).toBeNull();
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
