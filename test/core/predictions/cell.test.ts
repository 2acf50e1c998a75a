import { describe, expect, it } from 'vitest';
import { type Cell, cellNumber, cellText } from '../../../core/predictions/columns/cell.ts';

describe('cellText', () => {
  it.each<[Cell, string]>([
    [' a b ', 'a b'],
    ['1.0', '1'],
    ['-3.000', '-3'],
    ['1.10', '1.10'],
    ['v1.0', 'v1.0'],
    ['True', 'true'],
    [' FALSE', 'false'],
    [true, 'true'],
    [1, '1'],
    [-0, '0'],
    [0.5, '0.5'],
    [9_007_199_254_740_993n, '9007199254740993'],
    ['', ''],
    [' ', ''],
    ['nan', ''],
    ['NaN', ''],
    [Number.NaN, ''],
    [null, ''],
    ['caf\udce9', 'caf\ufffd'],
    ['\u{1f600}', '\u{1f600}'],
  ])('of %s is %j', (cell, text) => {
    expect(cellText(cell)).toBe(text);
  });
});

describe('cellNumber', () => {
  it.each<[Cell, number]>([
    [' 1e3 ', 1_000],
    [2.5, 2.5],
    [3n, 3],
    ['one', Number.NaN],
    ['', Number.NaN],
    ['0b1', Number.NaN],
    [true, Number.NaN],
    [null, Number.NaN],
    [Number.POSITIVE_INFINITY, Number.NaN],
  ])('of %s is %d', (cell, number) => {
    expect(cellNumber(cell)).toBe(number);
  });
});
