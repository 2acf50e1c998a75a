import { beforeAll, describe, expect, it } from 'vitest';
import { appPermissions } from '../../../core/app-manifest.ts';
import { appJwt } from '../../sandbox/github/app-fixture.ts';
import { cloneOf } from './clone.ts';
import { beginning, parameterChange } from './content.ts';
import { type JobOptions, permissionsOf, playJob } from './job.ts';
import { branchHead, checkAt, checksAt, ledgerPaths, ledgerRecords, pullsFrom } from './look.ts';
import { drifted, recordFiles } from './records.ts';
import { registerAt } from './register.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { useWorld } from './world.ts';

const world = useWorld();
const us = 'github-actions[bot]';

async function emptyRepository(): Promise<TestRepository> {
  return createRepository(world(), beginning, 'workflow');
}

/** A repository whose default branch was trained, and is in the ledger. */
async function withBaseline(): Promise<TestRepository> {
  const repository = await emptyRepository();
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  await repository.play('push', main, { bikes: { mae: 40, rmse: 60 } });
  await playJob(repository, 'record', 'workflow_run');
  return repository;
}

/** A repository with a version of `bikes` that can be promoted. */
async function withVersion(): Promise<TestRepository> {
  const repository = await emptyRepository();
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  await registerAt(repository, main);
  await playJob(repository, 'record', 'workflow_run');
  return repository;
}

/** What the job's own bot has said on an issue or pull request. */
async function answers({ at }: TestRepository, number: number): Promise<readonly string[]> {
  const { rest } = world().as('reader');
  const { data } = await rest.issues.listComments({ ...at, issue_number: number });
  return data.filter(({ user }) => user?.login === us).map(({ body }) => body ?? '');
}

/** Comments a command on a new issue; gives the issue's number. */
async function command({ at }: TestRepository, body: string): Promise<number> {
  const { issues } = world().as('maintainer').rest;
  const { data } = await issues.create({ ...at, title: 'A wish' });
  await issues.createComment({ ...at, issue_number: data.number, body });
  return data.number;
}

async function promote(repository: TestRepository, options: JobOptions = {}) {
  const number = await command(repository, '/assay promote bikes staging');
  const job = await playJob(repository, 'act', 'issue_comment', options);
  const [pull, ...more] = await pullsFrom(repository, 'assay/promote/bikes/staging');
  if (pull === undefined || more.length > 0) throw new Error('Not one pull request.');
  return { number, job, pull };
}

