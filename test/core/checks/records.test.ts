import { describe, expect, it } from 'vitest';
import { records } from '../../../core/checks/records.ts';
import type { CandidateFacts } from '../../../core/judge/facts.ts';
import { candidate, evaluation, run } from '../judge/candidate.ts';
import { context } from './context.ts';

const judged = (changes: Partial<CandidateFacts> = {}) =>
  records.judge(candidate(changes), context);

describe('the check records', () => {
  it('passes when both records are here and succeeded', () => {
    expect(judged().outcome).toBe('pass');
  });

  it("fails with the failed run's own sentence", () => {
    const failure = {
      code: 'command-failed',
      message: 'The training command ended with 1. Mend it.',
    };
    expect(judged({ run: run({ status: 'failed', failure }), evaluation: null })).toMatchObject({
      outcome: 'fail',
      sentence: failure.message,
    });
  });

  it("fails with the failed evaluation's own sentence", () => {
    const failure = { code: 'no-label', message: 'predictions.csv has no column y. Write it.' };
    const failed = evaluation({}, { status: 'failed', failure });
    expect(judged({ evaluation: failed })).toMatchObject({
      outcome: 'fail',
      sentence: failure.message,
    });
  });

  it('fails with the reason when an artifact or a record was refused, though the others are here', () => {
    const refusals = ['The artifact assay-bike-demand is no zip archive.', 'run.json is not JSON.'];
    expect(judged({ refusals })).toEqual({
      outcome: 'fail',
      sentence: 'The artifact assay-bike-demand is no zip archive. (And 1 more.)',
      evidence: refusals,
    });
  });

  it('fails when the workflow is over and left nothing, and says what to do', () => {
    expect(judged({ run: null, evaluation: null })).toMatchObject({
      outcome: 'fail',
      sentence: expect.stringMatching(/left no records.*assay-bike-demand.*train and evaluate/s),
    });
    expect(judged({ evaluation: null }).sentence).toMatch(/left no evaluation record/);
    expect(judged({ run: null }).sentence).toMatch(/left no run record/);
  });

  it('is inconclusive while the workflow runs', () => {
    const waiting = { workflow: { kind: 'waiting' }, run: null, evaluation: null } as const;
    expect(judged(waiting).outcome).toBe('inconclusive');
  });

  it('fails an evaluation that names no evaluation set', () => {
    const { evaluationSet: _, ...without } = evaluation({ mae: 1 });
    expect(judged({ evaluation: without }).outcome).toBe('fail');
  });
});
