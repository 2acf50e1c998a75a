import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkflowTrigger } from '../../../sandbox/github/contract.ts';
import { startJob } from './job-fixture.ts';
import { at, type OctokitFixture, startOctokitFixture } from './octokit-fixture.ts';

let world: OctokitFixture;
const triggers: WorkflowTrigger[] = [];

beforeAll(async () => {
  world = await startOctokitFixture();
  world.github.onWorkflowTrigger((trigger) => triggers.push(trigger));
});

afterAll(async () => {
  expect(world.github.violations).toEqual([]);
  await world.close();
});

describe('deployments', () => {
  it('keep their payload, make their environment, and are told with each of their statuses', async () => {
    const { rest } = world.app;
    const { data } = await rest.repos.createDeployment({
      ...at,
      ref: world.sha,
      environment: 'churn/production',
      payload: { model: 'churn' },
      auto_merge: false,
      required_contexts: [],
    });
    if (!('id' in data)) throw new TypeError('No deployment.');
    expect(data).toMatchObject({ sha: world.sha, task: 'deploy', payload: { model: 'churn' } });
    const deployment = { ...at, deployment_id: data.id };
    for (const state of ['queued', 'success'] as const) {
      await rest.repos.createDeploymentStatus({ ...deployment, state, description: state });
    }
    const statuses = await world.stranger.rest.repos.listDeploymentStatuses(deployment);
    expect(statuses.data.map(({ state }) => state)).toEqual(['success', 'queued']);
    const environment = { ...at, environment_name: 'churn/production' };
    expect((await rest.repos.getEnvironment(environment)).data.name).toBe('churn/production');
    expect((await rest.repos.getAllEnvironments(at)).data.total_count).toBe(1);
    const told = await world.heard('deployment_status');
    expect(told.map((payload) => payload['action'])).toEqual(['created', 'created']);
    expect(await world.heard('deployment')).toHaveLength(1);
  });

  it('are filtered, newest first, and a success outside production ends those before it', async () => {
    const { rest } = world.owner;
    const deploy = async (environment: string): Promise<number> => {
      const body = { ...at, ref: 'main', environment, required_contexts: [] };
      const { data } = await rest.repos.createDeployment(body);
      if (!('id' in data)) throw new TypeError('No deployment.');
      const status = { ...at, deployment_id: data.id, state: 'success' } as const;
      await rest.repos.createDeploymentStatus(status);
      return data.id;
    };
    const state = async (deployment_id: number): Promise<string | undefined> =>
      (await rest.repos.listDeploymentStatuses({ ...at, deployment_id })).data[0]?.state;
    const [a, b] = [await deploy('staging'), await deploy('staging')];
    const [c, d] = [await deploy('production'), await deploy('production')];
    expect([await state(a), await state(b)]).toEqual(['inactive', 'success']);
    expect([await state(c), await state(d)]).toEqual(['success', 'success']);
    const listed = await rest.repos.listDeployments({ ...at, environment: 'staging', ref: 'main' });
    expect(listed.data.map(({ id }) => id)).toEqual([b, a]);
    const none = await rest.repos.listDeployments({ ...at, environment: 'staging', task: 'x' });
    expect(none.data).toEqual([]);
  });

  it('are refused for a ref that is nowhere, and while a required context is no success', async () => {
    const { rest } = world.owner;
    const nowhere = rest.repos.createDeployment({ ...at, ref: 'nowhere' });
    await expect(nowhere).rejects.toMatchObject({ status: 422 });
    const ask = () =>
      rest.repos.createDeployment({ ...at, ref: 'main', required_contexts: ['ci'] });
    await expect(ask()).rejects.toMatchObject({ status: 409 });
    const status = { ...at, sha: world.sha, context: 'ci', state: 'success' } as const;
    await rest.repos.createCommitStatus(status);
    expect((await ask()).status).toBe(201);
  });

  it('take a description of 140 characters and not one more', async () => {
    const { rest } = world.owner;
    const { data } = await rest.repos.createDeployment({ ...at, ref: 'main' });
    if (!('id' in data)) throw new TypeError('No deployment.');
    const describe = (length: number) =>
      rest.repos.createDeploymentStatus({
        ...at,
        deployment_id: data.id,
        state: 'failure',
        description: 'a'.repeat(length),
      });
    expect((await describe(140)).status).toBe(201);
    await expect(describe(141)).rejects.toMatchObject({ status: 422 });
  });
});

