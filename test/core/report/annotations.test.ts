import { describe, expect, it } from 'vitest';
import { judge } from '../../../core/judge/judge.ts';
import { annotationsOf } from '../../../core/report/annotations.ts';
import type { CheckResult, Place } from '../../../schemas/types.ts';
import { candidate } from '../judge/candidate.ts';

function annotations(outcome: CheckResult['outcome'], places: readonly Place[]) {
  const facts = candidate();
  const result: CheckResult = {
    check: 'model-card',
    outcome,
    sentence: 'A placeholder is left.',
    evidence: [],
    places: [...places],
  };
  return annotationsOf([{ facts, judgement: { ...judge(facts), checks: [result] } }]);
}

const place = { path: 'MODEL_CARD.md', line: 3, message: 'TODO is a placeholder.' };

describe('the annotations of a check run', () => {
  it('stand at the line of each finding, with the check and the model in the title', () => {
    expect(annotations('fail', [place])).toEqual([
      { ...place, level: 'failure', title: 'model-card (bike-demand)' },
    ]);
    expect(annotations('warn', [place])[0]?.level).toBe('warning');
  });

  it('are made of no check that passes', () => {
    expect(annotations('pass', [place])).toEqual([]);
  });

  it.each(['/etc/passwd', '../other', 'a/../../b', 'a\\b', 'a\nb', 'a\u202Eb'])(
    'never name a file outside the repository, or one that does not look as it is: %j',
    (path) => {
      expect(annotations('fail', [{ ...place, path }])).toEqual([]);
    },
  );

  it('are on one line and visible, each once, and at most a hundred', () => {
    const message = 'a\u0000b\nc';
    expect(annotations('fail', [{ ...place, message }])[0]?.message).toBe('a\uFFFDb c');
    expect(annotations('fail', [place, place])).toHaveLength(1);
    const many = Array.from({ length: 300 }, (_, index) => ({ ...place, line: index + 1 }));
    expect(annotations('fail', many)).toHaveLength(100);
  });
});
