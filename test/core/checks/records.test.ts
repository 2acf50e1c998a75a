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

  it.each([
    [
      'of a training that succeeded with an exit code',
      { run: run({ exitCode: 3 }) },
      'The run record says that training succeeded, and that its command ended with exit code 3.',
    ],
    [
      'of a value that the metric can not have',
      { evaluation: evaluation({ accuracy: 2 }) },
      "The evaluation record says that accuracy is 2, which it can't be.",
    ],
    [
      'of a value that a metric can not have on a slice',
      {
        evaluation: evaluation(
          { accuracy: 0.9 },
          {
            slices: [
              {
                slice: [{ column: 'sex', value: 'f' }],
                rows: 5,
                metrics: { accuracy: { value: -1 } },
              },
            ],
          },
        ),
      },
      "The evaluation record says that accuracy is -1, which it can't be.",
    ],
    [
      'of a value without rows',
      { evaluation: evaluation({}, { metrics: { mae: { value: 1, rows: 0 } } }) },
      'The evaluation record says that mae is 1, of no rows.',
    ],
  ])('fails a record %s', (_, changes, sentence) => {
    expect(judged(changes)).toMatchObject({ outcome: 'fail', sentence });
  });

  it('lets a value end beyond its bound by rounding, and one without a bound be any', () => {
    expect(judged({ evaluation: evaluation({ accuracy: 1 + 1e-9 }) }).outcome).toBe('pass');
    expect(judged({ evaluation: evaluation({ mae: 1e300, other: -5 }) }).outcome).toBe('pass');
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
