import { describe, expect, it } from 'vitest';
import { read } from './fixture.ts';

describe('probabilities of classes', () => {
  const labels = { y: ['a', 'b'], y_hat: ['a', 'b'] };
  const scores = { a: 'pa', b: 'pb' };

  it('add up to 1 in each row, but for the digits that are written', () => {
    const columns = { ...labels, pa: [0.9, 0.333], pb: [0.1, 0.667] };
    expect(read('multiclass', columns, { scores })).toMatchObject({ kind: 'multiclass' });
  });

  it('are refused where they do not: a model sure of every class would lose nothing', () => {
    const columns = { ...labels, pa: [0.5, 0.9], pb: [0.5, 0.9] };
    expect(() => read('multiclass', columns, { scores })).toThrow(
      'the probabilities of row 2 add up to 1.8, and must to 1',
    );
  });
});

describe('a predicted interval', () => {
  it('is refused where it ends before it begins', () => {
    const columns = { y: [1, 2], y_hat: [1, 2], low: [0, 5], high: [2, 3] };
    expect(() => read('regression', columns)).toThrow(
      'the predicted interval of row 2 begins at 5 and ends at 3',
    );
  });
});
