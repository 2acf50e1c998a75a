import { describe, expect, it } from 'vitest';
import { judge } from '../../../core/judge/judge.ts';
import { baseline, baselineMetrics, candidate, evaluation, run } from './candidate.ts';

const sentence =
  'The model itself is unchanged: its fingerprint and its bytes are those of the baseline.';

describe('a pull request that changes nothing that the model is made of', () => {
  it('is told so, by the fingerprint and the bytes', () => {
    const { artifact } = evaluation(baselineMetrics);
    const same = baseline(
      baselineMetrics,
      { run: run() },
      artifact === undefined ? {} : { artifact },
    );
    expect(judge(candidate({ baselines: [same] })).notes).toContain(sentence);
  });

  it('is not told so where one of the two differs', () => {
    expect(judge(candidate()).notes).not.toContain(sentence);
  });
});
