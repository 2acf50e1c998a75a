import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDifference } from '../../../core/report/interval.ts';

const shown = (difference: number, low: number, high: number) =>
  formatDifference(difference, { low, high }).replaceAll('\u00a0', ' ');

describe('formatDifference', () => {
  it('shows the difference with as many decimals as its interval makes sense of', () => {
    expect(shown(-14.8912, -17.1234, -12.6412)).toBe('\u221214.9 [\u221217.1, \u221212.6]');
    expect(shown(0.00231, -0.01034, 0.01512)).toBe('+0.002 [\u22120.010, +0.015]');
    expect(shown(1_234.56, -310.2, 2_900.9)).toBe('+1,235 [\u2212310, +2,901]');
  });

  it('gives what rounds to nothing no sign', () => {
    expect(shown(-0.0001, -0.4, 0.4)).toBe('0.00 [\u22120.40, +0.40]');
    expect(shown(0.0001, -0.4, 0.4)).toBe('0.00 [\u22120.40, +0.40]');
  });

  it('shows the difference alone without an interval, and a dash without a difference', () => {
    expect(formatDifference(-14.8912, null)).toBe('\u221214.9');
    expect(formatDifference(null, null)).toBe('\u2014');
  });

  it('falls back to significant digits where decimals would not do', () => {
    expect(shown(2e-9, 1e-9, 3e-9)).toBe('+2.0e\u22129 [+1.0e\u22129, +3.0e\u22129]');
    expect(shown(0, 0, 0)).toBe('\u00b10 [\u00b10, \u00b10]');
  });

  it('never shows NaN, Infinity or undefined, and no number is longer than twenty characters', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), fc.double(), (difference, low, high) => {
        const text = shown(difference, low, high);
        expect(text).not.toMatch(/NaN|Infinity|undefined|null/);
        for (const number of text.split(/[ [\],]+(?!\d{3})/))
          expect(number.length).toBeLessThan(20);
      }),
    );
  });
});
