import { describe, expect, it } from 'vitest';
import {
  alike,
  formatBytes,
  formatCount,
  formatDuration,
  formatFixed,
  formatNumber,
  formatPercent,
  formatPValue,
  formatRowsNeeded,
  formatSigned,
  formatSignedPercent,
  formatWhole,
} from '../../../core/report/number.ts';

const shown = (...values: readonly (number | null)[]) => values.map(alike(values));

describe('numbers for people', () => {
  it.each([
    [42.37124, '42.37'],
    [0.852914, '0.8529'],
    [17_379, '17,379'],
    [999.96, '1,000'],
    [1_234.56, '1,235'],
    [-3.5, '\u22123.5'],
    [0, '0'],
    [0.00001234, '1.23e\u22125'],
    [6e12, '6.00e+12'],
    [null, '\u2014'],
    [Number.NaN, '\u2014'],
    [Infinity, '\u2014'],
  ])('shows %d as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it('gives a difference its sign', () => {
    expect([-14.8912, 0.2158, 0, null].map((value) => formatSigned(value))).toEqual([
      '\u221214.9',
      '+0.216',
      '\u00b10',
      '\u2014',
    ]);
  });

  it('shows a percentage with two digits, or whole from ten on', () => {
    expect([0.3512, 0.0421, 0.0031, 0, -0.5, 12.3456].map(formatPercent)).toEqual([
      '35%',
      '4.2%',
      '0.31%',
      '0%',
      '50%',
      '1,235%',
    ]);
    expect([-0.3512, 0.042, 0].map(formatSignedPercent)).toEqual([
      '\u221235%',
      '+4.2%',
      '\u00b10%',
    ]);
  });

  it('shows a share that is no percentage any more as a multiple, whatever its size', () => {
    expect([100, 170.4, -12_345, 1e308].map(formatPercent)).toEqual([
      '10,000%',
      '170 times',
      '12,345 times',
      '1.0e+308 times',
    ]);
  });

  it('keeps the largest numbers short, counts and durations too', () => {
    expect(formatNumber(1e308)).toBe('1.00e+308');
    expect(formatFixed(1e308, 2)).toBe('1.00e+308');
    expect(formatWhole(-1e15)).toBe('\u22121.00e+15');
    expect(formatCount(1e308, 'row')).toBe('1.00e+308 rows');
    expect(formatRowsNeeded(1.234e300, 100)).toBe('about 1.20e+300 rows');
    expect(formatRowsNeeded(9_531, 8_912)).toBe('a few more rows');
    expect(formatRowsNeeded(12_345, 1_000)).toBe('about 12,000 rows');
    expect(formatDuration(1e308)).toMatch(/^2\.78e\+304 h \d+ min$/);
    expect(formatWhole(999_999_999_999)).toBe('999,999,999,999');
  });

  it('shows numbers side by side with the same decimals', () => {
    expect(shown(65.6541, 41.8)).toEqual(['65.65', '41.80']);
    expect(shown(65.6541, 103.2642)).toEqual(['65.65', '103.26']);
    expect(shown(0.637, -0.1)).toEqual(['0.6370', '\u22120.1000']);
    expect(shown(263, 1_024)).toEqual(['263', '1,024']);
    expect(shown(null, 0)).toEqual(['\u2014', '0']);
  });

  it('shows bytes, durations and p-values in their units', () => {
    expect([0, 812, 1_240_000, null].map(formatBytes)).toEqual([
      '0 B',
      '812 B',
      '1.24 MB',
      '\u2014',
    ]);
    expect([0.42, 38.2, 59.7, 250, 7_500].map(formatDuration)).toEqual([
      '0.42 s',
      '38 s',
      '1 min 0 s',
      '4 min 10 s',
      '2 h 5 min',
    ]);
    expect([0, 0.0312, 1].map(formatPValue)).toEqual(['< 0.0001', '0.0312', '1']);
  });
});
