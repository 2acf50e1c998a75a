import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitLeakage } from '../../../core/checks/split-leakage.ts';
import type { ModelConfig, SplitPair, Splits } from '../../../schemas/types.ts';
import { context } from './context.ts';
import { declared, inspected, pair } from './inspection.ts';

const { training, evaluation } = declared;

function judge(
  pairs: readonly SplitPair[],
  data?: ModelConfig['data'],
  changes: Partial<Splits> = {},
) {
  const splits = { pairs: [...pairs], pairsLeft: 0, unread: [], ...changes };
  return splitLeakage.judge(inspected({ splits }, data), context);
}

describe('the check split-leakage', () => {
  it('passes when training and evaluation share nothing, and says what was compared', () => {
    expect(judge([pair()])).toMatchObject({
      outcome: 'pass',
      sentence:
        'No evaluation row is a training row: 263 rows of evaluation beside 2,234 rows of training, over 12 columns.',
    });
  });

  it.each<[Partial<SplitPair>, string]>([
    [{ sharedRows: 1 }, 'evaluation and training share 1 row.'],
    [{ sharedIds: 2 }, 'evaluation and training share the ids of 2 rows.'],
    [{ groups: 11, sharedGroups: 3 }, 'evaluation and training share 3 groups.'],
    [{ laterRows: 1_200 }, '1,200 rows of training are not before the first of evaluation.'],
  ])('fails for %j', (changes, sentence) => {
    expect(judge([pair(changes)])).toMatchObject({ outcome: 'fail', sentence });
  });

  it('fails for a leak whatever could not be read', () => {
    const unread = [{ path: 'data/b.csv', reason: 'It is not a table.' }];
    expect(judge([pair({ sharedRows: 4 })], declared, { unread }).outcome).toBe('fail');
  });

  it('warns when more than 1% of the evaluation rows are near training rows', () => {
    expect(judge([pair({ nearRows: 2 })]).outcome).toBe('pass');
    expect(judge([pair({ nearRows: 3 })])).toMatchObject({
      outcome: 'warn',
      sentence: '3 rows of evaluation, 1.1%, are nearly the same as rows of training.',
    });
  });

  it('is inconclusive when no evaluation set is declared, and says what to declare', () => {
    expect(judge([], { training })).toMatchObject({
      outcome: 'inconclusive',
      sentence: 'No data set is declared with role: evaluation, so there is nothing to compare.',
    });
  });

  it.each<[string, SplitPair[], Partial<Splits>]>([
    ['does not compare training', [], {}],
    ['does not compare training (data/train.csv)', [pair({ trainingPath: 'other.csv' })], {}],
    ['evaluation has no rows', [pair({ evaluationRows: 0 })], {}],
    ['training has no rows', [pair({ trainingRows: 0 })], {}],
    ['no column in common beside the id', [pair({ columns: 0 })], {}],
    ['were too many to compare', [pair({ uncomparedRows: 7 })], {}],
    [
      '7 rows of evaluation and training have no time',
      [pair({ laterRows: 0, undatedRows: 7 })],
      {},
    ],
    ['3 pairs of sets were not compared', [pair()], { pairsLeft: 3 }],
    ['a.csv: It is damaged.', [pair()], { unread: [{ path: 'a.csv', reason: 'It is damaged.' }] }],
  ])('is inconclusive, since the record %s', (sentence, pairs, changes) => {
    const finding = judge(pairs, declared, changes);
    expect(finding.outcome).toBe('inconclusive');
    expect(finding.sentence).toContain(sentence);
  });

  it.each(['id', 'group', 'time'] as const)(
    'is inconclusive when the base branch declares %s and the rows were not compared by it',
    (key) => {
      const data = { training: { ...training, [key]: 'k' }, evaluation };
      expect(judge([pair()], data)).toMatchObject({
        outcome: 'inconclusive',
        sentence: `data.training declares ${key}, and training and evaluation were not compared by it: declare it for both.`,
      });
      const compared = { sharedIds: 0, groups: 2, sharedGroups: 0, laterRows: 0, undatedRows: 0 };
      expect(judge([pair(compared)], data).outcome).toBe('pass');
    },
  );

  it('passes only where everything was compared and nothing is shared, whatever the numbers', () => {
    const number = fc.constantFrom(0, 0, 1, 100);
    const numbers = fc.record({
      columns: number,
      trainingRows: number,
      evaluationRows: number,
      uncomparedRows: number,
      sharedRows: number,
      nearRows: number,
      sharedIds: number,
      laterRows: number,
      undatedRows: number,
    });
    fc.assert(
      fc.property(numbers, (changes) => {
        const { outcome } = judge([pair(changes)]);
        const { columns, trainingRows, evaluationRows, nearRows, ...others } = changes;
        const isWhole = columns > 0 && trainingRows > 0 && evaluationRows > 0;
        const isClean = Object.values(others).every((value) => value === 0);
        const isFar = nearRows <= 0.01 * evaluationRows;
        expect(outcome === 'pass').toBe(isWhole && isClean && isFar);
      }),
    );
  });

  it('is inconclusive for a record without the section, and says how to get it', () => {
    const finding = splitLeakage.judge(inspected(null), context);
    expect(finding.outcome).toBe('inconclusive');
    expect(finding.sentence).toContain('use the action evaluate of this version of Assay');
  });

  it('is inconclusive when the inspection failed, with its reason', () => {
    const facts = inspected({});
    facts.evaluation?.inspection?.failures.push({ section: 'splits', reason: 'No folder.' });
    expect(splitLeakage.judge(facts, context).sentence).toContain('No folder.');
  });
});
