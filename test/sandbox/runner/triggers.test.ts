import { describe, expect, it } from 'vitest';
import { said, type Run } from './run-view.ts';
import { person, useSandbox } from './sandbox-fixture.ts';
import type { Repository } from './working-copy.ts';

const sandbox = useSandbox();

const on = (trigger: string): string =>
  `on: ${trigger}\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: echo ok }] } }\n`;

/** A repository with workflows by their names, pushed to `main`, whose own runs are over. */
async function withWorkflows(workflows: Readonly<Record<string, string>>): Promise<Repository> {
  const repository = await sandbox.repository();
  const files = Object.entries(workflows).map(([name, text]) => [
    `.github/workflows/${name}.yml`,
    `name: ${name}\n${text}`,
  ]);
  await repository.push(Object.fromEntries(files));
  await sandbox.runs(repository);
  return repository;
}

/** Names of the workflows that ran while something was done, in order. */
async function ranBy(
  repository: Repository,
  act: () => Promise<unknown>,
): Promise<readonly string[]> {
  const before = await sandbox.runs(repository);
  await act();
  const after = await sandbox.runs(repository);
  const ids = new Set(before.map((run: Run) => run.id));
  return after
    .filter(({ id }) => !ids.has(id))
    .map(({ name }) => name)
    .sort();
}

describe('push', () => {
  it('starts the workflows whose branch patterns let the branch in, and takes exceptions back', async () => {
    const repository = await withWorkflows({
      all: on('push'),
      main: on('{ push: { branches: [main] } }'),
      release: on("{ push: { branches: ['release/**', '!release/**-draft'] } }"),
      others: on('{ push: { branches-ignore: [main] } }'),
      tags: on("{ push: { tags: ['v*'] } }"),
    });
    await repository.git('switch', '--quiet', '-c', 'release/2/a');
    expect(await ranBy(repository, () => repository.push({ a: '1' }))).toEqual([
      'all',
      'others',
      'release',
    ]);
    await repository.git('switch', '--quiet', '-c', 'release/2/a-draft');
    expect(await ranBy(repository, () => repository.push({ a: '2' }))).toEqual(['all', 'others']);
    await repository.git('tag', 'v1');
    const push = (): Promise<string> => repository.git('push', '--quiet', 'origin', 'v1');
    expect(await ranBy(repository, push)).toEqual(['all', 'tags']);
  });

  it('starts the workflows whose path patterns let a changed file in', async () => {
    const repository = await withWorkflows({
      python: on("{ push: { paths: ['**.py'] } }"),
      models: on("{ push: { paths: ['models/*/train.*', '!models/old/**'] } }"),
      code: on("{ push: { paths-ignore: ['docs/**', '**/*.md'] } }"),
    });
    const change = (files: Record<string, string>) =>
      ranBy(repository, () => repository.push(files));
    expect(await change({ 'docs/a.txt': '1', 'README.md': '1' })).toEqual([]);
    expect(await change({ 'models/old/train.txt': '1' })).toEqual(['code']);
    expect(await change({ 'models/new/train.py': '1', 'docs/a.txt': '2' })).toEqual([
      'code',
      'models',
      'python',
    ]);
  });

  it('that deletes a branch starts nothing', async () => {
    const repository = await withWorkflows({ all: on('push') });
    await repository.git('push', '--quiet', 'origin', 'HEAD:refs/heads/topic');
    const act = () => repository.git('push', '--quiet', '--delete', 'origin', 'topic');
    expect(await ranBy(repository, act)).toEqual([]);
  });
});

describe('pull_request', () => {
  it('starts the workflows whose types, base branches and paths it is of, on the merge commit', async () => {
    const repository = await withWorkflows({
      all: `on: pull_request
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - run: echo "$GITHUB_REF $GITHUB_HEAD_REF $GITHUB_BASE_REF $GITHUB_EVENT_NAME \${{ github.event.number }}"
`,
      opened: on('{ pull_request: { types: [opened] } }'),
      moved: on('{ pull_request: { types: [synchronize] } }'),
      release: on("{ pull_request: { branches: ['release/**'] } }"),
      data: on("{ pull_request: { paths: ['data/**'] } }"),
    });
    const open = () => repository.openPull('topic', { 'model.txt': '1' });
    expect(await ranBy(repository, open)).toEqual(['all', 'opened']);
    const [run] = await sandbox.runs(repository);
    expect(run === undefined ? [] : said(run)).toEqual([
      'refs/pull/1/merge topic main pull_request 1',
    ]);
    const move = () => repository.push({ 'data/a.csv': '1' });
    expect(await ranBy(repository, move)).toEqual(['all', 'data', 'moved']);
  });
});

describe('pull_request_review', () => {
  it('starts the workflows whose types it is of, on the merge commit', async () => {
    const repository = await withWorkflows({
      all: `on: pull_request_review
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - run: echo "$GITHUB_REF \${{ github.event.action }} \${{ github.event.review.state }}"
`,
      dismissed: on('{ pull_request_review: { types: [dismissed] } }'),
      pull: on('pull_request'),
    });
    const number = await repository.openPull('topic', { 'model.txt': '1' });
    const { token } = sandbox.github.admin.createUser('reviewer');
    const reviews = `/pulls/${number}/reviews`;
    const submit = () => repository.api('POST', reviews, { event: 'APPROVE' }, token);
    expect(await ranBy(repository, submit)).toEqual(['all']);
    const { body } = await repository.api('GET', reviews);
    const [{ id }] = body as readonly [{ readonly id: number }];
    const dismiss = () => repository.api('PUT', `${reviews}/${id}/dismissals`, { message: 'Old.' });
    expect(await ranBy(repository, dismiss)).toEqual(['all', 'dismissed']);
    const runs = (await sandbox.runs(repository)).filter(({ name }) => name === 'all');
    expect(runs.flatMap(said)).toEqual([
      'refs/pull/1/merge submitted approved',
      'refs/pull/1/merge dismissed dismissed',
    ]);
  });
});

