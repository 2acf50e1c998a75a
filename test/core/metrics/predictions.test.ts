import { describe, expect, it } from 'vitest';
import { readPredictions } from '../../../core/metrics/predictions.ts';
import { inputErrorOf, read, tableOf } from './fixture.ts';

describe('readPredictions', () => {
  it('reads numbers as they are usually written', () => {
    const predictions = read('regression', {
      y: ['1', ' 2.5 ', '-3e2', '.5'],
      y_hat: ['1.', '+2', '0', '1E-3'],
    });
    expect(predictions).toEqual({
      kind: 'numeric',
      rows: 4,
      ids: null,
      labels: Float64Array.of(1, 2.5, -300, 0.5),
      predicted: Float64Array.of(1, 2, 0, 0.001),
    });
  });

  it('reads classes as indexes, and whole floats as the integers that they were', () => {
    const predictions = read('binary', {
      y: ['1', '0', '1'],
      y_hat: ['1.0', '1.0', '0.0'],
      p: [1, 0.5, 0],
    });
    expect(predictions).toMatchObject({
      kind: 'classes',
      classes: ['0', '1'],
      labels: Int32Array.of(1, 0, 1),
      predicted: Int32Array.of(1, 1, 0),
      positive: 1,
      scores: Float64Array.of(1, 0.5, 0),
    });
  });

  it('takes the positive class from the configuration', () => {
    const table = tableOf({ y: ['spam', 'ham'], y_hat: ['spam', 'spam'] });
    const config = { path: 'p.csv', label: 'y', prediction: 'y_hat', positive: 'spam' };
    expect(readPredictions(table, config, 'binary', 'p.csv')).toMatchObject({
      classes: ['ham', 'spam'],
      positive: 1,
      scores: null,
    });
  });

  it('names the columns there are, and the nearest, when one is missing', () => {
    const config = { path: 'p.csv', label: 'y', prediction: 'y_hat', id: 'row' };
    const table = tableOf({ y: [1], yhat: [1], row_id: [1] });
    const error = inputErrorOf(() => readPredictions(table, config, 'regression', 'out/p.csv'));
    expect(error.code).toBe('no-column');
    expect(error.message).toBe(
      'out/p.csv has no column "y_hat", which evaluate.predictions.prediction names; did you mean yhat? Its columns: y, yhat, row_id.',
    );
    expect(error).toMatchObject({ file: 'out/p.csv', line: 1 });
  });

  it.each([
    ['label', { y_hat: [1], p: [1], id: [1] }],
    ['prediction', { y: [1], p: [1], id: [1] }],
    ['score', { y: [1], y_hat: [1], id: [1] }],
    ['id', { y: [1], y_hat: [1], p: [1] }],
  ])('refuses a table without the column of %s', (key, columns) => {
    const config = { path: 'p', label: 'y', prediction: 'y_hat', score: 'p', id: 'id' };
    const error = inputErrorOf(() => readPredictions(tableOf(columns), config, 'binary', 'p'));
    expect(error.code).toBe('no-column');
    expect(error.message).toContain(`evaluate.predictions.${key} names`);
  });

  it('refuses a file without rows', () => {
    expect(inputErrorOf(() => read('regression', { y: [], y_hat: [] })).code).toBe('no-rows');
  });

  it.each(['', '  ', 'nan', 'NaN', 'inf', '-Infinity', '1e999', 'twelve', '1,5', '0x10', '1 2'])(
    'refuses %j as a number, with the row, the line, the column and how many there are',
    (text) => {
      const columns = { y: [1, 2, 3, 4], y_hat: ['1', text, '3', text] };
      const error = inputErrorOf(() => read('regression', columns));
      expect(error.code).toBe('bad-value');
      expect(error.message).toContain('the column "y_hat"');
      expect(error.message).toContain('in row 2 (line 3), and must be a finite number.');
      expect(error.message).toContain('2 of 4 rows are so.');
      expect(error).toMatchObject({ file: 'predictions.csv', line: 3 });
    },
  );

  it.each(['', 'nan', 'NaN'])('refuses %j as a class', (text) => {
    const error = inputErrorOf(() => read('multiclass', { y: ['a', 'b'], y_hat: ['a', text] }));
    expect(error.code).toBe('bad-value');
    expect(error.message).toContain('in row 2 (line 3), and must be a class. It is the only one.');
  });

  it.each(['1.01', '-0.01', 'nan', ''])('refuses %j as a probability', (text) => {
    const error = inputErrorOf(() => read('binary', { y: [1, 0], y_hat: [1, 0], p: ['1', text] }));
    expect(error.code).toBe('bad-value');
    expect(error.message).toContain('column "p"');
    expect(error.line).toBe(3);
  });

  it('refuses probabilities in the place of the predicted class', () => {
    const error = inputErrorOf(() => read('binary', { y: [1, 0, 0], y_hat: [0.7, 0.2, 0.4] }));
    expect(error.code).toBe('bad-value');
    expect(error.message).toContain('evaluate.predictions.score');
  });

  it('refuses labels that the positive class is not one of, where there are two', () => {
    const error = inputErrorOf(() => read('binary', { y: ['yes', 'no'], y_hat: ['no', 'no'] }));
    expect(error.code).toBe('bad-value');
    expect(error.message).toContain('evaluate.predictions.positive');
  });

  it('names the two rows that have one id', () => {
    const columns = { y: [1, 2, 3], y_hat: [1, 2, 3], id: ['a', 'b', 'a'] };
    const error = inputErrorOf(() => read('regression', columns));
    expect(error.code).toBe('duplicate-id');
    expect(error.message).toContain(
      'the id "a" of column "id" is in row 1 and again in row 3 (line 4)',
    );
    expect(error.line).toBe(4);
  });

  it('refuses an empty id', () => {
    const columns = { y: [1, 2], y_hat: [1, 2], id: ['a', ''] };
    expect(inputErrorOf(() => read('regression', columns)).code).toBe('bad-value');
  });

  it('cuts a long value short in the message', () => {
    const error = inputErrorOf(() => read('regression', { y: [1], y_hat: ['x'.repeat(100_000)] }));
    expect(error.message.length).toBeLessThan(300);
  });
});
