import { describe, expect, it } from 'vitest';
import { assert, asyncProperty, anything, array, constantFrom, oneof } from 'fast-check';
import { examinePerformance, examineSlices } from '../../../core/performance/index.ts';
import { rowsBySpan } from '../../../core/performance/rows.ts';
import type { Cell } from '../../../core/predictions/columns/cell.ts';
import { factsOf, modelOf, read } from './fixture.ts';

describe('rows of production', () => {
  it('are left out and counted, once each, where a value cannot be used', () => {
    const config = modelOf('binary', ['accuracy']);
    const {
      read: all,
      left,
      kept,
    } = read(config, {
      y: [1, 0, null, 'nan', 1, 'maybe', 1],
      y_hat: [1, 0, 1, 0, '', 1, 1],
      score: [0.9, 0.2, 0.7, '0.1', 2, 0.5, 1.5],
      time: ['2026-01-01', '2026-01-02T03:04:05Z', 7, '8', 9, 10, 11],
    });
    expect(all).toBe(7);
    expect(left).toEqual([
      { column: 'y_hat', why: 'missing', rows: 1 },
      { column: 'score', why: 'unreadable', rows: 1 },
      { column: 'y', why: 'unreadable', rows: 1 },
    ]);
    expect([...(kept?.labelled ?? [])]).toEqual([1, 1, 0, 0]);
    expect([...(kept?.times ?? [])]).toEqual([
      Date.UTC(2026, 0, 1),
      Date.UTC(2026, 0, 2, 3, 4, 5),
      7,
      8,
    ]);
    expect(kept?.predictions).toMatchObject({
      kind: 'binary',
      positive: '1',
      negative: '0',
      rows: 4,
    });
  });

  it('are of the two classes that the model has, whatever else is written', () => {
    const config = modelOf('binary', ['accuracy'], {}, { positive: 'yes' });
    const { left, kept } = read(config, {
      y: ['yes', 'no', 'no', 'perhaps'],
      y_hat: ['yes', 'no', 'yes', 'no'],
    });
    expect(left).toEqual([{ column: 'y', why: 'unreadable', rows: 1 }]);
    expect(kept?.predictions).toMatchObject({ positive: 'yes', negative: 'no' });
  });

  it('are left out where probabilities do not add up, or an interval ends before it begins', () => {
    const three = modelOf('multiclass', ['accuracy'], {}, { scores: { a: 'pa', b: 'pb' } });
    expect(
      read(three, { y_hat: ['a', 'b', 'c'], pa: [0.9, 0.9, 1], pb: [0.1, 0.9, 0] }).left,
    ).toEqual([{ column: 'y_hat', why: 'unreadable', rows: 2 }]);
    const range = modelOf('regression', ['mae'], {}, { lower: 'low', upper: 'high' });
    expect(read(range, { y_hat: [1, 1], low: [0, 2], high: [2, 0] }).left).toEqual([
      { column: 'y_hat', why: 'unreadable', rows: 1 },
    ]);
  });

  it('are in the window that begins at their time, and not in the one that ends there', () => {
    const config = modelOf('regression', ['mae']);
    const { kept } = read(config, { y_hat: [1, 2, 3, 4, 5], time: [10, 5, 20, 0, 9] });
    if (kept === null) throw new TypeError('No row was kept.');
    const spans = [
      { start: 5, end: 10 },
      { start: 10, end: 20 },
    ];
    expect(rowsBySpan(kept, spans).map((rows) => [...rows])).toEqual([[1, 4], [0]]);
    expect(rowsBySpan(kept, [null]).map((rows) => [...rows])).toEqual([[0, 1, 2, 3, 4]]);
  });

  it('keep those of a group and of a query together', () => {
    const grouped = modelOf('regression', ['mae'], {}, { group: 'patient' });
    const { kept, left } = read(grouped, { y_hat: [1, 2, 3, 4], patient: ['p', 'q', null, 'p'] });
    expect(left).toEqual([{ column: 'patient', why: 'missing', rows: 1 }]);
    const [first, second, third] = kept?.predictions.clusters?.codes ?? [];
    expect(kept?.predictions.clusters?.count).toBe(2);
    expect(first).toBe(third);
    expect(first).not.toBe(second);
    const ranked = modelOf('ranking', ['mrr'], {}, { query: 'q' });
    expect(read(ranked, { y_hat: [1, 2], q: ['a', 'a'] }).kept?.predictions).toMatchObject({
      kind: 'ranking',
    });
    expect(read(ranked, { y_hat: [1, 2] }).notes.join(' ')).toContain('no column of the query');
  });

  it('never throw, whatever they hold', async () => {
    const cell = oneof(
      anything().filter(
        (one): one is Cell =>
          one === null || ['string', 'number', 'boolean', 'bigint'].includes(typeof one),
      ),
      constantFrom<Cell>(
        '1',
        '0',
        1,
        0,
        'NaN',
        Number.NaN,
        Number.POSITIVE_INFINITY,
        -0,
        '',
        ' ',
        '1e999',
      ),
    );
    const columns = array(cell, { minLength: 0, maxLength: 30 });
    await assert(
      asyncProperty(
        columns,
        constantFrom('binary', 'multiclass', 'regression', 'ranking'),
        async (values, task) => {
          await Promise.resolve();
          const config = modelOf(
            task,
            [],
            {
              slices: ['score'],
              performance: { accuracy: { limit: 1 }, mae: { max_regression: '1%' } },
            },
            { query: 'score', group: 'y_hat', scores: { a: 'score', 1: 'y' } },
          );
          const turned = values.toReversed();
          const rows = read(config, { y: values, y_hat: turned, score: values, time: turned });
          const facts = factsOf(config, rows, {
            reference: rows,
            windows: [{ start: 0, end: 1e15 }],
          });
          examineSlices(facts);
          for (const { outcome } of examinePerformance(facts).performance) {
            expect(outcome).toBe('insufficient-data');
          }
        },
      ),
      { numRuns: 60, seed: 7 },
    );
  });
});
