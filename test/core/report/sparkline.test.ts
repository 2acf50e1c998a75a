import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sparkline } from '../../../core/report/sparkline.ts';

describe('sparkline', () => {
  it('draws the least value lowest and the largest highest', () => {
    expect(sparkline([1, 2, 3, 4, 5, 6, 7, 8])).toBe(
      '\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588',
    );
    expect(sparkline([0.9, -0.1])).toBe('\u2588\u2581');
  });

  it('leaves a gap for what is missing or not finite', () => {
    expect(sparkline([1, null, 2, Number.NaN])).toBe('\u2581\u2007\u2588\u2007');
  });

  it('lies flat where nothing changed, and is empty with fewer than two values', () => {
    expect(sparkline([3, 3, 3])).toBe('\u2584\u2584\u2584');
    expect(sparkline([3, null])).toBe('');
    expect(sparkline([])).toBe('');
  });

  it('has a character a value for any two numbers or more', () => {
    const value = fc.oneof(fc.double(), fc.constant(null));
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.array(value),
        (first, rest) => {
          const values = [first, first, ...rest];
          expect(sparkline(values)).toMatch(/^[\u2581-\u2588\u2007]+$/);
          expect(sparkline(values)).toHaveLength(values.length);
        },
      ),
    );
  });
});
