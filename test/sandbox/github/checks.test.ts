import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionsApp } from '../../../sandbox/github/actions-app.ts';
import { requestCheckAction } from '../../../sandbox/github/check-events.ts';
import { changedCheckRun } from '../../../sandbox/github/check-run-change.ts';
import { addAccount, addRepository } from '../../../sandbox/github/repositories.ts';
import { type CheckRun, emptyState } from '../../../sandbox/github/state.ts';
import { createWebhooks, type Event } from '../../../sandbox/github/webhooks.ts';
import { createValidator } from '../../../sandbox/openapi/validate.ts';
import { pushTrigger, startJob } from './job-fixture.ts';
import { at, byText, type OctokitFixture, startOctokitFixture } from './octokit-fixture.ts';

let world: OctokitFixture;

beforeAll(async () => {
  world = await startOctokitFixture();
});

afterAll(async () => {
  // Those are what some tests send on purpose.
  const wrong = /^POST \/repos\/\{owner\}\/\{repo\}\/check-runs: body\./;
  expect(world.github.violations.filter((sentence) => !wrong.test(sentence))).toEqual([]);
  await world.close();
});

/** A branch with a commit of its own. */
async function headOf(branch: string): Promise<string> {
  const { rest } = world.owner;
  await rest.git.createRef({ ...at, ref: `refs/heads/${branch}`, sha: world.sha });
  const file = { ...at, path: 'a.txt', message: branch, content: 'YQ==', branch };
  const { data } = await rest.repos.createOrUpdateFileContents(file);
  return String(data.commit.sha);
}

/** The ids of the check runs that a list has; the query may name another ref. */
async function ids(query: object): Promise<readonly number[]> {
  const ref = { ...at, ref: 'feature/listed' };
  const { data } = await world.anonymous.rest.checks.listForRef({ ...ref, ...query });
  return data.check_runs.map(({ id }) => id);
}

/** Sends what Octokit's types would not let through. */
async function create(wrong: object): Promise<unknown> {
  const check = { name: 'assay', head_sha: world.sha, ...wrong };
  return world.app.request({ method: 'POST', url: '/repos/octo/model/check-runs', ...check });
}

const output = { title: 'Judged', summary: 'All well', text: 'Details' };

