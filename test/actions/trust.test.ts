import { describe, expect, it } from 'vitest';
import { bikes } from './bikes.ts';
import { expectOneError } from './failure.ts';
import { testJob } from './job.ts';

const inputs = { model: 'bikes' };

/** What is registered is what this job's own commands made of the commit that it is for. */
describe('the bytes of a version', () => {
  it('are not outputs that lay there before the training', async () => {
    const job = await testJob({
      ...bikes,
      'train.sh': 'true\n',
      'model/weights.txt': 'offset: 0\n',
    });
    const result = await job.step('train', inputs);
    expectOneError(result, /model\//);
    expect(await job.record('run')).toMatchObject({ status: 'failed' });
  });

  it('are not judged by predictions that lay there before the evaluation', async () => {
    const job = await testJob({
      ...bikes,
      'evaluate.sh': 'true\n',
      'predictions.csv': 'id,y,y_hat\n1,10,10\n',
    });
    await job.step('train', inputs);
    expectOneError(await job.step('evaluate', inputs), /predictions of bikes are not at/);
  });

  it('are not changed by the evaluation command', async () => {
    const job = await testJob({
      ...bikes,
      'evaluate.sh': `${bikes['evaluate.sh']}cp metrics.json model/metrics.json\n`,
    });
    await job.step('train', inputs);
    const result = await job.step('evaluate', inputs);
    expectOneError(result, /evaluation command of bikes wrote into model\//);
    expect(await job.record('evaluation')).toMatchObject({ status: 'failed' });
  });

  it('are kept where they are an input too, such as a model to start from', async () => {
    const files = {
      ...bikes,
      '.github/assay.yml': bikes['.github/assay.yml'].replace(
        'inputs: [train.sh,',
        'inputs: [train.sh, model/start.txt,',
      ),
      'train.sh': 'cp model/start.txt model/weights.txt\n',
      'model/start.txt': 'offset: 3\n',
    };
    const job = await testJob(files);
    const result = await job.step('train', inputs);
    expect(result.errors, result.log).toEqual([]);
  });

  it('are of the commit that the job is for, not of another that was checked out', async () => {
    const job = await testJob(bikes);
    const other = { GITHUB_SHA: 'c'.repeat(40) };
    await job.step('train', inputs, other);
    await job.step('evaluate', inputs, other);
    const result = await job.step('register', { ...inputs, token: 'secret' }, other);
    expectOneError(result, /from the checked out commit [0-9a-f]{40}, and this job is for c{40}/);
  });

  it.each(['pull_request_target', 'workflow_run', 'issue_comment'])(
    'are never registered by %s, which may run code that was not merged',
    async (event) => {
      const job = await testJob(bikes);
      const result = await job.step('register', inputs, { GITHUB_EVENT_NAME: event });
      expectOneError(result, new RegExp(`others may run code .*; this is ${event}\\.`));
    },
  );
});

async function fingerprint(variables: Readonly<Record<string, string>>): Promise<string> {
  const job = await testJob(bikes);
  const { outputs } = await job.step('train', inputs, variables);
  return outputs['fingerprint'] ?? '';
}

describe('the fingerprint', () => {
  it('is another on another image of the runner, and the same on its next version', async () => {
    const first = await fingerprint({ ImageOS: 'ubuntu24', ImageVersion: '20260101.1' });
    expect(await fingerprint({ ImageOS: 'ubuntu24', ImageVersion: '20260202.1' })).toBe(first);
    expect(await fingerprint({ ImageOS: 'ubuntu26', ImageVersion: '20260202.1' })).not.toBe(first);
  });
});

it('a report that training wrote is there after the evaluation', async () => {
  const job = await testJob({
    ...bikes,
    '.github/assay.yml': bikes['.github/assay.yml'].replace('[metrics.json]', '[history.json]'),
    'train.sh': `${bikes['train.sh']}echo '{"epochs": 3}' > history.json\n`,
  });
  await job.step('train', inputs);
  const result = await job.step('evaluate', inputs);
  expect(result.errors, result.log).toEqual([]);
  expect(await job.record('evaluation')).toMatchObject({
    reported: [{ path: 'history.json', values: { epochs: 3 } }],
  });
});
