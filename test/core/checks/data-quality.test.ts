import { describe, expect, it } from 'vitest';
import { dataQuality } from '../../../core/checks/data-quality.ts';
import type { DataSetProfile, LabelProfile, ModelConfig } from '../../../schemas/types.ts';
import { baseline, baselineMetrics } from '../judge/candidate.ts';
import { context } from './context.ts';
import { column, declared, inspected, profile } from './inspection.ts';

const test = profile({ name: 'evaluation', path: 'data/test.csv' });

/** Judges the training set beside a whole evaluation set; `before` is what the baseline had of it. */
function judge(
  changes: Partial<DataSetProfile>,
  before: Partial<DataSetProfile> | null = null,
  data: ModelConfig['data'] = declared,
) {
  const facts = inspected({ data: { sets: [profile(changes), test], unread: [] } }, data);
  if (before === null) return dataQuality.judge(facts, context);
  const inspection = { data: { sets: [profile(before)], unread: [] }, failures: [] };
  const compared = baseline(baselineMetrics, {}, { inspection });
  return dataQuality.judge(facts, { ...context, baseline: compared });
}

function label(classes: Readonly<Record<string, number>>, missing = 0): LabelProfile {
  const listed = Object.entries(classes).map(([value, rows]) => ({ value, rows }));
  return { column: 'y', missing, classes: listed, otherRows: 0 };
}

describe('the check data-quality', () => {
  it('passes for whole data, and says what they are', () => {
    expect(judge({})).toMatchObject({
      outcome: 'pass',
      sentence:
        'The data are whole, with no baseline to compare them with: training has 100 rows and 2 columns; evaluation has 100 rows and 2 columns.',
    });
    expect(judge({}, {}).sentence).toContain('like those of the baseline');
  });

  it.each<[string, Partial<DataSetProfile>]>([
    ['The record tells of no column of data.training', { columns: [] }],
    [
      'The record counts more values of temp than data.training has rows',
      { columns: [column('temp', { missing: 101 })] },
    ],
  ])('is inconclusive where no inspection counts so: %s', (sentence, changes) => {
    expect(judge(changes)).toMatchObject({ outcome: 'inconclusive', sentence: `${sentence}.` });
  });

  it.each<[string, Partial<DataSetProfile>, Partial<DataSetProfile> | null]>([
    ['training has no rows', { rows: 0, columns: [] }, null],
    [
      'the column temp of training is empty',
      { columns: [column('temp', { numbers: 0, missing: 100 })] },
      null,
    ],
    ['7 rows of training have no label (y)', { label: label({ a: 93 }, 7) }, null],
    ['2 rows of training have an id that another row has', { duplicateIds: 2 }, null],
    ['training has no column hum any more', { columns: [column('temp')] }, {}],
    [
      "the column hum of training has texts, and the baseline's had numbers",
      { columns: [column('temp'), column('hum', { numbers: 0, texts: 100 })] },
      {},
    ],
  ])('fails, since %s', (sentence, changes, before) => {
    expect(judge(changes, before)).toMatchObject({ outcome: 'fail', sentence: `${sentence}.` });
  });

  it.each<[string, Partial<DataSetProfile>, Partial<DataSetProfile> | null]>([
    [
      'the column temp of training has one value in all rows',
      { columns: [column('temp', { isConstant: true })] },
      null,
    ],
    [
      'the column temp of training has 2 texts among numbers',
      { columns: [column('temp', { numbers: 98, texts: 2 })] },
      null,
    ],
    ['2 rows of training, 2%, are the same as one before', { duplicateRows: 2 }, null],
    ['5 rows of training were too many to look for duplicates', { uncountedRows: 5 }, null],
    [
      '8,000 columns of training were too many to compare with a baseline',
      { columnsLeft: 8_000 },
      {},
    ],
    ["training has 100 rows, and the baseline's had 201", {}, { rows: 201 }],
    [
      'the column hum of training has no value in 6% of the rows, and had none in 0%',
      { columns: [column('temp'), column('hum', { numbers: 94, missing: 6 })] },
      {},
    ],
    [
      'the column hum of training goes from 0 to 100, and went from 0 to 1',
      { columns: [column('temp'), column('hum', { largest: 100 })] },
      {},
    ],
    [
      '35% of the rows of training are of the class yes, and 20% were; 65% of the rows of training are of the class no, and 80% were',
      { label: label({ yes: 35, no: 65 }) },
      { label: label({ yes: 20, no: 80 }) },
    ],
  ])('warns, since %s', (sentence, changes, before) => {
    expect(judge(changes, before)).toMatchObject({ outcome: 'warn', sentence: `${sentence}.` });
  });

  it('lets a column of an evaluation set have one value', () => {
    const sets = [
      profile(),
      profile({ ...test, columns: [column('holiday', { isConstant: true })] }),
    ];
    const facts = inspected({ data: { sets, unread: [] } });
    expect(dataQuality.judge(facts, context).outcome).toBe('pass');
  });

  it('lets ids and times go on, which have no range', () => {
    const columns = [column('temp'), column('id', { largest: 900 }), column('at', { largest: 90 })];
    const before = { columns: [column('temp'), column('id'), column('at')] };
    const named = { ...declared, training: { ...declared.training, id: 'id', time: 'at' } };
    expect(judge({ columns, id: 'id', duplicateIds: 0 }, before, named).outcome).toBe('pass');
    expect(judge({ columns }, before).outcome).toBe('warn');
  });

  it('is inconclusive when the record does not tell of a declared set or its label', () => {
    const more = { ...declared, prices: { path: 'prices.csv' } };
    expect(judge({}, null, more)).toMatchObject({
      outcome: 'inconclusive',
      sentence: 'The record does not tell of data.prices, at prices.csv.',
    });
    const labelled = { ...declared, training: { ...declared.training, label: 'y' } };
    expect(judge({}, null, labelled)).toMatchObject({
      outcome: 'inconclusive',
      sentence: 'The record does not tell of the label y of data.training.',
    });
  });

  it('is inconclusive when the set lay at another path, or its ids were not counted in the declared column', () => {
    expect(judge({ path: 'data/clean.csv' })).toMatchObject({
      outcome: 'inconclusive',
      sentence: 'The record does not tell of data.training, at data/train.csv.',
    });
    const named = { ...declared, training: { ...declared.training, id: 'hour' } };
    for (const changes of [{}, { duplicateIds: 0 }, { id: 'row', duplicateIds: 0 }]) {
      expect(judge(changes, null, named)).toMatchObject({
        outcome: 'inconclusive',
        sentence: 'The record does not tell of the id hour of data.training.',
      });
    }
    expect(judge({ id: 'hour', duplicateIds: 0 }, null, named).outcome).toBe('pass');
  });

  it('is inconclusive when no set is declared, one could not be read, or there is no inspection', () => {
    expect(judge({}, null, {}).sentence).toContain('No data set is declared');
    const unread = [{ path: 'data/train.csv', reason: 'It is cut off.' }];
    const facts = inspected({ data: { sets: [profile(), test], unread } });
    expect(dataQuality.judge(facts, context)).toMatchObject({
      outcome: 'inconclusive',
      sentence: 'data/train.csv: It is cut off.',
    });
    expect(dataQuality.judge(inspected(null), context).outcome).toBe('inconclusive');
  });
});
