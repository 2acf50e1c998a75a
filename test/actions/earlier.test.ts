import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../schemas/types.ts';
import { artifactService } from './artifact-service.ts';
import { bikes } from './bikes.ts';
import { put, testJob } from './job.ts';
import { judgedService, type Twist } from './judged-service.ts';

const head = 'a'.repeat(40);

/** Trains and evaluates a pull request, and then trains on the default branch, where it was merged. */
async function merged(twist: Twist = {}) {
  const job = await testJob(bikes);
  await put(job, 'pull.json', JSON.stringify({ pull_request: { head: { sha: head } } }));
  const service = await artifactService();
  const pull = {
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: join(job.workspace, 'pull.json'),
    GITHUB_RUN_ID: '7',
    ...service.variables,
  };
  await job.step('train', { model: 'bikes' }, pull);
  const evaluated = await job.step('evaluate', { model: 'bikes' }, pull);
  expect(evaluated.exitCode, evaluated.log).toBe(0);
  const judged = (await job.record('run')) as RunRecord;
  const variables = await judgedService(job, head, twist);
  await rm(join(job.workspace, 'model'), { recursive: true });
  const result = await job.step('train', { model: 'bikes', token: 'secret' }, variables);
  expect(result.exitCode, result.log).toBe(0);
  return { job, service, evaluated, judged, result, run: (await job.record('run')) as RunRecord };
}

describe('train, after a merge', () => {
  it('takes the bytes that were judged, and trains nothing', async () => {
    const { job, service, evaluated, judged, result, run } = await merged();
    expect(evaluated.log).toContain(
      'Kept the model for the merge as the artifact assay-bikes.model',
    );
    expect([...service.artifacts.keys()]).toContain('assay-bikes.model');
    expect(result.log).not.toContain('learning from');
    expect(result.outputs).toMatchObject({ reused: 'true', duration: '' });
    expect(run).toMatchObject({
      commit: job.head,
      status: 'succeeded',
      artifact: judged.artifact,
      reused: { run: judged.id, commit: head, workflow: { runId: 7, event: 'pull_request' } },
      durationSeconds: null,
    });
    expect(await readFile(join(job.workspace, 'model/weights.txt'), 'utf8')).toBe('offset: 2\n');
    const next = await job.step('evaluate', { model: 'bikes' });
    expect(next.exitCode, next.log).toBe(0);
  });

  it.each<readonly [string, Twist, RegExp]>([
    ['a fork made', { headRepository: 'mallory/models' }, /bytes of a fork are never registered/],
    [
      'a workflow of the pull request made',
      { changedPath: '.github/workflows/ml.yml' },
      /The pull request changed \.github\/workflows\/ml\.yml/,
    ],
    ['may be those of another pull request', { other: 9 }, /Pull request #9 has the same head/],
    ['have expired', { expired: true }, /There is no artifact assay-bikes\.model of aaaaaaa/],
    [
      'are others now',
      { weights: 'offset: 1\n' },
      /does not hold the model sha256:[0-9a-f]{64} that was judged/,
    ],
    [
      'are not what was uploaded',
      { digest: `sha256:${'0'.repeat(64)}` },
      /is not what was uploaded, by the digest that GitHub states/,
    ],
    ['can not be looked up', { refused: 403 }, /add "actions: read" and "pull-requests: read"/],
  ])('trains again and says why when the judged bytes %s', async (_, twist, reason) => {
    const { result, run, judged } = await merged(twist);
    expect(result.log).toMatch(reason);
    expect(result.log).toContain('learning from');
    expect(result.outputs['reused']).toBe('false');
    expect(run.reused).toBeUndefined();
    expect(run.artifact).toEqual(judged.artifact);
  });
});
