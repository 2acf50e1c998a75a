import { describe, expect, it } from 'vitest';
import { fairness } from '../../../core/checks/fairness.ts';
import type { CandidateFacts } from '../../../core/judge/facts.ts';
import type { FairnessGate, GroupCounts, GroupedColumn } from '../../../schemas/types.ts';
import { candidate, config, evaluation } from '../judge/candidate.ts';
import { context } from './context.ts';

type Counts = readonly [rows: number, positives: number, selected: number, truePositives: number];

function column(name: string, groups: Readonly<Record<string, Counts>>, left = 0): GroupedColumn {
  return {
    column: name,
    left,
    groups: Object.entries(groups).map(
      ([value, [rows, positives, selected, truePositives]]): GroupCounts => ({
        group: { column: name, value },
        rows,
        positives,
        selected,
        truePositives,
      }),
    ),
  };
}

function facts(groups: GroupedColumn[] | null, gate: Partial<FairnessGate> = {}): CandidateFacts {
  return candidate({
    config: { ...config, task: 'binary', gate: { fairness: { attributes: ['sex'], ...gate } } },
    evaluation: evaluation({ f1: 0.9 }, groups === null ? {} : { groups }),
  });
}

function judged(
  groups: Readonly<Record<string, Counts>>,
  left = 0,
  gate: Partial<FairnessGate> = {},
) {
  return fairness.judge(facts([column('sex', groups, left)], gate), context);
}

const alike = { f: [5_000, 2_000, 2_000, 1_800], m: [5_000, 2_000, 2_050, 1_830] } as const;

describe('the check fairness', () => {
  it('passes when all groups are surely treated alike', () => {
    expect(judged(alike)).toMatchObject({
      outcome: 'pass',
      sentence: 'Groups by sex are within the limits: a difference of 0.1, a ratio of 0.8.',
    });
  });

  it('fails when the selection rates are surely too far apart', () => {
    const { outcome, sentence } = judged({ ...alike, m: [5_000, 2_000, 3_000, 1_900] });
    expect(outcome).toBe('fail');
    expect(sentence).toMatch(
      /^By sex, the selection rate is 0\.4 for sex = f \(n = 5000\) and 0\.6 for sex = m \(n = 5000\): a difference of 0\.2 \(by 95% between 0\.18\d* and 0\.21\d*\), where at most 0\.1 is allowed\.$/,
    );
  });

  it('fails when the ratio alone is surely too small: the four-fifths rule', () => {
    const { outcome, sentence } = judged({
      f: [20_000, 1_000, 600, 500],
      m: [20_000, 1_000, 1_000, 510],
    });
    expect(outcome).toBe('fail');
    expect(sentence).toContain('a ratio of 0.6, where at least 0.8 is allowed.');
  });

  it('fails when one group is surely found out less often, or blamed more often', () => {
    const missed = judged({ f: [5_000, 2_000, 2_000, 1_400], m: [5_000, 2_000, 2_000, 1_800] });
    expect(missed.outcome).toBe('fail');
    expect(missed.sentence).toContain('true positive rate');
  });

  it('fails though a small group, of which little is known, is the furthest apart', () => {
    const { outcome, sentence } = judged({
      f: [5_000, 2_000, 2_000, 1_800],
      m: [5_000, 2_000, 2_900, 1_830],
      x: [40, 20, 25, 18],
    });
    expect(outcome).toBe('fail');
    expect(sentence).toContain('sex = f');
    expect(sentence).toContain('sex = m');
  });

  it("warns when the rows can't tell", () => {
    const { outcome, sentence } = judged({ f: [100, 40, 40, 36], m: [100, 40, 45, 37] });
    expect(outcome).toBe('warn');
    expect(sentence).toContain("; these rows can't tell.");
  });

  it('warns of a group with fewer than 30 rows, and of rows without a group', () => {
    const { outcome, sentence } = judged({ ...alike, x: [29, 10, 29, 10] }, 7);
    expect(outcome).toBe('warn');
    expect(sentence).toBe(
      'By sex, not judged: 1 group of fewer than 30 rows and 7 rows without a group.',
    );
  });

  it('judges by the limits of the base branch', () => {
    expect(judged(alike, 0, { max_difference: 0.005 }).outcome).toBe('warn');
    expect(
      judged({ ...alike, m: [5_000, 2_000, 3_000, 1_900] }, 0, {
        max_difference: 0.9,
        min_ratio: 0,
      }).outcome,
    ).toBe('pass');
  });

  it.each([
    ['no attribute is configured', candidate(), 'gate.fairness.attributes'],
    ['there is no evaluation', { ...facts(null), evaluation: null }, 'successful evaluation'],
    ['the record is of an older version', facts(null), 'no counts of groups by sex'],
    ['another column was counted', facts([column('age', alike)]), 'no counts of groups by sex'],
    ['no group has enough rows', facts([column('sex', { f: [29, 9, 9, 9] })]), 'none has 30 rows'],
    [
      'one group has enough rows',
      facts([column('sex', { ...alike, m: [3, 1, 1, 1] })]),
      'only one has 30 rows',
    ],
    [
      'nobody is selected',
      facts([column('sex', { f: [90, 9, 0, 0], m: [90, 9, 0, 0] })]),
      'is selected',
    ],
    [
      'a group has no positive label',
      facts([column('sex', { f: [5_000, 500, 400, 50], x: [5_000, 0, 400, 0] })]),
      'sex = x has no row with a positive label',
    ],
    [
      'the counts contradict each other',
      facts([column('sex', { ...alike, x: [50, 40, 40, 0] })]),
      'contradict',
    ],
  ] as const)('is inconclusive when %s', (_, given, part) => {
    const { outcome, sentence } = fairness.judge(given, context);
    expect(outcome).toBe('inconclusive');
    expect(sentence).toContain(part);
  });
});
