import { describe, expect, it } from 'vitest';
import { data } from '../../../adapters/inspection/data.ts';
import type { DataConfig, ModelConfig } from '../../../schemas/types.ts';
import { copyGolden, requireValid, subjectWith } from './subject.ts';

async function inspect(
  files: Readonly<Record<string, string | Uint8Array>>,
  set: Partial<DataConfig> = {},
  changes: Partial<ModelConfig> = {},
) {
  const subject = await subjectWith(files, { set: { path: 'data/*', ...set } }, changes);
  const section = await data.inspect(subject);
  requireValid({ data: section });
  return { set: section.sets[0], unread: section.unread };
}

describe('the inspection of a data set', () => {
  it('tells of its rows and columns over all its files', async () => {
    const files = {
      'data/1.csv': 'x,name\n1,a\n2.5,\n',
      'data/2.jsonl': '{"x": null, "new": true}\n',
    };
    const { set, unread } = await inspect(files);
    expect(unread).toEqual([]);
    expect(set).toEqual({
      name: 'set',
      path: 'data/*',
      files: 2,
      rows: 3,
      duplicateRows: 0,
      uncountedRows: 0,
      columns: [
        { name: 'name', missing: 2, numbers: 0, texts: 1, booleans: 0, isConstant: true },
        {
          name: 'x',
          missing: 1,
          numbers: 2,
          texts: 0,
          booleans: 0,
          isConstant: false,
          smallest: 1,
          largest: 2.5,
        },
        { name: 'new', missing: 2, numbers: 0, texts: 0, booleans: 1, isConstant: true },
      ],
      columnsLeft: 0,
    });
  });

  it('is the same for CSV, JSON lines and Parquet', async () => {
    const all = await Promise.all(
      ['same.csv', 'same.jsonl', 'same-pandas.parquet', 'same-plain.parquet'].map(
        async (golden) => {
          const subject = await subjectWith(
            {},
            { set: { path: 'rows', label: 'y', id: 'id' } },
            { task: 'binary' },
          );
          await copyGolden(subject.folder, golden, 'rows');
          return data.inspect(subject);
        },
      ),
    );
    expect(all[0]?.sets[0]).toMatchObject({
      rows: 60,
      duplicateRows: 0,
      duplicateIds: 0,
      label: { column: 'y', missing: 0, otherRows: 0 },
    });
    for (const one of all) expect(one).toEqual(all[0]);
  });

  it('counts rows and ids that are there twice, over all files', async () => {
    const files = { 'data/1.csv': 'id,x\n1,a\n2,b\n', 'data/2.csv': 'x,id\na,1\na,2\n' };
    expect((await inspect(files, { id: 'id' })).set).toMatchObject({
      duplicateRows: 1,
      duplicateIds: 2,
    });
  });

  it('counts the classes of a label for a classification, and its missing values for all', async () => {
    const files = { 'data/1.csv': 'x,y\n1,yes\n2,no\n3,\n4,yes\n' };
    expect((await inspect(files, { label: 'y' }, { task: 'binary' })).set?.label).toEqual({
      column: 'y',
      missing: 1,
      classes: [
        { value: 'yes', rows: 2 },
        { value: 'no', rows: 1 },
      ],
      otherRows: 0,
    });
    expect((await inspect(files, { label: 'y' })).set?.label).toMatchObject({
      missing: 1,
      classes: [],
    });
  });

  it('says when the label is not there', async () => {
    const { set, unread } = await inspect({ 'data/1.csv': 'x\n1\n' }, { label: 'y' });
    expect(set).not.toHaveProperty('label');
    expect(unread).toMatchObject([{ reason: expect.stringContaining('data.set.label names') }]);
  });

  it('digests what the run writes', async () => {
    const { set } = await inspect({ 'data/1.csv': 'x\n1\n' }, { written_by: 'training' });
    expect(set?.digest).toMatch(/^sha256:/);
  });

  it('lists 1,000 of 10,000 columns, those that hold nothing first, and counts the others', async () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `c${index}`);
    const row = names.map((_, index) => (index === 9_999 ? '' : `${index}`)).join(',');
    const { set } = await inspect({ 'data/wide.csv': `${names.join(',')}\n${row}\n` });
    expect(set).toMatchObject({ rows: 1, columnsLeft: 9_000 });
    expect(set?.columns[0]).toMatchObject({ name: 'c9999', missing: 1 });
    expect(set?.columns).toHaveLength(1_000);
  });

  it('takes a set with columns and no rows as it is', async () => {
    const { set, unread } = await inspect({ 'data/1.csv': 'x,y\n' });
    expect(unread).toEqual([]);
    expect(set).toMatchObject({ rows: 0 });
  });

  it.each(['list.parquet', 'structure.parquet'])(
    'says which column of %s it did not look at, and reads the others',
    async (golden) => {
      const subject = await subjectWith({}, { set: { path: 'rows' } });
      await copyGolden(subject.folder, golden, 'rows');
      const { sets, unread } = await data.inspect(subject);
      expect(unread).toMatchObject([
        { path: 'rows', reason: expect.stringContaining('a list or a structure') },
      ]);
      expect(sets[0]?.rows).toBeGreaterThan(0);
    },
  );

  it('says so of lists in JSON lines', async () => {
    const { set, unread } = await inspect({ 'data/1': '{"x": 1, "tags": ["a"]}\n' });
    expect(set?.columns.map(({ name }) => name)).toEqual(['x']);
    expect(unread).toMatchObject([{ reason: expect.stringContaining('holds lists or objects') }]);
  });

  it('says of 300 files that can not be read 199 and how many more', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`data/${index}.csv`, '']),
    );
    const { unread } = await inspect(files);
    expect(unread).toHaveLength(200);
    expect(unread.at(-1)?.reason).toBe('There are 101 more that could not be read.');
  });

  it('does not leave the folder', async () => {
    const { set, unread } = await inspect({}, { path: '../other.csv' });
    expect(set).toMatchObject({ files: 0, rows: 0 });
    expect(unread).toMatchObject([
      { reason: expect.stringContaining("leaves the model's folder") },
    ]);
  });
});
