import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splits } from '../../../adapters/inspection/splits.ts';
import type { DataConfig } from '../../../schemas/types.ts';
import { copyGolden, requireValid, subjectWith } from './subject.ts';

const training: DataConfig = { path: 'train.csv', role: 'training' };
const evaluation: DataConfig = { path: 'test.csv', role: 'evaluation' };

async function compare(train: string, test: string, keys: Partial<DataConfig> = {}) {
  const data = { training: { ...training, ...keys }, evaluation: { ...evaluation, ...keys } };
  const section = await splits.inspect(
    await subjectWith({ 'train.csv': train, 'test.csv': test }, data),
  );
  requireValid({ splits: section });
  return { unread: section.unread, pairs: section.pairs, pair: section.pairs[0] };
}

function csv(rows: readonly (readonly (string | number)[])[]): string {
  return ['id,group,at,x,y', ...rows.map((row) => row.join(','))].join('\n');
}

describe('what training and evaluation share', () => {
  it('is nothing for rows that differ', async () => {
    const { pair, unread } = await compare('x,y\n1,2\n3,4\n', 'x,y\n5,6\n');
    expect(pair).toEqual({
      training: 'training',
      trainingPath: 'train.csv',
      evaluation: 'evaluation',
      evaluationPath: 'test.csv',
      columns: 2,
      trainingRows: 2,
      evaluationRows: 1,
      uncomparedRows: 0,
      sharedRows: 0,
      nearRows: 0,
    });
    expect(unread).toEqual([]);
  });

  it('is the evaluation rows that training has, whatever their id, order and other columns', async () => {
    const train = csv([
      [1, 'a', '2011-05-01', 0.5, 7],
      [2, 'a', '2011-05-01', 1, 8],
    ]);
    const test = `y,x,id,at,group,more\n7,0.50,9,2011-05-01,a,1\n7,0.5,8,2011-05-01,a,2\n9,9,9,2011-05-01,a,3\n`;
    const { pair } = await compare(train, test, { id: 'id' });
    expect(pair).toMatchObject({ columns: 4, evaluationRows: 3, sharedRows: 2, sharedIds: 0 });
  });

  it('counts ids and groups that both have', async () => {
    const train = csv([
      [1, 'a', '', 1, 1],
      [2, 'b', '', 2, 2],
    ]);
    const test = csv([
      [2, 'a', '', 3, 3],
      [3, 'b', '', 4, 4],
      [4, 'c', '', 5, 5],
      [5, '', '', 6, 6],
    ]);
    const { pair } = await compare(train, test, { id: 'id', group: 'group' });
    expect(pair).toMatchObject({ sharedRows: 0, sharedIds: 1, groups: 3, sharedGroups: 2 });
  });

  it('counts training rows that are not before the first evaluation row, and what has no time', async () => {
    const train = csv([
      [1, 'a', '2011-05-01', 1, 1],
      [2, 'a', '2011-05-02', 2, 2],
      [3, 'a', '', 3, 3],
    ]);
    const test = csv([
      [4, 'b', '2011-05-03T10:00', 4, 4],
      [5, 'b', '2011-05-02', 5, 5],
    ]);
    const { pair } = await compare(train, test, { time: 'at' });
    expect(pair).toMatchObject({ laterRows: 1, undatedRows: 1 });
    const numbers = csv([[9, 'b', 1_304_294_400, 9, 9]]);
    expect((await compare(train, numbers, { time: 'at' })).pair).toMatchObject({ undatedRows: 4 });
  });

  it('tells rows that nearly are the same from those that are', async () => {
    const train = csv([
      [1, 'Main St.', '2011', 0.12341, 7],
      [2, 'b', '2011', 1, 8],
    ]);
    const test = csv([
      [3, 'main st', '2012', 0.12339, 7],
      [2, 'b', '2011', 1, 8],
    ]);
    const { pair } = await compare(train, test, { id: 'id', time: 'at' });
    expect(pair).toMatchObject({ sharedRows: 1, nearRows: 1 });
  });

  it.each(['same.jsonl', 'same-pandas.parquet', 'same-plain.parquet', 'same-groups.parquet'])(
    'is every row where %s holds what a CSV file holds',
    async (golden) => {
      const subject = await subjectWith(
        {},
        { training: { ...training, path: 'a/*' }, evaluation: { ...evaluation, path: 'b' } },
      );
      await copyGolden(subject.folder, 'same.csv', 'a/1.csv');
      await copyGolden(subject.folder, golden, 'b/1');
      const { pairs, unread } = await splits.inspect(subject);
      expect(unread).toEqual([]);
      expect(pairs).toMatchObject([{ columns: 8, sharedRows: 60, nearRows: 0 }]);
    },
  );

  it('is found by content for any rows: as many as a comparison of all with all finds', async () => {
    const row = fc.tuple(fc.nat(3), fc.nat(2), fc.constantFrom('a', 'b'));
    const rows = fc.array(row, { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(rows, rows, async (train, test) => {
        const text = (list: typeof train): string =>
          ['x,y,z', ...list.map((cells) => cells.join(','))].join('\n');
        const known = new Set(train.map((cells) => cells.join(',')));
        const { pair } = await compare(text(train), text(test));
        const shared = test.filter((cells) => known.has(cells.join(','))).length;
        expect(pair?.sharedRows).toBe(shared);
        expect(pair?.nearRows).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('is compared for each pair of roles, and for no set without one', async () => {
    const data: Record<string, DataConfig> = {
      raw: { path: 'train.csv' },
      one: training,
      two: training,
      test: evaluation,
    };
    const files = { 'train.csv': 'x\n1\n', 'test.csv': 'x\n2\n' };
    const { pairs, pairsLeft } = await splits.inspect(await subjectWith(files, data));
    expect(pairs.map((pair) => `${pair.training} ${pair.evaluation}`)).toEqual([
      'one test',
      'two test',
    ]);
    expect(pairsLeft).toBe(0);
  });

  it('counts the pairs that are too many to be compared', async () => {
    const sets = Array.from({ length: 25 }, (_, index) => [`t${index}`, training] as const);
    const data = { ...Object.fromEntries(sets), test: evaluation };
    const files = { 'train.csv': 'x\n1\n', 'test.csv': 'x\n2\n' };
    const section = await splits.inspect(await subjectWith(files, data));
    expect(section).toMatchObject({ pairsLeft: 5 });
    expect(section.pairs).toHaveLength(20);
  });

  it.each([
    ['is not there', {}, 'names no file that there is'],
    ['is empty', { 'test.csv': '' }, 'is empty'],
    [
      'is not UTF-8',
      { 'test.csv': Buffer.from('x,y\n\xff\xfe,1\n', 'latin1') },
      'is not text in UTF-8',
    ],
    ['is cut off', { 'test.csv': 'x,y\n1,"2' }, 'is not CSV'],
    ['is damaged', { 'test.csv': 'PAR1xxxxPAR1' }, "can't be read as Parquet"],
    ['has a huge cell', { 'test.csv': `x,y\n1,${'a'.repeat(1_100_000)}\n` }, 'more than 1 MB'],
    ['has rows of other lengths', { 'test.csv': 'x,y\n1,2\n1\n' }, '1 values'],
    ['is a list', { 'test.csv': '[{"x": 1}]' }, 'one JSON array'],
  ])('says when a file %s', async (_, files, reason) => {
    const subject = await subjectWith(
      { 'train.csv': 'x,y\n1,2\n', ...files },
      { training, evaluation },
    );
    const section = await splits.inspect(subject);
    requireValid({ splits: section });
    expect(section.unread).toMatchObject([{ reason: expect.stringContaining(reason) }]);
    expect(section.pairs).toMatchObject([{ sharedRows: 0 }]);
  });

  it('says when a declared column is not there', async () => {
    const { unread } = await compare('x,y\n1,2\n', 'x,y\n3,4\n', { group: 'patient' });
    expect(unread).toMatchObject([
      { path: 'test.csv', reason: expect.stringContaining('data.evaluation.group names') },
      { path: 'train.csv' },
    ]);
  });

  it('says when a set that the run writes is not there', async () => {
    const data = { training, evaluation: { ...evaluation, written_by: 'evaluation' as const } };
    const { unread } = await splits.inspect(await subjectWith({ 'train.csv': 'x\n1\n' }, data));
    expect(unread[0]?.reason).toContain('data.evaluation is not there after evaluation');
  });
});
