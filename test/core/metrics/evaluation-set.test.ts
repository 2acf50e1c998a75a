import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluationSet } from '../../../core/metrics/evaluation-set.ts';
import { read } from './fixture.ts';

function digest(columns: Record<string, readonly (string | number)[]>): string {
  return evaluationSet(read('regression', columns)).digest;
}

function digestOfClasses(y_hat: readonly string[]): string {
  return evaluationSet(read('multiclass', { y: ['b', 'c'], y_hat })).digest;
}

describe('evaluationSet', () => {
  it('is the sha256 of the sorted ids with their labels, a line each', () => {
    const lines = '["a",2]\n["b",1.5]\n';
    const expected = `sha256:${createHash('sha256').update(lines).digest('hex')}`;
    const predictions = read('regression', { id: ['b', 'a'], y: ['1.50', '2'], y_hat: [0, 0] });
    expect(evaluationSet(predictions)).toEqual({ digest: expected, rows: 2 });
  });

  it('depends neither on the predictions nor on the order of the rows', () => {
    const row = fc.record({
      id: fc.string({ minLength: 1 }),
      y: fc.integer(),
      y_hat: fc.integer(),
    });
    const rows = fc.uniqueArray(
      row.filter(({ id }) => id.trim() !== ''),
      { minLength: 1, maxLength: 30, selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(rows, (some) => {
        const columns = (ordered: typeof some, shift: number): Parameters<typeof digest>[0] => ({
          id: ordered.map(({ id }) => id),
          y: ordered.map(({ y }) => y),
          y_hat: ordered.map((one) => one.y_hat + shift),
        });
        expect(digest(columns(some.toReversed(), 1))).toBe(digest(columns(some, 0)));
      }),
    );
  });

  it('changes when a label, an id or the number of rows does', () => {
    const digests = [
      digest({ id: ['a', 'b'], y: [1, 2], y_hat: [0, 0] }),
      digest({ id: ['a', 'b'], y: [2, 1], y_hat: [0, 0] }),
      digest({ id: ['a', 'c'], y: [1, 2], y_hat: [0, 0] }),
      digest({ id: ['a', 'b', 'c'], y: [1, 2, 3], y_hat: [0, 0, 0] }),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });

  it('cannot be made alike by an id that holds what separates ids from labels', () => {
    expect(digest({ id: ['a",1]\n["b'], y: [2], y_hat: [0] })).not.toBe(
      digest({ id: ['a', 'b'], y: [1, 2], y_hat: [0, 0] }),
    );
  });

  it('goes by the position where there is no id', () => {
    const rows = { y: [1, 2], y_hat: [0, 0] };
    expect(digest(rows)).toBe(digest({ y: ['1.0', '2'], y_hat: [5, 5] }));
    expect(digest(rows)).not.toBe(digest({ y: [2, 1], y_hat: [0, 0] }));
    expect(digest(rows)).not.toBe(digest({ ...rows, id: [0, 1] }));
  });

  it('of a classifier goes by the name of the class, whatever classes the model predicts', () => {
    expect(digestOfClasses(['a', 'a'])).toBe(digestOfClasses(['c', 'b']));
  });
});
