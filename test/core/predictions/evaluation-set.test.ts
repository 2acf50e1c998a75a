import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluationSet } from '../../../core/predictions/evaluation-set.ts';
import type { ModelConfig } from '../../../schemas/types.ts';
import { type Columns, read } from './fixture.ts';

function digest(task: ModelConfig['task'], columns: Columns): string {
  return evaluationSet(read(task, columns)).digest;
}

type Hashed = readonly ['u32' | 'f64', number];

/** What the documentation says is hashed: the header, then numbers, big-endian. */
function sha256(header: object, numbers: readonly Hashed[]): string {
  const hash = createHash('sha256').update(`${JSON.stringify(header)}\n`);
  for (const [type, number] of numbers) {
    const bytes = Buffer.alloc(type === 'u32' ? 4 : 8);
    if (type === 'u32') bytes.writeUInt32BE(number);
    else bytes.writeDoubleBE(number);
    hash.update(bytes);
  }
  return `sha256:${hash.digest('hex')}`;
}

/** A row of a ranking with weights. */
function row(id: number, label: number, weight: number, query: number): readonly Hashed[] {
  return [
    ['u32', 0],
    ['u32', id],
    ['f64', label],
    ['f64', weight],
    ['u32', query],
  ];
}

describe('evaluationSet', () => {
  it('is the sha256 of key and label of each row, sorted by key', () => {
    const predictions = read('regression', { id: [7, 3], y: ['1.50', '2'], y_hat: [0, 0] });
    const header = { labels: 'numbers', classes: null, ids: true, weights: false };
    const expected = sha256(header, [
      ['u32', 0],
      ['u32', 3],
      ['f64', 2],
      ['u32', 0],
      ['u32', 7],
      ['f64', 1.5],
    ]);
    expect(evaluationSet(predictions)).toEqual({ digest: expected, rows: 2 });
  });

  it('has classes by their place among those that labels have', () => {
    const header = { labels: 'classes', classes: ['b', 'c'], ids: false, weights: false };
    const expected = sha256(header, [
      ['u32', 1],
      ['u32', 0],
    ]);
    expect(digest('multiclass', { y: ['c', 'b'], y_hat: ['a', 'z'] })).toBe(expected);
    expect(digest('multiclass', { y: ['c', 'b'], y_hat: ['c', 'b'] })).toBe(expected);
  });

  it('is the same for the same labels of a binary model, whatever it predicts', () => {
    const header = { labels: 'classes', classes: ['0'], ids: false, weights: false };
    const expected = sha256(header, [
      ['u32', 0],
      ['u32', 0],
    ]);
    expect(digest('binary', { y: [0, 0], y_hat: [0, 1] })).toBe(expected);
    expect(digest('binary', { y: [0, 0], y_hat: [0, 0] })).toBe(expected);
  });

  it('holds the weights and, for a ranking, the queries by their first row', () => {
    const columns = {
      id: [2, 1, 3],
      y: [1, 0, 2],
      y_hat: [0, 0, 0],
      q: ['a', 'b', 'a'],
      w: [1, 2, 3],
    };
    const header = { labels: 'relevances', classes: null, ids: true, weights: true };
    const expected = sha256(header, [...row(1, 0, 2, 0), ...row(2, 1, 1, 1), ...row(3, 2, 3, 1)]);
    expect(digest('ranking', columns)).toBe(expected);
  });

  it('depends neither on the predictions nor, with ids, on the order of the rows', () => {
    const record = fc.record({
      id: fc.oneof(fc.nat(), fc.string({ minLength: 1 })),
      y: fc.integer({ min: 0, max: 3 }),
      y_hat: fc.integer({ min: 0, max: 3 }),
      q: fc.integer({ min: 1, max: 3 }),
      w: fc.integer({ min: 1, max: 3 }),
    });
    const rows = fc.uniqueArray(
      record.filter(({ id }) => !/^\s*$|nan|true|false/i.test(String(id))),
      { minLength: 1, maxLength: 30, selector: ({ id }) => String(id).trim().replace(/\.0+$/, '') },
    );
    const tasks = fc.constantFrom('regression', 'multiclass', 'ranking');
    fc.assert(
      fc.property(rows, tasks, (some, task) => {
        const columns = (ordered: typeof some, shift: number): Columns => ({
          id: ordered.map(({ id }) => id),
          y: ordered.map(({ y }) => y),
          y_hat: ordered.map((one) => one.y_hat + shift),
          q: ordered.map(({ q }) => q),
          w: ordered.map(({ w }) => w),
        });
        expect(digest(task, columns(some.toReversed(), 1))).toBe(digest(task, columns(some, 0)));
      }),
    );
  });

  it('changes when a label, an id, a weight, a query, the order without ids or the number of rows does', () => {
    const columns = { id: ['a', 'b'], y: [1, 2], y_hat: [0, 0], q: [1, 2], w: [1, 1] };
    const { id: _, ...withoutIds } = columns;
    const digests = [
      columns,
      { ...columns, y: [2, 1] },
      { ...columns, id: ['a', 'c'] },
      { ...columns, w: [1, 2] },
      { ...columns, q: [1, 1] },
      withoutIds,
      { ...withoutIds, y: [2, 1] },
      { id: ['a', 'b', 'c'], y: [1, 2, 3], y_hat: [0, 0, 0], q: [1, 2, 3], w: [1, 1, 1] },
    ].map((some) => digest('ranking', some));
    expect(new Set(digests).size).toBe(digests.length);
  });

  it('takes -0 for 0', () => {
    expect(digest('regression', { y: ['-0'], y_hat: [0] })).toBe(
      digest('regression', { y: [0], y_hat: [0] }),
    );
  });

  it('is the same however many pieces the rows are hashed in', () => {
    const rows = 3 * 65_536 + 1;
    const y = Array.from({ length: rows }, (_, row) => row % 5);
    const header = { labels: 'numbers', classes: null, ids: false, weights: false };
    const expected = sha256(
      header,
      y.map((label) => ['f64', label] as const),
    );
    expect(digest('regression', { y, y_hat: y })).toBe(expected);
  });
});
