import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputErrorOf, read } from './fixture.ts';

function codesOf(g: readonly string[]): readonly number[] {
  const y = g.map(() => 1);
  return [...(read('regression', { y, y_hat: y, g }).clusters?.codes ?? [])];
}

describe('weights', () => {
  it('are finite numbers, 0 or more', () => {
    const predictions = read('regression', { y: [1, 2], y_hat: [1, 2], w: ['0', 2.5] });
    expect(predictions.weights).toEqual(Float64Array.of(0, 2.5));
  });

  it.each([-1, '-0.5', 'nan', '', 'inf'])('refuse %j', (value) => {
    const columns = { y: [1, 2], y_hat: [1, 2], w: [1, value] };
    const error = inputErrorOf(() => read('regression', columns));
    expect(error.code).toBe('bad-value');
    expect(error.message).toContain('the column "w"');
    expect(error.message).toContain('must be a finite number, 0 or more, since it is the weight');
    expect(error.line).toBe(3);
  });

  it('refuse to be all 0', () => {
    const error = inputErrorOf(() => read('regression', { y: [1, 2], y_hat: [1, 2], w: [0, 0] }));
    expect(error.code).toBe('no-weight');
    expect(error.message).toContain('is 0 in every row');
  });
});

describe('groups', () => {
  it('hold the rows of one text, however it is written', () => {
    const g = ['a', '7', ' a', 7, '7.0', 'b'];
    const { clusters } = read('regression', { y: g.map(() => 1), y_hat: g.map(() => 1), g });
    const codes = [...(clusters?.codes ?? [])];
    expect(clusters?.count).toBe(3);
    expect(new Set(codes).size).toBe(3);
    expect(codes[0]).toBe(codes[2]);
    expect(codes[1]).toBe(codes[3]);
    expect(codes[1]).toBe(codes[4]);
  });

  it('have the same numbers whatever the order of the rows', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ minLength: 1 }).filter((text) => text.trim() !== '' && !/nan/i.test(text)),
          { minLength: 1 },
        ),
        (g) => {
          expect(codesOf(g.toReversed())).toEqual(codesOf(g).toReversed());
        },
      ),
    );
  });

  it('are told apart beyond those whose keys are remembered', () => {
    const g = Array.from({ length: 25_000 }, (_, row) => `patient ${row % 12_500}`);
    const { clusters } = read('regression', { y: g.map(() => 1), y_hat: g.map(() => 1), g });
    expect(clusters?.count).toBe(12_500);
    expect(clusters?.codes.subarray(12_500)).toEqual(clusters?.codes.subarray(0, 12_500));
  });

  it('refuse a row without one', () => {
    const error = inputErrorOf(() =>
      read('regression', { y: [1, 2], y_hat: [1, 2], g: ['a', null] }),
    );
    expect(error.message).toContain('is empty in row 2 (line 3), and must be the name of a group.');
  });
});
