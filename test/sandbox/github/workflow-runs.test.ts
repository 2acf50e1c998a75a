import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkflowTrigger } from '../../../sandbox/github/contract.ts';
import {
  api,
  type Fixture,
  pushTrigger,
  repositoryName,
  startFixture,
  startJob,
} from './job-fixture.ts';

interface Listed {
  readonly workflow_runs: readonly { readonly id: number }[];
}

let fixture: Fixture;
let reader: string;
const actionsPath = `/repos/${repositoryName}/actions`;

beforeAll(async () => {
  fixture = await startFixture();
  reader = fixture.github.admin.createUser('octo').token;
});

afterAll(() => fixture.close());

async function ids(query: string): Promise<readonly number[]> {
  const { body } = await api(fixture, `${actionsPath}/runs${query}`, reader);
  return (body as Listed).workflow_runs.map(({ id }) => id);
}

describe('workflow runs', () => {
  it('are listed newest first and held to the filters, status being also a conclusion', async () => {
    const { actions } = fixture.github;
    const one = startJob(fixture).runId;
    const two = startJob(fixture, pushTrigger(fixture, { headBranch: 'topic' })).runId;
    actions.updateRun(one, { status: 'completed', conclusion: 'success' });
    expect(await ids('')).toEqual([two, one]);
    expect(await ids('?status=success')).toEqual([one]);
    expect(await ids('?status=queued')).toEqual([two]);
    expect(await ids('?branch=topic')).toEqual([two]);
    expect(await ids(`?head_sha=${fixture.sha}&event=push&actor=octo`)).toEqual([two, one]);
    expect(await ids('?event=schedule')).toEqual([]);
  });

  it('are held to the time in which they were created, by whatever way to say that', async () => {
    let now = '2026-03-01T12:00:00Z';
    const timed = await startFixture(() => new Date(now));
    try {
      const early = startJob(timed).runId;
      now = '2026-03-02T12:00:00Z';
      const late = startJob(timed).runId;
      const created = async (range: string): Promise<unknown> => {
        const path = `${actionsPath}/runs?created=${encodeURIComponent(range)}`;
        const { body } = await api(timed, path, null);
        return (body as Listed).workflow_runs.map(({ id }) => id);
      };
      expect(await created('>=2026-03-01')).toEqual([late, early]);
      expect(await created('>2026-03-01')).toEqual([late]);
      expect(await created('<=2026-03-01')).toEqual([early]);
      expect(await created('<2026-03-01')).toEqual([]);
      expect(await created('2026-03-02')).toEqual([late]);
      expect(await created('>=2026-03-01T12:00:01Z')).toEqual([late]);
      expect(await created('2026-03-01T12:00:00Z')).toEqual([early]);
      expect(await created('2026-02-01..2026-03-01')).toEqual([early]);
      expect(await created('2026-03-02..*')).toEqual([late]);
      expect((await api(timed, `${actionsPath}/runs?created=lately`, null)).status).toBe(422);
      expect(timed.github.violations).toEqual([]);
    } finally {
      await timed.close();
    }
  });

  it('tell their commit, workflow, number and attempt', async () => {
    const { runId } = startJob(fixture);
    const run = await api(fixture, `${actionsPath}/runs/${runId}`, reader);
    expect(run.body).toMatchObject({
      id: runId,
      name: 'Train',
      path: '.github/workflows/train.yml',
      head_sha: fixture.sha,
      head_commit: { message: 'Begin' },
      head_repository: { full_name: repositoryName },
      run_attempt: 1,
      pull_requests: [],
    });
    const attempt = (number: number) =>
      api(fixture, `${actionsPath}/runs/${runId}/attempts/${number}`, reader);
    expect((await attempt(1)).body).toEqual(run.body);
    expect((await attempt(2)).status).toBe(404);
  });

  it('belong to a workflow, which has an id and a name before it ever ran', async () => {
    const fresh = await startFixture();
    try {
      const list = await api(fresh, `${actionsPath}/workflows`, null);
      expect(list.body).toMatchObject({ total_count: 1, workflows: [{ name: 'Train' }] });
      const { workflows } = list.body as {
        readonly workflows: readonly { readonly id: number }[];
      };
      const { runId } = startJob(fresh);
      for (const name of ['train.yml', String(workflows[0]?.id)]) {
        const runs = await api(fresh, `${actionsPath}/workflows/${name}/runs`, null);
        expect(runs.body).toMatchObject({ total_count: 1, workflow_runs: [{ id: runId }] });
      }
      expect((await api(fresh, `${actionsPath}/workflows/x.yml/runs`, null)).status).toBe(404);
      expect(fresh.github.violations).toEqual([]);
    } finally {
      await fresh.close();
    }
  });
});