describe('check runs', () => {
  it('are made by an app, and changed only by the app that made them', async () => {
    const head_sha = await headOf('owned');
    const made = await world.app.rest.checks.create({ ...at, name: 'assay', head_sha });
    expect(made.data).toMatchObject({ status: 'queued', conclusion: null, app: { slug: 'assay' } });
    const run = { ...at, check_run_id: made.data.id };
    const byOwner = world.owner.rest.checks.create({ ...at, name: 'assay', head_sha });
    await expect(byOwner).rejects.toMatchObject({ status: 403 });
    const byOther = world.otherApp.rest.checks.update({ ...run, status: 'in_progress' });
    await expect(byOther).rejects.toMatchObject({ status: 403 });
    const { data } = await world.app.rest.checks.update({ ...run, conclusion: 'success', output });
    expect(data).toMatchObject({ status: 'completed', conclusion: 'success', output });
    expect(data.completed_at).not.toBeNull();
    const again = await world.app.rest.checks.update({ ...run, status: 'in_progress' });
    expect(again.data).toMatchObject({ conclusion: null, completed_at: null, output });
  });

  it('are made by a job too, as the app of GitHub Actions', async () => {
    const job = startJob(world, pushTrigger(world));
    const { token } = world.github.actions.jobTokens(job.jobId, { checks: 'write' });
    const check = { ...at, name: 'train', head_sha: world.sha, conclusion: 'neutral' } as const;
    const { data } = await world.withToken(token).rest.checks.create(check);
    expect(data.app?.slug).toBe('github-actions');
  });

  it('are the newest of each name and app at a branch, tag or sha, unless all are asked for', async () => {
    const head_sha = await headOf('feature/listed');
    const make = async (client: 'app' | 'otherApp', name: string): Promise<number> =>
      (await world[client].rest.checks.create({ ...at, name, head_sha })).data.id;
    await make('app', 'assay');
    const newest = await make('app', 'assay');
    const foreign = await make('otherApp', 'assay');
    const lint = await make('app', 'lint');
    expect(await ids({})).toEqual([lint, foreign, newest]);
    expect(await ids({ ref: head_sha, check_name: 'assay' })).toEqual([foreign, newest]);
    expect(await ids({ ref: 'heads/feature/listed', filter: 'all' })).toHaveLength(4);
    expect(await ids({ status: 'completed' })).toEqual([]);
    await expect(ids({ ref: 'nowhere' })).rejects.toMatchObject({ status: 422 });
  });

  it('gather the annotations of every request', async () => {
    const head_sha = await headOf('annotated');
    const annotation = {
      path: 'a.txt',
      start_line: 1,
      end_line: 1,
      annotation_level: 'warning',
      message: 'Look',
    } as const;
    const some = (count: number) => ({
      ...output,
      annotations: Array.from({ length: count }, () => annotation),
    });
    const made = await world.app.rest.checks.create({
      ...at,
      name: 'assay',
      head_sha,
      output: some(50),
    });
    const run = { ...at, check_run_id: made.data.id };
    const { data } = await world.app.rest.checks.update({ ...run, output: some(1) });
    expect(data.output.annotations_count).toBe(51);
    const page = await world.app.rest.checks.listAnnotations({ ...run, per_page: 100 });
    expect(page.data).toHaveLength(51);
    expect(page.data[0]).toMatchObject({ ...annotation, title: null });
  });

  it('are told when they are made, completed and asked for again', async () => {
    const check = { ...at, name: 'told', head_sha: world.sha, conclusion: 'failure' } as const;
    const { data } = await world.app.rest.checks.create(check);
    await world.owner.rest.checks.rerequestRun({ ...at, check_run_id: data.id });
    const told = (await world.heard('check_run'))
      .filter((payload) => (payload['check_run'] as { readonly id: number }).id === data.id)
      .map(({ action }) => String(action));
    expect(told.toSorted(byText)).toEqual(['completed', 'created', 'rerequested']);
  });

  it('are asked for again together, as the suite of their app, which alone is told', async () => {
    const head_sha = await headOf('suite');
    const make = async (name: string, conclusion: 'success' | 'failure') => {
      const check = { ...at, name, head_sha, conclusion };
      return (await world.app.rest.checks.create(check)).data.check_suite?.id ?? 0;
    };
    const suite = { ...at, check_suite_id: await make('lint', 'success') };
    await make('assay', 'failure');
    expect(await make('assay', 'success')).toBe(suite.check_suite_id);
    await world.owner.rest.checks.rerequestSuite(suite);
    await world.otherApp.rest.checks.create({ ...at, name: 'theirs', head_sha });
    expect(await world.heard('check_suite')).toMatchObject([
      {
        action: 'rerequested',
        check_suite: {
          id: suite.check_suite_id,
          head_sha,
          app: { slug: 'assay' },
          status: 'completed',
          conclusion: 'success',
          latest_check_runs_count: 2,
          head_commit: { id: head_sha },
        },
        sender: { login: 'octo' },
      },
    ]);
    await expect(
      world.owner.rest.checks.rerequestSuite({ ...at, check_suite_id: 1 }),
    ).rejects.toMatchObject({ status: 404 });
  });

  it('of another app are told when they are made, but not when they are asked for again', async () => {
    const head_sha = await headOf('foreign');
    const check = { ...at, name: 'theirs', head_sha, conclusion: 'failure' } as const;
    const { data } = await world.otherApp.rest.checks.create(check);
    world.github.admin.rerequestCheck('octo/model', data.id, 'octo');
    const told = (await world.heard('check_run'))
      .filter((payload) => (payload['check_run'] as { readonly id: number }).id === data.id)
      .map(({ action }) => String(action));
    expect(told.toSorted(byText)).toEqual(['completed', 'created']);
  });

  it.each([
    ['a commit that is not there', { head_sha: '0'.repeat(40) }],
    ['completed without a conclusion', { status: 'completed' }],
    ['a conclusion that only GitHub gives', { conclusion: 'stale' }],
  ] as const)('are refused for %s', async (_, wrong) => {
    await expect(create(wrong)).rejects.toMatchObject({ status: 422 });
  });

  it.each([
    [
      '51 annotations',
      { output: { ...output, annotations: Array.from({ length: 51 }, () => ({})) } },
    ],
    ['a summary of 65,536 characters', { output: { ...output, summary: 'a'.repeat(65_536) } }],
    ['four actions', { actions: Array.from({ length: 4 }, () => button('a')) }],
    ['a label of 21 characters', { actions: [button('a'.repeat(21))] }],
  ])('are refused for %s, which GitHub documents', async (_, wrong) => {
    await expect(create(wrong)).rejects.toMatchObject({ status: 422 });
  });
});

