import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../core/record/digest.ts';
import { earlierTraining, type Offer } from '../../../core/reuse/earlier-training.ts';
import { betterMetrics, evaluation, head, repository, run } from '../judge/candidate.ts';

const fingerprint = sha256('fingerprint');
const configPath = '.github/assay.yml';

function offer(changes: Partial<Offer> = {}): Offer {
  return {
    model: 'bike-demand',
    source: {
      repository,
      commit: head,
      runId: 4711,
      attempt: 1,
      event: 'pull_request',
      workflow: '.github/workflows/ml.yml',
    },
    headRepository: repository,
    paths: ['train.py'],
    complete: true,
    others: [],
    problem: null,
    run: run(),
    evaluation: evaluation(betterMetrics),
    ...changes,
  };
}

const { source } = offer();

describe('the training that was judged before the merge', () => {
  it('is taken when nothing differs', () => {
    const found = earlierTraining(offer(), fingerprint, configPath);
    expect(found).toEqual({
      ok: true,
      value: { run: run(), evaluation: evaluation(betterMetrics) },
    });
  });

  it.each<readonly [string, Partial<Offer>, RegExp]>([
    ['comes from a fork', { headRepository: 'mallory/bike-demand' }, /from a fork/],
    ['comes from a fork that was deleted', { headRepository: null }, /from a fork/],
    [
      'was made by a workflow that the pull request changed',
      { paths: ['train.py', '.github/workflows/ml.yml'] },
      /changed \.github\/workflows\/ml\.yml/,
    ],
    [
      'was made by a configuration that the pull request changed',
      { paths: ['.github/assay.yml'] },
      /changed \.github\/assay\.yml/,
    ],
    ['has the head of another pull request', { others: [9] }, /Pull request #9 has the same head/],
    ['changed more files than GitHub lists', { complete: false }, /more files than GitHub lists/],
    [
      'has records that can not be read',
      { problem: 'The artifact assay-bike-demand has expired.', run: null, evaluation: null },
      /has expired/,
    ],
    ['has left no run record', { run: null }, /has left no records/],
    ['was never evaluated', { evaluation: null }, /has left no records/],
    [
      'claims another workflow run than GitHub states',
      { source: { ...source, runId: 4712 } },
      /run record claims the workflow run 4711; it is 4712/,
    ],
    [
      'claims another commit than GitHub states',
      { source: { ...source, commit: 'f'.repeat(40) } },
      /claims the commit/,
    ],
    [
      'claims another event than GitHub states',
      { source: { ...source, event: 'push' } },
      /claims the event pull_request; it is push/,
    ],
    ['failed', { run: run({ status: 'failed' }) }, /training of the pull request failed/],
    [
      'came from a cache',
      { run: run({ cache: { available: true, hit: true } }) },
      /came from a cache/,
    ],
    [
      'was evaluated with other bytes',
      { evaluation: evaluation(betterMetrics, { artifact: sha256('other') }) },
      /is not one of the model that was trained/,
    ],
    [
      'was evaluated as the champion',
      {
        evaluation: evaluation(betterMetrics, { subject: { kind: 'champion', version: '1.0.0' } }),
      },
      /is not one of the model that was trained/,
    ],
    [
      'was evaluated by another run',
      { evaluation: evaluation(betterMetrics, { run: sha256('another run') }) },
      /is not one of the model that was trained/,
    ],
    [
      'failed to be evaluated',
      { evaluation: evaluation(betterMetrics, { status: 'failed' }) },
      /is not one of the model that was trained/,
    ],
  ])('is not taken when it %s', (_, changes, reason) => {
    expect(earlierTraining(offer(changes), fingerprint, configPath)).toEqual({
      ok: false,
      reason: expect.stringMatching(reason) as string,
    });
  });

  it('is not taken when training would have another fingerprint now', () => {
    expect(earlierTraining(offer(), sha256('changed data'), configPath)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/has changed since it was judged/) as string,
    });
  });
});