describe('a pull request, judged in jobs of a workflow', () => {
  let repository: TestRepository;
  beforeAll(async () => {
    repository = await withBaseline();
  });

  it('waits, and then gets the comment and the check, with the permissions of the documented job', async () => {
    const { number, head } = await repository.open({
      branch: 'better',
      files: parameterChange('bikes', 2),
    });
    const greeted = await playJob(repository, 'judge', 'pull_request_target');
    expect(greeted.outcomes).toEqual([
      { what: `look at pull request #${number}`, outcome: 'done', reason: null },
    ]);
    expect(await checkAt(repository, head)).toMatchObject({ status: 'in_progress' });
    await repository.play('pull_request', head, { bikes: { mae: 30, rmse: 50 } });
    await playJob(repository, 'judge', 'workflow_run');
    await playJob(repository, 'judge', 'workflow_run');
    expect(await checkAt(repository, head)).toMatchObject({ conclusion: 'success' });
    const [only = '', ...more] = await answers(repository, number);
    expect(more).toEqual([]);
    expect(only).toContain('Ready to merge');
  });

  it('has no button that nobody would hear of', async () => {
    const { head } = await repository.open({
      branch: 'no-model',
      files: { 'NOTES.md': 'More.\n' },
    });
    await playJob(repository, 'judge', 'pull_request_target');
    const { id, conclusion } = await checkAt(repository, head);
    expect(conclusion).toBe('success');
    const actor = { login: 'maintainer', identifier: 'judge-again' };
    const press = () =>
      world().github.admin.requestCheckAction(repository.name, id, actor.identifier, actor.login);
    expect(press).toThrow();
  });

  it('from a fork is judged by a job that writes, with its records marked as untrusted', async () => {
    const { repos, pulls } = world().as('reader').rest;
    const { data: fork } = await repos.createFork({ ...repository.at });
    const clone = await cloneOf(world(), fork.full_name);
    const files = parameterChange('bikes', 5);
    const head = await clone.push({ branch: 'topic', files, by: 'reader' });
    const { data } = await pulls.create({
      ...repository.at,
      head: 'reader:topic',
      base: 'main',
      title: 'From a fork',
    });
    await playJob(repository, 'judge', 'pull_request_target');
    await repository.play('pull_request', head, { bikes: { mae: 30, rmse: 50 } });
    const { outcomes } = await playJob(repository, 'judge', 'workflow_run');
    expect(outcomes.map(({ what }) => what)).toEqual([
      `find the pull requests of the commit ${head.slice(0, 12)}`,
      `judge pull request #${data.number}`,
    ]);
    expect(await checkAt(repository, head)).toMatchObject({ conclusion: 'neutral' });
    expect(await answers(repository, data.number)).toEqual([
      expect.stringContaining('The records come from a fork') as string,
    ]);
  });

  it('takes few calls, though each job begins with nothing in its memory', async () => {
    const { head } = await repository.open({ branch: 'few', files: parameterChange('bikes', 6) });
    const { calls } = world().github;
    const before = calls.length;
    await playJob(repository, 'judge', 'pull_request_target');
    const greeted = calls.length;
    await repository.play('pull_request', head, { bikes: { mae: 30, rmse: 50 } });
    const played = calls.length;
    await playJob(repository, 'judge', 'workflow_run');
    // Who it is, what the pull request is about, the organisation's policy, what the runs have left, the ledger; then
    // comment and check.
    expect(greeted - before).toBeLessThanOrEqual(9);
    expect(calls.length - played).toBeLessThanOrEqual(18);
  });

  it('is recorded when it is merged', async () => {
    const { number, head } = await repository.open({
      branch: 'merged',
      files: parameterChange('bikes', 3),
    });
    await repository.play('pull_request', head, { bikes: { mae: 30, rmse: 50 } });
    await playJob(repository, 'judge', 'workflow_run');
    await world()
      .as('maintainer')
      .rest.pulls.merge({ ...repository.at, pull_number: number });
    await playJob(repository, 'record', 'pull_request_target');
    expect(await ledgerRecords(repository, 'verdict')).toMatchObject([
      { pullRequest: number, merged: true, trusted: true },
    ]);
  });

  it('is looked at when a person names it, whether an event told of it or not', async () => {
    const { number, head } = await repository.open({
      branch: 'missed',
      files: parameterChange('bikes', 4),
    });
    await repository.play('pull_request', head, { bikes: { mae: 30, rmse: 50 } });
    expect(await checksAt(repository, head)).toEqual([]);
    await world().github.admin.strikeSchedule(repository.name);
    const payload = { inputs: { 'pull-request': String(number) } };
    await playJob(repository, 'record', 'schedule', { payload });
    expect(await checkAt(repository, head)).toMatchObject({ conclusion: 'success' });
  });
});

