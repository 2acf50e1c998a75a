import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bikes, configured } from './bikes.ts';
import { expectOneError } from './failure.ts';
import { put, testJob } from './job.ts';

const inputs = { model: 'bikes' };

describe('train', () => {
  it('trains, and records what went in, what came out and what it cost', async () => {
    const job = await testJob(bikes);
    const result = await job.step('train', inputs);
    expect(result.errors, result.log).toEqual([]);
    expect(result.exitCode).toBe(0);
    expect(result.log).toMatch(
      /::group::training of bikes: bash train\.sh\nlearning from +3 lines\n::endgroup::/,
    );
    expect(result.log).toContain('No cache on this runner');

    const record = await job.record('run');
    expect(record).toMatchObject({
      producer: { action: 'train' },
      repository: 'octo/models',
      commit: job.head,
      checkout: job.head,
      workflow: { runId: 42, attempt: 1, event: 'push', actor: 'octocat' },
      status: 'succeeded',
      command: 'bash train.sh',
      cache: { available: false, hit: false },
      inputs: [
        { path: 'train.sh' },
        { path: 'data/*.csv' },
        { path: 'params.yaml' },
        { path: 'requirements.txt' },
      ],
      parameters: { 'params.yaml:offset': 2 },
      data: { days: { path: 'data/days.csv', role: 'training', license: 'CC-BY-4.0' } },
      artifact: { bytes: 10, files: [{ path: 'model/weights.txt' }] },
      exitCode: 0,
    });
    expect(record).toHaveProperty('durationSeconds', expect.any(Number));
    expect(result.outputs).toMatchObject({
      'cache-hit': 'false',
      fingerprint: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
      'artifact-digest': expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
      duration: expect.stringMatching(/^\d+\.\d{3}$/) as string,
    });
    expect(JSON.parse(await readFile(result.outputs['record'] ?? '', 'utf8'))).toEqual(record);
  });

  it('judges the head of a pull request, not the merge commit that is checked out', async () => {
    const job = await testJob(bikes);
    const head = 'a'.repeat(40);
    await put(job, 'event.json', JSON.stringify({ pull_request: { head: { sha: head } } }));
    const variables = {
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: join(job.workspace, 'event.json'),
    };
    await job.step('train', inputs, variables);
    expect(await job.record('run')).toMatchObject({ commit: head, checkout: job.head });
  });

  it('changes the fingerprint with a lock file and with a parameter, and with nothing that is not declared', async () => {
    const job = await testJob(bikes);
    const { outputs: before } = await job.step('train', inputs);
    await put(job, 'README.md', 'words');
    expect((await job.step('train', inputs)).outputs['fingerprint']).toBe(before['fingerprint']);
    await put(job, 'requirements.txt', 'numpy==2.3.1\n');
    const { outputs: locked } = await job.step('train', inputs);
    expect(locked['fingerprint']).not.toBe(before['fingerprint']);
    await put(job, 'params.yaml', 'offset: 3\n');
    expect((await job.step('train', inputs)).outputs['fingerprint']).not.toBe(
      locked['fingerprint'],
    );
  });

  it("hides its own inputs and the runner's tokens from the command", async () => {
    const job = await testJob({ ...bikes, 'train.sh': 'mkdir -p model; env > model/env.txt\n' });
    await job.step('train', inputs, {
      ACTIONS_RUNTIME_URL: 'x',
      INPUT_TOKEN: 'secret',
      USER_OWN: 'kept',
    });
    const seen = await readFile(join(job.workspace, 'model/env.txt'), 'utf8');
    expect(seen).toContain('USER_OWN=kept');
    expect(seen).not.toMatch(/secret|INPUT_|ACTIONS_RUNTIME|GITHUB_OUTPUT/);
  });

  it('fails once when the command fails, and says so in the record', async () => {
    const job = await testJob({ ...bikes, 'train.sh': 'echo broken >&2\nexit 3\n' });
    const result = await job.step('train', inputs);
    expectOneError(
      result,
      /^The training command of bikes \(bash train\.sh\) failed with exit code 3\./,
    );
    expect(await job.record('run')).toMatchObject({
      status: 'failed',
      failure: { code: 'command-failed', message: result.errors[0] },
      exitCode: 3,
    });
    expect(result.outputs['artifact-digest']).toBe('');
  });

  it('fails once when the command was ended by a signal', async () => {
    const job = await testJob({ ...bikes, 'train.sh': 'kill -9 $$\n' });
    const result = await job.step('train', { model: 'bikes' });
    expectOneError(result, /exit code 137|ended by SIGKILL/);
    expect(await job.record('run')).toMatchObject({ status: 'failed' });
  });

  it('fails once when an output is missing, and names it', async () => {
    const job = await testJob({ ...bikes, 'train.sh': 'true\n' });
    const result = await job.step('train', inputs);
    expectOneError(result, /^The output model\/ does not exist or is empty/);
    expect(await job.record('run')).toMatchObject({
      status: 'failed',
      failure: { code: 'no-output' },
      exitCode: 0,
    });
  });

  it.each([
    [
      'train.inputs',
      'inputs: [train.sh, data/*.csv]',
      'inputs: [train.sh, data/*.parquet]',
      'data/*.parquet',
    ],
    ['train.params', 'params: [params.yaml]', 'params: [settings.yaml]', 'settings.yaml'],
    ['train.lock', 'lock: [requirements.txt]', 'lock: [uv.lock]', 'uv.lock'],
    ['data.days', 'path: data/days.csv', 'path: data/nights.csv', 'data/nights.csv'],
  ])('fails once, without training, when what %s names is missing', async (key, from, to, path) => {
    const job = await testJob(configured(from, to));
    const result = await job.step('train', inputs);
    expectOneError(result, new RegExp(`^${key} names ${path.replace('*', '\\*')}, and`));
    expect(result.log).not.toContain('learning from');
    expect(await job.record('run')).toMatchObject({
      status: 'failed',
      failure: { code: 'no-input' },
      exitCode: null,
      durationSeconds: null,
    });
  });

  it('fails once for a parameter file that cannot be read, at its line', async () => {
    const job = await testJob({ ...bikes, 'params.yaml': 'offset: 2\nrate: [1\n' });
    const result = await job.step('train', inputs);
    expectOneError(result, /^params\.yaml \(line \d\) is not YAML or JSON/);
    expect(result.log).toMatch(/^::error title=Assay train,file=params\.yaml,line=\d+/m);
    expect(await job.record('run')).toMatchObject({
      status: 'failed',
      failure: { code: 'unreadable-parameters' },
    });
  });

  it('fails once for an output that is the whole folder, without training', async () => {
    const job = await testJob(configured('outputs: [model/]', 'outputs: [./]'));
    const result = await job.step('train', inputs);
    expectOneError(result, /whole folder/);
    expect(result.log).not.toContain('learning from');
  });

  it('suggests the model whose name is nearest', async () => {
    const job = await testJob(bikes);
    const result = await job.step('train', { model: 'bike' });
    expectOneError(result, /no model "bike" in \.github\/assay\.yml.*"?bikes"?/);
  });

  it('asks for a model when none is named', async () => {
    expectOneError(
      await (await testJob(bikes)).step('train', { model: '' }),
      /input "model" is missing/,
    );
  });

  it('says when there is no configuration, and where it looked', async () => {
    const job = await testJob(bikes);
    const result = await job.step('train', { ...inputs, config: 'assay.yml' });
    expectOneError(result, /no configuration at assay\.yml/);
  });

  it('says at which line YAML does not parse', async () => {
    const job = await testJob({ ...bikes, '.github/assay.yml': 'version: 1\nmodels: [\n' });
    const result = await job.step('train', inputs);
    expectOneError(result, /\.github\/assay\.yml/);
    expect(result.log).toMatch(/^::error title=Assay train,file=\.github\/assay\.yml,line=\d+/m);
  });

  it('says which key of the configuration is wrong, at its line, and suggests the right one', async () => {
    const job = await testJob(configured('inputs: [train.sh', 'input: [train.sh'));
    const result = await job.step('train', inputs);
    expectOneError(result, /"?input"?.*"?inputs"?/s);
    expect(result.log).toMatch(/^::error title=Assay train,file=\.github\/assay\.yml,line=9/m);
  });

  it("says when the model's folder does not exist", async () => {
    const job = await testJob(configured('    task:', '    path: models/bikes\n    task:'));
    expectOneError(
      await job.step('train', inputs),
      /folder models\/bikes of the model bikes does not exist/,
    );
  });

  it('says when there is no checkout', async () => {
    const job = await testJob(bikes);
    await rm(join(job.workspace, '.git'), { recursive: true });
    expectOneError(await job.step('train', inputs), /is not a git checkout/);
  });

  it('says when it is not run by a workflow', async () => {
    const job = await testJob(bikes);
    expectOneError(
      await job.step('train', inputs, { GITHUB_REPOSITORY: '' }),
      /as a step of a GitHub workflow/,
    );
  });
});
