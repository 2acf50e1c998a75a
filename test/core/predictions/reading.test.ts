import { describe, expect, it } from 'vitest';
import { inputErrorOf, read } from './fixture.ts';

describe('predictions of a regression', () => {
  it('are numbers as they are usually written', () => {
    const predictions = read('regression', {
      y: ['1', ' 2.5 ', '-3e2', '.5'],
      y_hat: ['1.', '+2', 0, 10n],
    });
    expect(predictions).toEqual({
      kind: 'numeric',
      rows: 4,
      keys: null,
      weights: null,
      clusters: null,
      slices: [],
      labels: Float64Array.of(1, 2.5, -300, 0.5),
      predicted: Float64Array.of(1, 2, 0, 10),
      bounds: null,
      quantiles: new Map(),
    });
  });

  it('have the ends of the interval and the quantiles that are named', () => {
    const columns = { y: [1, 2], y_hat: [1, 2], low: [0, 1], high: [2, 3], q90: [5, 6] };
    const predictions = read('regression', columns, { quantiles: { '.9': 'q90' } });
    expect(predictions).toMatchObject({
      bounds: { lower: Float64Array.of(0, 1), upper: Float64Array.of(2, 3) },
      quantiles: new Map([[0.9, Float64Array.of(5, 6)]]),
    });
  });

  it.each([
    [{ lower: 'y' }, 'evaluate.predictions.upper'],
    [{ upper: 'y' }, 'evaluate.predictions.lower'],
    [{ quantiles: { '0.0': 'y' } }, 'the key 0.0'],
    [{ quantiles: { '0.9': 'y', '.90': 'y_hat' } }, 'the quantile 0.9 twice'],
  ])('refuses the columns %j, which do not belong together', (config, words) => {
    const error = inputErrorOf(() => read('regression', { y: [1], y_hat: [1] }, config));
    expect(error.code).toBe('bad-columns');
    expect(error.message).toContain(words);
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

  it.each([null, true, Number.NaN, Number.POSITIVE_INFINITY])('refuses the value %s', (value) => {
    const error = inputErrorOf(() => read('regression', { y: [1, value], y_hat: [1, 2] }));
    expect(error.message).toMatch(/is (?:empty|true|NaN|Infinity) in row 2/);
  });
});

describe('predictions of a binary model', () => {
  it('take 1, 1.0 and true for what they are', () => {
    const predictions = read('binary', {
      y: ['1', '0', '1.0'],
      y_hat: [1, 1n, '0.00'],
      p: ['1', 0.5, 0],
    });
    expect(predictions).toMatchObject({
      kind: 'binary',
      positive: '1',
      negative: '0',
      labels: Uint8Array.of(1, 0, 1),
      predicted: Uint8Array.of(1, 1, 0),
      scores: Float64Array.of(1, 0.5, 0),
    });
    const truths = read('binary', { y: ['True', 'False', 'TRUE'], y_hat: [true, true, false] });
    expect(truths).toMatchObject({
      positive: 'true',
      negative: 'false',
      labels: Uint8Array.of(1, 0, 1),
      predicted: Uint8Array.of(1, 1, 0),
    });
  });

  it('take the positive class from the configuration', () => {
    const columns = { y: ['spam', 'ham'], y_hat: ['spam', 'spam'] };
    expect(read('binary', columns, { positive: 'spam' })).toMatchObject({
      positive: 'spam',
      negative: 'ham',
      labels: Uint8Array.of(1, 0),
      scores: null,
    });
  });

  it('may all be of one class', () => {
    expect(read('binary', { y: [1, 1], y_hat: [1, 1] })).toMatchObject({
      positive: '1',
      negative: null,
    });
    const without = read('binary', { y: [0, 0], y_hat: [0, 0] });
    expect(without).toMatchObject({ positive: '1', negative: '0', labels: Uint8Array.of(0, 0) });
  });

  it.each(['1.01', '-0.01', 'nan', '', 1.5])('refuse %j as a probability', (value) => {
    const error = inputErrorOf(() => read('binary', { y: [1, 0], y_hat: [1, 0], p: ['1', value] }));
    expect(error.code).toBe('bad-value');
    expect(error.message).toContain('column "p"');
    expect(error.line).toBe(3);
  });

  it('refuse probabilities in the place of the predicted class', () => {
    const error = inputErrorOf(() => read('binary', { y: [1, 0, 0], y_hat: [0.7, 0.2, 0.4] }));
    expect(error.code).toBe('bad-value');
    expect(error.message).toContain('hold 4 others: 0, 0.2, 0.4, 0.7.');
    expect(error.message).toContain('evaluate.predictions.score');
  });

  it('refuse labels that the positive class is not one of, where there are two', () => {
    const error = inputErrorOf(() => read('binary', { y: ['yes', 'no'], y_hat: ['no', 'no'] }));
    expect(error.message).toContain('evaluate.predictions.positive');
  });

  it('refuse a column of ever other numbers without keeping them', () => {
    const y = Array.from({ length: 10_001 }, (_, row) => row);
    const error = inputErrorOf(() => read('binary', { y, y_hat: y }));
    expect(error.code).toBe('too-many-classes');
    expect(error.message).toContain('more than 10,000 classes');
  });
});

describe('predictions of a multiclass model', () => {
  it('have the classes that occur, sorted', () => {
    const predictions = read('multiclass', { y: ['b', ' c', 2], y_hat: ['c ', 'a', '2.0'] });
    expect(predictions).toMatchObject({
      classes: ['2', 'a', 'b', 'c'],
      labels: Int32Array.of(2, 3, 0),
      predicted: Int32Array.of(3, 1, 0),
      scores: null,
    });
  });

  it('have the probabilities of the classes row by row, in the order of the classes', () => {
    const columns = {
      y: ['b', 'a'],
      y_hat: ['b', 'b'],
      pb: [0.7, 0.6],
      pa: [0.2, 0.3],
      pc: [0.1, 0.1],
    };
    const scores = { c: 'pc', b: 'pb', a: 'pa' };
    expect(read('multiclass', columns, { scores })).toMatchObject({
      classes: ['a', 'b', 'c'],
      labels: Int32Array.of(1, 0),
      scores: Float64Array.of(0.2, 0.7, 0.1, 0.3, 0.6, 0.1),
    });
  });

  it('refuse a class whose probability is not there', () => {
    const columns = { y: ['b', 'z'], y_hat: ['b', 'b'], pb: [1, 1], pa: [0, 0] };
    const error = inputErrorOf(() => read('multiclass', columns, { scores: { a: 'pa', b: 'pb' } }));
    expect(error.code).toBe('no-score');
    expect(error.message).toContain('names no column: z.');
  });

  it('refuse two columns for one class', () => {
    const scores = { '1': 'y', '1.0': 'y_hat' };
    const error = inputErrorOf(() => read('multiclass', { y: [1], y_hat: [1] }, { scores }));
    expect(error.code).toBe('bad-columns');
    expect(error.message).toContain('the class "1" twice');
  });

  it.each(['', 'nan', 'NaN', null])('refuse %j as a class', (value) => {
    const error = inputErrorOf(() => read('multiclass', { y: ['a', 'b'], y_hat: ['a', value] }));
    expect(error.code).toBe('bad-value');
    expect(error.message).toContain('in row 2 (line 3), and must be a class. It is the only one.');
  });
});

describe('predictions of a ranking', () => {
  const columns = { y: [2, 0, 1], y_hat: [0.5, 0.1, 0.9], q: ['x', 'y', 'x'] };

  it('have queries, by which rows are drawn together', () => {
    const predictions = read('ranking', columns);
    expect(predictions).toMatchObject({ kind: 'ranking', labels: Float64Array.of(2, 0, 1) });
    const { clusters } = predictions;
    expect(clusters?.count).toBe(2);
    expect(clusters?.codes[0]).toBe(clusters?.codes[2]);
    expect(clusters?.codes[0]).not.toBe(clusters?.codes[1]);
  });

  it('are drawn by the group where there is one', () => {
    expect(read('ranking', { ...columns, g: [1, 1, 1] }).clusters?.count).toBe(1);
  });

  it('refuse a negative relevance and a missing query', () => {
    const negative = inputErrorOf(() => read('ranking', { ...columns, y: [1, -1, 0] }));
    expect(negative.message).toContain(
      'is -1 in row 2 (line 3), and must be a finite number, 0 or more',
    );
    const missing = inputErrorOf(() => read('ranking', { ...columns, q: ['x', '', 'x'] }));
    expect(missing.message).toContain('must be the name of a query');
    const none = inputErrorOf(() => read('ranking', { y: [1], y_hat: [1] }));
    expect(none.message).toContain('evaluate.predictions.query');
  });
});

describe('whatever was predicted', () => {
  it('refuses a file without rows', () => {
    expect(inputErrorOf(() => read('regression', { y: [], y_hat: [] })).code).toBe('no-rows');
  });

  it('cuts a long value and a long name short in the message', () => {
    const y = 'y'.repeat(10_000);
    const columns = { [y]: ['x'.repeat(100_000)], y: ['x'.repeat(100_000)], y_hat: [1] };
    const error = inputErrorOf(() => read('regression', columns, { label: y }));
    expect(error.message.length).toBeLessThan(300);
    expect(error.message).toContain(`"${'y'.repeat(40)}…"`);
  });

  it('writes line breaks and quotes of names and values so that the sentence stays one line', () => {
    const columns = { y: ['a"\nb'], y_hat: [1] };
    const error = inputErrorOf(() => read('regression', columns));
    expect(error.message).toContain(String.raw`is "a\"\nb" in row 1`);
  });
});