describe('a promotion, by a command in a workflow', () => {
  it('opened with the own token of the job is judged at once, and says that no workflow has started', async () => {
    const repository = await withVersion();
    const { number, job, pull } = await promote(repository);
    expect(job.outcomes.map(({ what, outcome }) => `${what}: ${outcome}`)).toEqual([
      `obey the command in #${number}: done`,
      `judge pull request #${pull.number}: done`,
    ]);
    expect(pull.user?.login).toBe(us);
    expect(pull.body).toContain('No workflow has been started for this pull request');
    expect(await checkAt(repository, pull.head.sha)).toMatchObject({
      conclusion: 'success',
      title: 'Ready to promote bikes@v1.0.0 to staging',
    });
    expect(await answers(repository, number)).toEqual([
      expect.stringContaining(`Opened [#${pull.number}]`) as string,
    ]);
  });

  it('opened with a token for pull requests is that account, and starts workflows', async () => {
    const repository = await withVersion();
    const { token } = world().github.admin.createUser('machine');
    world().github.admin.setPermission(repository.name, 'machine', 'write');
    const { job, pull } = await promote(repository, { pullRequestToken: token });
    expect(job.outcomes).toHaveLength(1);
    expect(pull.user?.login).toBe('machine');
    expect(pull.body).not.toContain('No workflow');
    const heard = world().triggers.filter(
      ({ event, headSha }) => event === 'pull_request' && headSha === pull.head.sha,
    );
    expect(heard).toHaveLength(1);
    await playJob(repository, 'judge', 'pull_request_target');
    expect(await checkAt(repository, pull.head.sha)).toMatchObject({ conclusion: 'success' });
    await world()
      .as('maintainer')
      .rest.pulls.merge({ ...repository.at, pull_number: pull.number });
    await playJob(repository, 'record', 'pull_request_target', { pullRequestToken: token });
    expect(await ledgerRecords(repository, 'promotion')).toMatchObject([
      { environment: 'staging', requestedBy: 'maintainer', mergedBy: 'maintainer' },
    ]);
  });

  it('with the token of an app of its own is that app’s, check and pull request, and starts workflows', async () => {
    const repository = await withVersion();
    const { github } = world();
    const app = github.admin.createApp({
      slug: 'ours',
      permissions: appPermissions,
      events: [],
      webhook: { url: 'http://127.0.0.1:9/', secret: 'none' },
    });
    const { installationId } = github.admin.installApp('ours', repository.name);
    const path = `/app/installations/${installationId}/access_tokens`;
    const response = await fetch(`${github.apiUrl}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${appJwt(app)}` },
    });
    const { token } = (await response.json()) as { readonly token: string };
    const { pull } = await promote(repository, { token });
    expect(pull).toMatchObject({ user: { login: 'ours[bot]' } });
    expect(pull.body).not.toContain('No workflow');
    await playJob(repository, 'judge', 'pull_request_target', { token });
    const { data } = await world()
      .as('reader')
      .rest.checks.listForRef({ ...repository.at, ref: pull.head.sha, app_id: app.id });
    expect(data.check_runs).toMatchObject([{ name: 'assay', conclusion: 'success' }]);
  });

  it('is refused to whom GitHub does not let push', async () => {
    const repository = await withVersion();
    const { issues } = world().as('reader').rest;
    const { data } = await issues.create({ ...repository.at, title: 'A wish' });
    const body = '/assay promote bikes staging';
    await issues.createComment({ ...repository.at, issue_number: data.number, body });
    await playJob(repository, 'act', 'issue_comment');
    expect(await pullsFrom(repository, 'assay/promote/bikes/staging')).toEqual([]);
    expect(await answers(repository, data.number)).toContainEqual(
      expect.stringContaining('may not use `/assay promote`, which is for people who may push'),
    );
  });
});

describe('drift, reported on a schedule', () => {
  it('ends in a retraining pull request whose check waits for a workflow that people start', async () => {
    const repository = await withBaseline();
    await world().github.admin.strikeSchedule(repository.name);
    const run = repository.begin('schedule', await branchHead(repository, 'main'));
    const window = { start: '2026-02-01', end: '2026-02-28' };
    const drift = drifted(run.source, 'bikes', window, { createdAt: '2026-03-01T00:00:00Z' });
    await run.uploadRecords('bikes', recordFiles({ drift }));
    run.complete();
    await repository.settled();
    const { outcomes } = await playJob(repository, 'record', 'workflow_run');
    expect(outcomes.map(({ what }) => what)).toEqual([
      `take the records of the workflow run ${run.id} into the ledger`,
      'propose to train bikes again',
      'judge pull request #1',
    ]);
    const [pull] = await pullsFrom(repository, 'assay/retrain/bikes');
    expect(pull?.body).toContain('for which GitHub starts no workflow. So `ml.yml` is started');
    expect((await answers(repository, pull?.number ?? 0)).join()).toContain(
      '`.github/workflows/ml.yml` is not on',
    );
    expect(await checkAt(repository, pull?.head.sha ?? '')).toMatchObject({
      status: 'in_progress',
      title: 'Waiting for the workflow to train and evaluate',
    });
  });
});

describe('the daily look', () => {
  it('takes in what a run of the default branch left and no event told of', async () => {
    const repository = await emptyRepository();
    const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
    await repository.play('push', main, { bikes: { mae: 40, rmse: 60 } });
    expect(await ledgerPaths(repository)).toEqual([]);
    await world().github.admin.strikeSchedule(repository.name);
    await playJob(repository, 'record', 'schedule');
    expect(await ledgerRecords(repository, 'evaluation')).toHaveLength(1);
  });
});

