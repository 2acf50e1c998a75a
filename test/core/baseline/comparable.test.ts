import { describe, expect, it } from 'vitest';
import { comparable } from '../../../core/baseline/comparable.ts';
import { baseline, champion, evaluation, otherSet } from '../judge/candidate.ts';

const candidate = evaluation({ mae: 20 });

describe('comparable', () => {
  it('holds when both were evaluated on the same rows and labels', () => {
    expect(comparable(baseline(), candidate)).toBeNull();
  });

  it('says which rows differ when the evaluation sets differ', () => {
    const other = baseline({ mae: 40 }, {}, { evaluationSet: otherSet });
    expect(comparable(other, candidate)).toMatch(
      /^The candidate was evaluated on other rows than the merge base bbbbbbb: 263 rows of sha256:\w{12} now, 301 rows of sha256:\w{12} then\.$/,
    );
  });

  it('refuses a failed evaluation and one without an evaluation set', () => {
    const failed = baseline({}, { kind: 'champion', version: '1.2.0' }, { status: 'failed' });
    expect(comparable(failed, candidate)).toBe('The evaluation of the champion v1.2.0 failed.');
    const { evaluationSet: _, ...without } = evaluation({ mae: 40 });
    expect(comparable({ ...baseline(), evaluation: without }, candidate)).toMatch(
      /names no evaluation set/,
    );
    expect(comparable(baseline(), without)).toMatch(/candidate names no evaluation set/);
  });

  it("refuses a champion's evaluation in the place of a commit's own", () => {
    const disguised = { ...baseline(), evaluation: champion({ mae: 90 }) };
    expect(comparable(disguised, candidate)).toMatch(/is of the champion/);
  });
});
