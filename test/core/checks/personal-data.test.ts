import { describe, expect, it } from 'vitest';
import { personalData } from '../../../core/checks/personal-data.ts';
import type { PersonalData, PersonalDataFinding } from '../../../schemas/types.ts';
import { context } from './context.ts';
import { inspected } from './inspection.ts';

function judge(findings: readonly PersonalDataFinding[], changes: Partial<PersonalData> = {}) {
  const section = {
    rows: 1_000_000,
    lookedAt: 19_900,
    texts: 2,
    sets: [
      { name: 'training', path: 'data/train.csv', rows: 990_000 },
      { name: 'evaluation', path: 'data/test.csv', rows: 10_000 },
    ],
    findings: [...findings],
    findingsLeft: 0,
    unread: [],
    ...changes,
  };
  return personalData.judge(inspected({ personalData: section }), context);
}

const inColumn = { path: 'data/train.csv', column: 'contact' };

describe('the check personal-data', () => {
  it('passes when nothing was found, and says how many rows and texts were looked at', () => {
    expect(judge([])).toMatchObject({
      outcome: 'pass',
      sentence:
        'There is no pattern of personal data in 19,900 rows of 1,000,000 rows and 2 text files.',
    });
  });

  it('fails when checksums hold', () => {
    expect(judge([{ kind: 'card', ...inColumn, matches: 40, verified: 39 }])).toMatchObject({
      outcome: 'fail',
      sentence: 'Found 40 card numbers in data/train.csv, column contact.',
    });
    expect(judge([{ kind: 'iban', ...inColumn, matches: 1, verified: 1 }]).outcome).toBe('fail');
  });

  it('warns when so few checksums hold that it is chance', () => {
    expect(judge([{ kind: 'card', ...inColumn, matches: 100, verified: 11 }]).outcome).toBe('warn');
  });

  it('warns of a pattern without a checksum, and points to the line of a text', () => {
    const finding = judge([
      { kind: 'email', path: 'notes/look.ipynb', line: 12, matches: 2, verified: 0 },
    ]);
    expect(finding).toMatchObject({
      outcome: 'warn',
      sentence: 'Found 2 e-mail addresses in notes/look.ipynb, line 12.',
      places: [
        { path: 'notes/look.ipynb', line: 12, message: 'This line has 2 e-mail addresses.' },
      ],
    });
  });

  it('warns when only findings are left that did not fit', () => {
    expect(judge([], { findingsLeft: 3 }).outcome).toBe('warn');
  });

  it('is inconclusive when a set that the base branch declares was not looked at, or lay elsewhere', () => {
    const sets = [
      { name: 'training', path: 'data/few.csv', rows: 1 },
      { name: 'evaluation', path: 'data/test.csv', rows: 0 },
    ];
    expect(judge([], { sets })).toMatchObject({
      outcome: 'inconclusive',
      sentence:
        'The record does not tell of data.training, at data/train.csv; No row of data.evaluation, at data/test.csv, was looked at.',
    });
    expect(judge([], { sets: [] }).outcome).toBe('inconclusive');
    const card = { kind: 'card' as const, ...inColumn, matches: 1, verified: 1 };
    expect(judge([card], { sets }).outcome).toBe('fail');
  });

  it('is inconclusive for a record of a version that did not name the sets, and where there is nothing to look at', () => {
    const section = { rows: 9, lookedAt: 9, texts: 1, findings: [], findingsLeft: 0, unread: [] };
    const old = personalData.judge(inspected({ personalData: section }), context);
    expect(old.outcome).toBe('inconclusive');
    expect(old.sentence).toContain('use the action evaluate of this version');
    const nothing = { ...section, rows: 0, lookedAt: 0, texts: 0, sets: [] };
    const none = personalData.judge(inspected({ personalData: nothing }, {}), context);
    expect(none.outcome).toBe('inconclusive');
  });

  it('is inconclusive when something could not be read, and still points to what was found', () => {
    const unread = [{ path: 'data/b.parquet', reason: 'It is encrypted.' }];
    const email = { kind: 'email', path: 'a.log', line: 1, matches: 1, verified: 0 } as const;
    expect(judge([email], { unread })).toMatchObject({
      outcome: 'inconclusive',
      sentence: 'data/b.parquet: It is encrypted.',
      places: [{ path: 'a.log' }],
    });
  });

  it('is inconclusive when more rows were looked at than there are', () => {
    expect(judge([], { rows: 10, lookedAt: 11 })).toMatchObject({
      outcome: 'inconclusive',
      sentence: 'The record counts more rows looked at than there are.',
    });
  });

  it('is inconclusive for a record without the section', () => {
    expect(personalData.judge(inspected(null), context).outcome).toBe('inconclusive');
  });
});
