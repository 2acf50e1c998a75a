import { describe, expect, it } from 'vitest';
import { writtenLike } from '../../../core/time/written-like.ts';

describe('a moment that is written as another time is', () => {
  const moment = Date.parse('2011-05-04T06:00:00Z');

  it.each([
    [null, '2011-05-04T06:00:00Z'],
    ['2011-05-11T07:00', '2011-05-04T06:00'],
    ['2011-05-11T07:00:30', '2011-05-04T06:00:00'],
    ['2011-05-11 07:00:30', '2011-05-04 06:00:00'],
    ['2011-05-11T07:00Z', '2011-05-04T06:00Z'],
    ['2011-05-11T09:00:00+02:00', '2011-05-04T06:00:00Z'],
    ['2011-05-11', '2011-05-04'],
    ['2011-05', '2011-05'],
    ['1305097200', '1304488800'],
    ['1305097200000', '1304488800000'],
  ])('like %s is %s', (example, text) => {
    expect(writtenLike(example, moment)).toBe(text);
  });

  it('keeps seconds that are not zero', () => {
    expect(writtenLike('2011-05-11T07:00', moment + 30_000)).toBe('2011-05-04T06:00:30');
  });
});