function button(label: string) {
  return { label, description: 'Again', identifier: 'again' };
}

describe('a button of a check run', () => {
  it('sends its identifier, and a button that is not there is a mistake', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-button-'));
    const state = emptyState(folder, () => new Date());
    state.url = 'http://127.0.0.1:1';
    const validator = createValidator();
    const owner = addAccount(state, 'octo', 'User');
    const options = { owner, name: 'm', private: false, defaultBranch: 'main', parent: null };
    const repository = await addRepository(state, options);
    const sent: Event[] = [];
    const real = createWebhooks(state, validator);
    const hub = {
      state,
      webhooks: {
        ...real,
        send(...[to, sender, event]: Parameters<typeof real.send>) {
          sent.push(event);
          return real.send(to, sender, event);
        },
      },
    };
    repository.checkRuns.set(1, {
      ...changedCheckRun(blank, { actions: [button('Judge again')] }, '2026-01-01T00:00:00Z'),
      app: actionsApp(state),
    });
    requestCheckAction(hub, repository, 1, 'again', owner);
    expect(sent).toMatchObject([
      { payload: { action: 'requested_action', requested_action: { identifier: 'again' } } },
    ]);
    expect(() => requestCheckAction(hub, repository, 1, 'other', owner)).toThrow(TypeError);
    rmSync(folder, { recursive: true });
  });
});

const blank: CheckRun = {
  id: 1,
  name: 'assay',
  headSha: '1'.repeat(40),
  app: actionsApp(emptyState('', () => new Date())),
  suiteId: 2,
  detailsUrl: null,
  externalId: null,
  status: 'queued',
  conclusion: null,
  startedAt: '2026-01-01T00:00:00Z',
  completedAt: null,
  title: null,
  summary: null,
  text: null,
  annotations: [],
  actions: [],
};

describe('commit statuses', () => {
  it('combine to failure, pending or success by the newest of each context', async () => {
    const sha = await headOf('statuses');
    const set = (context: string, state: 'error' | 'pending' | 'success') =>
      world.owner.rest.repos.createCommitStatus({ ...at, sha, context, state });
    const combined = async () =>
      (await world.anonymous.rest.repos.getCombinedStatusForRef({ ...at, ref: 'statuses' })).data;
    expect(await combined()).toMatchObject({ state: 'pending', total_count: 0, sha });
    await set('build', 'pending');
    await set('test', 'success');
    expect((await combined()).state).toBe('pending');
    await set('build', 'error');
    expect((await combined()).state).toBe('failure');
    await set('build', 'success');
    expect(await combined()).toMatchObject({ state: 'success', total_count: 2 });
    const { data } = await world.anonymous.rest.repos.listCommitStatusesForRef({ ...at, ref: sha });
    expect(data.map(({ context, state }) => `${context} ${state}`)).toEqual([
      'build success',
      'build error',
      'test success',
      'build pending',
    ]);
    expect((await world.heard('status')).length).toBeGreaterThanOrEqual(4);
  });
});

describe('a required check', () => {
  it('lets a pull request merge only once its newest run, or a status of its name, is a success', async () => {
    const head_sha = await headOf('required');
    world.github.admin.protectBranch('octo/model', 'main', { requiredChecks: ['assay', 'ci'] });
    const { rest } = world.owner;
    const pull = await rest.pulls.create({ ...at, title: 'T', head: 'required', base: 'main' });
    const merge = () => rest.pulls.merge({ ...at, pull_number: pull.data.number });
    const check = (conclusion: 'success' | 'failure') =>
      world.app.rest.checks.create({ ...at, name: 'assay', head_sha, conclusion });
    await check('success');
    await rest.repos.createCommitStatus({ ...at, sha: head_sha, context: 'ci', state: 'pending' });
    await expect(merge()).rejects.toMatchObject({ status: 405 });
    await rest.repos.createCommitStatus({ ...at, sha: head_sha, context: 'ci', state: 'success' });
    await check('failure');
    await expect(merge()).rejects.toMatchObject({ status: 405 });
    await check('success');
    expect((await merge()).data.merged).toBe(true);
  });
});
