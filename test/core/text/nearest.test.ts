import { describe, expect, it } from 'vitest';
import { nearest, suggestion } from '../../../core/text/nearest.ts';

describe('nearest', () => {
  it.each([
    ['max_regresion', ['limit', 'max_regression'], 'max_regression'],
    ['mea', ['mae', 'rmse', 'r2'], 'mae'],
    ['MAE', ['rmse', 'mae'], 'mae'],
    ['prodution', ['staging', 'production'], 'production'],
  ])('finds what %s was meant to be', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });

  it.each([
    ['auc', ['mae', 'rmse']],
    ['staging', ['production']],
    ['', ['a']],
    ['b', ['a', '']],
    ['x'.repeat(1_000), ['x'.repeat(999)]],
    ['mae', []],
  ])('finds nothing near %s', (word, candidates) => {
    expect(nearest(word, candidates)).toBeNull();
  });

  it('takes the first of equally near candidates', () => {
    expect(nearest('mse', ['mae', 'rmse'])).toBe('mae');
  });
});

describe('suggestion', () => {
  it('ends the sentence with a question, or with a full stop when nothing is near', () => {
    expect(suggestion('mea', ['mae'])).toBe('; did you mean mae?');
    expect(suggestion('auc', ['mae'])).toBe('.');
  });
});