describe('a repository dispatch', () => {
  it('starts workflows of the default branch, also for a token of a job', async () => {
    const job = startJob(world);
    const { token } = world.github.actions.jobTokens(job.jobId, { contents: 'write' });
    const client_payload = { model: 'churn' };
    const dispatch = { ...at, event_type: 'promoted', client_payload };
    await world.withToken(token).rest.repos.createDispatchEvent(dispatch);
    expect(triggers.findLast(({ event }) => event === 'repository_dispatch')).toMatchObject({
      event: 'repository_dispatch',
      action: 'promoted',
      ref: 'refs/heads/main',
      sha: world.sha,
      payload: { action: 'promoted', branch: 'main', client_payload },
    });
    expect(await world.heard('repository_dispatch')).toHaveLength(1);
  });

  it('is refused to who may only read', async () => {
    const dispatch = { ...at, event_type: 'promoted' };
    await expect(world.stranger.rest.repos.createDispatchEvent(dispatch)).rejects.toMatchObject({
      status: 403,
    });
  });
});

function workflow(id: string | number, more: object = {}) {
  const dispatch = { ...at, workflow_id: id, ref: 'manual', ...more };
  return world.owner.rest.actions.createWorkflowDispatch(dispatch);
}

describe('a workflow dispatch', () => {
  beforeAll(async () => {
    const { rest } = world.owner;
    await rest.git.createRef({ ...at, ref: 'refs/heads/manual', sha: world.sha });
    const { data } = await rest.repos.getContent({ ...at, path: '.github/workflows/train.yml' });
    if (!('sha' in data)) throw new TypeError('No file.');
    const text = [
      'on:',
      '  workflow_dispatch:',
      '    inputs:',
      '      model: { required: true }',
      '      seeds: { default: 3 }',
      '      mode: { type: choice, options: [fast, full] }',
    ].join('\n');
    await rest.repos.createOrUpdateFileContents({
      ...at,
      path: '.github/workflows/train.yml',
      message: 'Let it be started by hand',
      content: Buffer.from(text).toString('base64'),
      branch: 'manual',
      sha: data.sha,
    });
  });

  it('starts the workflow as it is at the ref, with defaults, by file name and by id', async () => {
    await workflow('train.yml', { inputs: { model: 'churn', mode: 'full' } });
    const started = triggers.at(-1);
    expect(started).toMatchObject({
      event: 'workflow_dispatch',
      workflow: '.github/workflows/train.yml',
      ref: 'refs/heads/manual',
      headBranch: 'manual',
      inputs: { model: 'churn', seeds: '3', mode: 'full' },
    });
    const { data } = await world.owner.rest.actions.listRepoWorkflows(at);
    const [known] = data.workflows;
    await workflow(known?.id ?? 0, { inputs: { model: 'churn' } });
    expect(triggers.at(-1)?.sha).toBe(started?.sha);
  });

  it.each([
    ['a missing input', 422, 'train.yml', {}],
    ['an input that it does not have', 422, 'train.yml', { inputs: { model: 'a', x: 'y' } }],
    ['a value that is no option', 422, 'train.yml', { inputs: { model: 'a', mode: 'slow' } }],
    ['a ref that is nowhere', 422, 'train.yml', { ref: 'nowhere' }],
    ['a workflow that is not started by hand', 422, 'train.yml', { ref: 'main' }],
    ['a workflow that is not there', 404, 'none.yml', {}],
  ])('is refused for %s', async (_, status, id, more) => {
    await expect(workflow(id, more)).rejects.toMatchObject({ status });
  });
});
