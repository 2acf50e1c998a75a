import { describe, expect, it } from 'vitest';
import { renderJobSummary } from '../../../core/report/job-summary.ts';

describe('the summary of a job', () => {
  it('tells of each thing what became of it, and why', () => {
    const summary = renderJobSummary([
      { what: 'judge pull request #3', outcome: 'done', reason: null },
      { what: 'obey the command in #4', outcome: 'given-up', reason: 'GitHub said @no | <b>.' },
      { what: 'judge pull request #5', outcome: 'unfinished', reason: 'It was late.' },
    ]);
    expect(summary.split('\n')).toEqual([
      '| Assay had to |  | why |',
      '| :-- | :-- | :-- |',
      '| judge pull request #3 | ✅ done |  |',
      '| obey the command in #4 | ❌ given up | GitHub said `@no` `¦` `<b>`. |',
      '| judge pull request #5 | ⏳ not finished | It was late. |',
    ]);
  });

  it('says so where there was nothing to do', () => {
    expect(renderJobSummary([])).toBe('Assay: this event asked for nothing.');
  });

  it('stays short', () => {
    const outcome = { what: 'judge pull request #3', outcome: 'done', reason: null } as const;
    const lines = renderJobSummary(Array.from({ length: 150 }, () => outcome)).split('\n');
    expect(lines).toHaveLength(104);
    expect(lines.at(-1)).toBe('50 more are not shown.');
  });
});
