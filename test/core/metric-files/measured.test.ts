import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measured, measuredText, notFiniteOf } from '../../../core/metric-files/measured.ts';
import { spellings } from './spellings.ts';

describe('notFiniteOf', () => {
  it.each(spellings)('reads %s as %s', (text, meaning) => {
    expect(notFiniteOf(text)).toBe(meaning);
    expect(measured(text)).toBe(meaning);
    expect(measuredText(` ${text}\r`)).toBe(meaning);
  });

  it.each([
    '',
    'nano',
    'info',
    'banana',
    'infinite',
    '1e5',
    '0.91',
    'NA',
    'n/a',
    'none',
    '1.#',
    '-',
  ])('passes over %j, which spells a word or a finite number', (text) => {
    expect(notFiniteOf(text)).toBeNull();
    expect(measured(text)).toBeUndefined();
  });

  it('is quick whatever the text', () => {
    for (const part of ['-', '(', 'nan', '1.#', 'tensor(', '1', ' ', "float('"]) {
      const began = performance.now();
      notFiniteOf(part.repeat(1_000_000));
      expect(performance.now() - began).toBeLessThan(1_000);
    }
  });
});

describe('measured', () => {
  it('gives every double as itself, or by name', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        const expected = Number.isFinite(value) ? value : String(value);
        expect(measured(value)).toBe(expected);
      }),
    );
  });

  it('keeps a null, and passes over what is no number', () => {
    expect(measured(null)).toBeNull();
    for (const value of [undefined, true, 'x', [1], { a: 1 }]) {
      expect(measured(value)).toBeUndefined();
    }
  });
});

describe('measuredText', () => {
  it('reads every finite double from its own text', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(finite, (value) => {
        expect(measuredText(JSON.stringify(value))).toBe(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it.each(['', '0x10', '1_000', '1,5', 'abc', '.', '1e', '--1'])(
    'finds no number in %j',
    (text) => {
      expect(measuredText(text)).toBeUndefined();
    },
  );
});