describe('runs of a pull request', () => {
  it('list it, and have its title', async () => {
    const fresh = await startFixture();
    try {
      const { actions, admin } = fresh.github;
      const { token } = admin.createUser('octo');
      const triggers: WorkflowTrigger[] = [];
      fresh.github.onWorkflowTrigger((trigger) => triggers.push(trigger));
      const root = `/repos/${repositoryName}`;
      const post = (path: string, body: object) =>
        api(fresh, `${root}${path}`, token, { method: 'POST', body: JSON.stringify(body) });
      await post('/git/refs', { ref: 'refs/heads/topic', sha: fresh.sha });
      const file = { message: 'Change', branch: 'topic', content: 'YQ==' };
      const init = { method: 'PUT', body: JSON.stringify(file) };
      await api(fresh, `${root}/contents/a.txt`, token, init);
      await post('/pulls', { title: 'A better model', head: 'topic', base: 'main' });
      const trigger = triggers.find(({ event }) => event === 'pull_request');
      if (trigger === undefined) throw new Error('The pull request started no workflow.');
      const { id } = actions.createRun({ trigger, workflow: { path: 'x.yml', name: 'X' } });
      const run = await api(fresh, `${root}/actions/runs/${id}`, token);
      expect(run.body).toMatchObject({
        event: 'pull_request',
        display_title: 'A better model',
        head_sha: trigger.headSha,
        head_branch: 'topic',
        head_commit: { message: 'Change' },
        pull_requests: [{ number: 1, head: { ref: 'topic' }, base: { ref: 'main' } }],
      });
      expect(fresh.github.violations).toEqual([]);
    } finally {
      await fresh.close();
    }
  });
});

describe('jobs', () => {
  it('show their steps, and give their log to those with an account', async () => {
    const { actions } = fixture.github;
    const { runId, jobId } = startJob(fixture);
    const step = { number: 1, name: 'Train', status: 'completed', conclusion: 'success' } as const;
    actions.updateJob(jobId, { status: 'in_progress' });
    actions.updateJob(jobId, {
      status: 'completed',
      conclusion: 'success',
      steps: [step],
      log: 'mäe 1.5\n',
    });
    const jobs = await api(fixture, `${actionsPath}/runs/${runId}/jobs`, reader);
    expect(jobs.body).toMatchObject({ total_count: 1, jobs: [{ id: jobId, steps: [step] }] });
    expect((await api(fixture, `${actionsPath}/jobs/${jobId}`, reader)).body).toMatchObject({
      status: 'completed',
      conclusion: 'success',
    });
    const logs = `${actionsPath}/jobs/${jobId}/logs`;
    expect((await api(fixture, logs, null)).status).toBe(401);
    const redirect = await api(fixture, logs, reader);
    expect(redirect.status).toBe(302);
    const address = redirect.headers.get('location') ?? '';
    expect(await (await fetch(address)).text()).toBe('mäe 1.5\n');
    expect((await fetch(address.replace(/sig=.*/, 'sig=x'))).status).toBe(403);
  });

  it('have a token with the permissions that were asked for, until they end', async () => {
    const { jobId, token } = startJob(fixture);
    expect((await api(fixture, `${actionsPath}/runs`, token)).status).toBe(200);
    expect((await api(fixture, `/repos/${repositoryName}/labels`, token)).status).toBe(403);
    fixture.github.actions.updateJob(jobId, { status: 'completed', conclusion: 'success' });
    expect((await api(fixture, `${actionsPath}/runs`, token)).status).toBe(401);
  });

  it("of a fork's pull request have a token that reads at most", async () => {
    const fork = pushTrigger(fixture, {
      event: 'pull_request',
      ref: 'refs/pull/1/merge',
      headRepository: 'somebody/model',
    });
    const { jobId } = startJob(fixture, fork);
    const { token } = fixture.github.actions.jobTokens(jobId, { issues: 'write' });
    const labels = `/repos/${repositoryName}/labels`;
    expect((await api(fixture, labels, token)).status).toBe(200);
    const label = { method: 'POST', body: '{"name":"x"}' };
    expect((await api(fixture, labels, token, label)).status).toBe(403);
  });
});

it('answers as GitHub describes its API in all of this', () => {
  expect(fixture.github.violations).toEqual([]);
});
