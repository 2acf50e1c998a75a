import { describe, expect, it } from 'vitest';
import { bikes } from './bikes.ts';
import { expectOneError } from './failure.ts';
import { put, testJob } from './job.ts';

const inputs = { model: 'bikes', token: 'secret' };

describe('register', () => {
  it.each([
    ['another branch', { GITHUB_REF: 'refs/heads/feature' }, 'refs/heads/feature'],
    [
      'a pull request',
      { GITHUB_REF: 'refs/pull/7/merge', GITHUB_EVENT_NAME: 'pull_request' },
      'refs/pull/7/merge',
    ],
    ['a tag', { GITHUB_REF: 'refs/tags/v1' }, 'refs/tags/v1'],
  ])('refuses %s, and says which condition to add', async (_, variables, ref) => {
    const job = await testJob(bikes);
    const result = await job.step('register', inputs, variables);
    expectOneError(result, new RegExp(`on refs/heads/main only, and this is ${ref}: add "if: `));
  });

  it('asks for the steps that must come before it', async () => {
    const job = await testJob(bikes);
    expectOneError(await job.step('register', inputs), /no run record of bikes .* action train/);
    await job.step('train', inputs);
    expectOneError(
      await job.step('register', inputs),
      /no evaluation record of bikes .* action evaluate/,
    );
  });

  it('refuses a model that changed after it was evaluated', async () => {
    const job = await testJob(bikes);
    await job.step('train', { model: 'bikes' });
    await job.step('evaluate', { model: 'bikes' });
    await put(job, 'model/weights.txt', 'offset: 0\n');
    expectOneError(await job.step('register', inputs), /changed after they were evaluated/);
  });

  it('refuses a model whose evaluation failed', async () => {
    const job = await testJob({ ...bikes, 'evaluate.sh': 'exit 1\n' });
    await job.step('train', { model: 'bikes' });
    await job.step('evaluate', { model: 'bikes' });
    expectOneError(
      await job.step('register', inputs),
      /its evaluate step failed: The evaluation command/,
    );
  });

  it('refuses a part of the version that there is not', async () => {
    const job = await testJob(bikes);
    await job.step('train', { model: 'bikes' });
    await job.step('evaluate', { model: 'bikes' });
    const result = await job.step('register', { ...inputs, bump: 'huge' });
    expectOneError(result, /"bump" is "huge"; it must be major, minor or patch/);
    expect(result.outputs['version']).toBeUndefined();
  });
});