describe('merge_group', () => {
  it('starts the workflows whose base branches it is of, which check the group out', async () => {
    const repository = await withWorkflows({
      all: `on: merge_group
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: |
          test "$(git rev-parse HEAD)" = "\${{ github.event.merge_group.head_sha }}"
          echo "$GITHUB_EVENT_NAME $GITHUB_ACTOR $(cat model.txt)"
          echo "$GITHUB_REF"
`,
      main: on('{ merge_group: { branches: [main] } }'),
      release: on("{ merge_group: { branches: ['release/**'] } }"),
    });
    const { admin } = sandbox.github;
    const base = await repository.git('rev-parse', 'HEAD');
    const number = await repository.openPull('topic', { 'model.txt': 'two' });
    const succeed = (sha: string) =>
      repository.api('POST', `/statuses/${sha}`, { context: 'ci', state: 'success' });
    admin.protectBranch(repository.name, 'main', { requiredChecks: ['ci'] });
    admin.enableMergeQueue(repository.name, 'main');
    await succeed(await repository.git('rev-parse', 'HEAD'));
    const enqueue = () => admin.enqueuePull(repository.name, number, person);
    expect(await ranBy(repository, enqueue)).toEqual(['all', 'main']);
    const run = (await sandbox.runs(repository)).find(({ name }) => name === 'all');
    const branch = `gh-readonly-queue/main/pr-${number}-${base}`;
    expect(run).toMatchObject({ event: 'merge_group', branch, conclusion: 'success' });
    expect(run === undefined ? [] : said(run).slice(-3, -1)).toEqual([
      'merge_group github-merge-queue[bot] two',
      `refs/heads/${branch}`,
    ]);
    const tip = await repository.git('ls-remote', 'origin', branch);
    await succeed(tip.slice(0, 40));
    await admin.deliveriesSettled();
    const { body } = await repository.api('GET', `/pulls/${number}`);
    expect(body).toMatchObject({ merged: true });
  });
});

it('schedule starts its workflows on the default branch', async () => {
  const repository = await withWorkflows({ nightly: on("{ schedule: [{ cron: '0 3 * * *' }] }") });
  const strike = () => sandbox.github.admin.strikeSchedule(repository.name);
  expect(await ranBy(repository, strike)).toEqual(['nightly']);
  const [run] = await sandbox.runs(repository);
  expect(run).toMatchObject({ event: 'schedule', branch: 'main', conclusion: 'success' });
});

it('repository_dispatch starts the workflows of its type, which read its payload', async () => {
  const repository = await withWorkflows({
    drift: `on: { repository_dispatch: { types: [drift] } }
jobs:
  a:
    runs-on: ubuntu-latest
    steps: [{ run: 'echo \${{ github.event.action }} of \${{ github.event.client_payload.model }}' }]
`,
    other: on('{ repository_dispatch: { types: [other] } }'),
    any: on('repository_dispatch'),
  });
  const body = { event_type: 'drift', client_payload: { model: 'bike-demand' } };
  const dispatch = () => repository.api('POST', '/dispatches', body);
  expect(await ranBy(repository, dispatch)).toEqual(['any', 'drift']);
  const drift = (await sandbox.runs(repository)).find(({ name }) => name === 'drift');
  expect(drift === undefined ? [] : said(drift)).toEqual(['drift of bike-demand']);
});

describe('workflow_dispatch', () => {
  const workflow = `on:
  workflow_dispatch:
    inputs:
      model: { type: string, required: true }
      epochs: { type: number, default: 3 }
      fast: { type: boolean, default: false }
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - run: echo "\${{ inputs.model }} \${{ inputs.epochs }} \${{ inputs.fast && 'fast' || 'slow' }}"
      - run: echo "\${{ github.event.inputs.model }} \${{ toJSON(inputs.fast) }}"
`;

  it('starts the one workflow on the branch that is named, with typed inputs', async () => {
    const repository = await withWorkflows({ train: workflow, other: on('workflow_dispatch') });
    await repository.git('push', '--quiet', 'origin', 'HEAD:refs/heads/topic');
    const dispatch = (inputs: object) => () =>
      repository.api('POST', '/actions/workflows/train.yml/dispatches', { ref: 'topic', inputs });
    expect(await ranBy(repository, dispatch({ model: 'm' }))).toEqual(['train']);
    expect(await ranBy(repository, dispatch({ model: 'n', fast: 'true' }))).toEqual(['train']);
    const runs = await sandbox.runs(repository);
    expect(runs.map((run) => [run.branch, ...said(run)])).toEqual([
      ['topic', 'm 3 slow', 'm false'],
      ['topic', 'n 3 fast', 'n true'],
    ]);
  });
});
