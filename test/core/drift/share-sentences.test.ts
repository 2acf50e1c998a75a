import { describe, expect, it } from 'vitest';
import type { ColumnProfile } from '../../../core/profile/profile.ts';
import type { DriftThresholds } from '../../../schemas/types.ts';
import { examineWhole, featureIn } from './monitored.ts';
import { levelsOf, numbersOf } from './profiles.ts';

const calm = numbersOf(Array.from({ length: 1000 }, (_, place) => place));

/** The alarms of a column, and what is said of it beside its distribution. */
function said(
  reference: ColumnProfile,
  current: ColumnProfile,
  thresholds?: DriftThresholds,
): string {
  const facts = { options: { thresholds } };
  const { alarms, reason } = featureIn(examineWhole({ x: reference }, { x: current }, facts), 'x');
  const shares = reason.replace(
    /^.*?(?:, below 0\.1|p-value below 0\.0001)\. | (?:The distance D|Cramér's V) could .*$/g,
    '',
  );
  return `${alarms?.join() ?? ''}: ${shares}`;
}

/** So many of the values are not there, or cannot be read. */
function lacking(key: 'missing' | 'unreadable', rows: number): ColumnProfile {
  return { ...calm, [key]: rows, rows: calm.rows + rows };
}

describe('of a share that drifts its size, interval, threshold and smallest change are said', () => {
  it('where more values are missing, or fewer', () => {
    expect(said(calm, lacking('missing', 40))).toBe(
      'missing: Missing values of "x" went from 0% to 3.8% of the rows. That is 3.85 points more (95% interval 2.77 to 5.19), at least 2, and significant; a rise could have been seen from 0.661 points on.',
    );
    expect(said(lacking('missing', 40), calm)).toBe(
      'missing: Missing values of "x" went from 3.8% to 0% of the rows. That is 3.85 points less (95% interval 2.77 to 5.19), at least 2, and significant; a fall could have been seen from 1.92 points on.',
    );
    expect(said(calm, lacking('missing', 40), { missing: '5%' })).toMatch(/^: /);
    expect(said(calm, lacking('missing', 60), { missing: '5%' })).toContain('at least 5, and');
  });

  it('where levels are new, of the values that are there', () => {
    const before = levelsOf(new Map([['a', 1000]]));
    const now = levelsOf(
      new Map([
        ['a', 970],
        ['b', 30],
      ]),
    );
    expect(said(before, now, { unseen: '5%' })).not.toContain('unseen');
    expect(said(before, { ...now, missing: 10, rows: 1010 })).toBe(
      'distribution,unseen: 3% of the values of "x" have a level that the reference does not hold; 0% were to be expected. That is 3 points more (95% interval 2.03 to 4.25), at least 2, and significant; a rise could have been seen from 0.661 points on.',
    );
  });

  it('where values lie beyond the range, with the threshold that is configured', () => {
    const beyond = numbersOf(Array.from({ length: 1000 }, (_, place) => (place < 60 ? -1 : place)));
    expect(said(calm, beyond, { range: '5%' })).toBe(
      'range: 6% of the values of "x" lie beyond the smallest and largest of the reference; 0.2% were to be expected. That is 5.8 points more (95% interval 4.39 to 7.45), at least 5, and significant; a rise could have been seen from 0.94 points on.',
    );
  });

  it('where values cannot be read', () => {
    expect(said(calm, lacking('unreadable', 50))).toBe(
      'schema: The reference holds "x" as numbers, which 50 of 1,050 values of the current data are not: correct them, or leave missing values empty. That is 4.76 points more (95% interval 3.57 to 6.22), at least 2, and significant; a rise could have been seen from 0.661 points on.',
    );
    expect(said(calm, lacking('unreadable', 5))).toBe(
      ': The reference holds "x" as numbers, which 5 of 1,005 values of the current data are not: correct them, or leave missing values empty.',
    );
  });
});
