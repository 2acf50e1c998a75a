import { describe, expect, it } from 'vitest';
import { timeWindow } from '../../../core/drift/window.ts';
import { inputErrorOf } from '../metrics/fixture.ts';

describe('timeWindow', () => {
  it.each([
    ['hours', ['2011-05-01T02:00', '2011-05-31T23:00', '2011-05-01T00:00'], 2, 1],
    ['dates', ['2011-05-31', '2011-12-01', '2010-12-31'], 2, 1],
    ['months', ['2011-02', '2011-10', '2011-01'], 2, 1],
    ['offsets', ['2011-05-01T00:30+02:00', '2011-05-01T00:00Z', '2011-05-01T00:00+0100'], 0, 1],
    [
      'times with a space and fractions',
      ['2011-05-01 00:00:00.000002', '2011-05-01 00:00:00.000001'],
      1,
      0,
    ],
    ['numbers, not as texts', ['1000', '900', '99.5'], 2, 0],
    ['values, some of them missing', ['', '2011-05-02', 'NaN', '2011-05-01'], 3, 1],
  ])('is the first and the last of %s, as written', (_, texts, first, last) => {
    expect(timeWindow(texts, 'when')).toEqual({ start: texts[first], end: texts[last] });
  });

  it('is null where there is no value', () => {
    expect(timeWindow([], 'when')).toBeNull();
    expect(timeWindow(['', ''], 'when')).toBeNull();
  });

  it.each([['05/01/2011'], ['2011-13-01'], ['yesterday'], [`1.${'0'.repeat(100)}`], ['2011']])(
    'refuses %s among dates, and names the row',
    (text) => {
      const error = inputErrorOf(() => timeWindow(['2011-05-01', text], 'when'));
      expect(error.code).toBe('bad-value');
      expect(error.message).toContain('in row 2');
      expect(error.message.length).toBeLessThan(300);
    },
  );
});