describe('a job that cannot do all', () => {
  it('says which permission it lacks, and tells people in the check', async () => {
    const repository = await emptyRepository();
    const { number, head } = await repository.open({
      branch: 'candidate',
      files: parameterChange('bikes', 2),
    });
    await repository.play('pull_request', head, { bikes: { mae: 30, rmse: 50 } });
    const { actions: _, ...permissions } = permissionsOf('judge');
    const { outcomes } = await playJob(repository, 'judge', 'workflow_run', { permissions });
    expect(outcomes).toEqual([
      {
        what: `judge pull request #${number}`,
        outcome: 'given-up',
        reason: expect.stringContaining('The token may not call GET /repos/') as string,
      },
    ]);
    expect(await checkAt(repository, head)).toMatchObject({
      conclusion: 'failure',
      title: 'Assay could not judge this commit',
      text: expect.stringContaining('Run the job of the workflow again') as string,
    });
  });

  it('tells people of what it would have to try again later than it lasts', async () => {
    const repository = await withVersion();
    const number = await command(repository, '/assay status');
    const match = new RegExp(`${repository.at.repo}/git/ref`);
    world().github.addFault({ kind: 'status', match, status: 409, times: 1 });
    const { outcomes } = await playJob(repository, 'act', 'issue_comment', { limitMs: 500 });
    expect(outcomes).toMatchObject([
      { what: `obey the command in #${number}`, outcome: 'unfinished' },
    ]);
    expect(outcomes[0]?.reason).toContain('this job ends before it should be tried again');
    expect(await answers(repository, number)).toEqual([
      expect.stringContaining('It was tried several times and did not work'),
    ]);
  });

  it('does not wait for the end of a limit that lasts longer than itself', async () => {
    const repository = await withVersion();
    await command(repository, '/assay status');
    const match = new RegExp(`${repository.at.repo}/git/ref`);
    world().github.addFault({ kind: 'secondary-rate-limit', match, times: 1 });
    const { outcomes } = await playJob(repository, 'act', 'issue_comment', { limitMs: 500 });
    expect(outcomes).toMatchObject([{ outcome: 'unfinished' }]);
    expect(outcomes[0]?.reason).toContain('GitHub wants no more calls with this token until');
  });

  it('tries again what may be mended by that, and says so', async () => {
    const repository = await withVersion();
    const number = await command(repository, '/assay status');
    const match = new RegExp(`${repository.at.repo}/git/ref`);
    world().github.addFault({ kind: 'status', match, status: 409, times: 1 });
    const { outcomes, said } = await playJob(repository, 'act', 'issue_comment');
    expect(outcomes).toMatchObject([{ outcome: 'done' }]);
    expect(said[0]).toMatch(/^Failed, and is tried again in \d s: obey the command in #\d+\.$/);
    expect(await answers(repository, number)).toHaveLength(1);
  });

  it('finishes what it has begun when it is cancelled', async () => {
    const repository = await withVersion();
    const number = await command(repository, '/assay status');
    const cancelled = AbortSignal.abort();
    const { outcomes } = await playJob(repository, 'act', 'issue_comment', { cancelled });
    expect(outcomes).toMatchObject([{ outcome: 'done' }]);
    expect(await answers(repository, number)).toHaveLength(1);
  });

  it('refuses the token of a person, which can set no check', async () => {
    const repository = await emptyRepository();
    await repository.open({ branch: 'candidate', files: parameterChange('bikes', 2) });
    const token = world().token('maintainer');
    await expect(playJob(repository, 'judge', 'pull_request_target', { token })).rejects.toThrow(
      '`token` is of the account maintainer, and only apps may set checks',
    );
  });

  it('asks for nothing on a comment without a command', async () => {
    const repository = await emptyRepository();
    await command(repository, 'Thank you for /assay');
    const { outcomes } = await playJob(repository, 'act', 'issue_comment');
    expect(outcomes).toEqual([]);
    expect(await ledgerPaths(repository)).toEqual([]);
  });
});
