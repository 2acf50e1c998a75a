import { describe, expect, it } from 'vitest';
import { evaluationSet } from '../../../core/checks/evaluation-set.ts';
import { baseline, candidate, champion } from '../judge/candidate.ts';
import { context } from './context.ts';

describe('the check evaluation-set', () => {
  it('passes when candidate and baseline share one, and says on how many rows', () => {
    const finding = evaluationSet.judge(candidate(), { ...context, baseline: baseline() });
    expect(finding).toMatchObject({
      outcome: 'pass',
      sentence: 'Both were evaluated on the same 263 rows.',
    });
  });

  it('says so when the champion was evaluated again for it', () => {
    const again = baseline({}, { kind: 'champion', evaluation: champion() });
    const finding = evaluationSet.judge(candidate(), { ...context, baseline: again });
    expect(finding.sentence).toMatch(/champion v1\.0\.0 was evaluated again/);
  });

  it('is inconclusive with the reason when no baseline is comparable', () => {
    const finding = evaluationSet.judge(candidate(), { ...context, notComparable: 'Other rows.' });
    expect(finding).toMatchObject({ outcome: 'inconclusive', sentence: 'Other rows.' });
  });

  it('passes while there is no baseline, and is inconclusive without an evaluation', () => {
    expect(evaluationSet.judge(candidate(), context).outcome).toBe('pass');
    expect(evaluationSet.judge(candidate({ evaluation: null }), context).outcome).toBe(
      'inconclusive',
    );
  });
});
