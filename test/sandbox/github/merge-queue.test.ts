import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WorkflowTrigger } from '../../../sandbox/github/contract.ts';
import { at, byText, type OctokitFixture, startOctokitFixture } from './octokit-fixture.ts';

const name = 'octo/model';
let world: OctokitFixture;
let triggers: WorkflowTrigger[];
/** Each test has a branch of its own, with a queue. */
let base = '';
let tests = 0;

beforeAll(async () => {
  world = await startOctokitFixture();
  triggers = [];
  world.github.onWorkflowTrigger((trigger) => triggers.push(trigger));
});

beforeEach(async () => {
  tests += 1;
  base = `base-${tests}`;
  await world.owner.rest.git.createRef({ ...at, ref: `refs/heads/${base}`, sha: world.sha });
  world.github.admin.protectBranch(name, base, { requiredChecks: ['assay'] });
  world.github.admin.enableMergeQueue(name, base);
  triggers.length = 0;
});

afterAll(async () => {
  expect(world.github.violations).toEqual([]);
  await world.close();
});

async function put(branch: string, path: string, content: string): Promise<void> {
  const file = { ...at, path, message: `${branch} ${path}`, branch };
  const encoded = Buffer.from(content).toString('base64');
  await world.owner.rest.repos.createOrUpdateFileContents({ ...file, content: encoded });
}

async function judge(head_sha: string, conclusion: 'success' | 'failure'): Promise<void> {
  await world.app.rest.checks.create({ ...at, name: 'assay', head_sha, conclusion });
  await world.github.admin.deliveriesSettled();
}

/** A pull request that changes a file, whose own check has passed. */
async function ready(branch: string, path = `${branch}.txt`): Promise<number> {
  const { rest } = world.owner;
  const head = `${base}-${branch}`;
  await rest.git.createRef({ ...at, ref: `refs/heads/${head}`, sha: world.sha });
  await put(head, path, branch);
  const { data } = await rest.pulls.create({ ...at, title: branch, head, base });
  await judge(data.head.sha, 'success');
  return data.number;
}

async function enqueue(number: number): Promise<void> {
  await world.github.admin.enqueuePull(name, number, 'octo');
}

interface Group {
  readonly head_sha: string;
  readonly head_ref: string;
  readonly base_sha: string;
  readonly base_ref: string;
}

/** The groups of this test's queue of an action so far, in the order of their branches' names. */
async function groups(action: string): Promise<readonly (Group & { readonly reason?: unknown })[]> {
  return (await world.heard('merge_group'))
    .filter((payload) => payload['action'] === action)
    .filter(({ merge_group: group }) => (group as Group).base_ref === `refs/heads/${base}`)
    .map(({ merge_group: group, reason }) => ({ ...(group as Group), reason }))
    .toSorted((one, other) => byText(one.head_ref, other.head_ref));
}

/** The newest group that was asked about for a pull request. */
function groupOf(number: number): WorkflowTrigger {
  const pattern = new RegExp(`/pr-${number}-[0-9a-f]{40}$`);
  const found = triggers.findLast(({ event, ref }) => event === 'merge_group' && pattern.test(ref));
  if (found === undefined) throw new Error(`#${number} has no group.`);
  return found;
}

async function tip(): Promise<string> {
  return (await world.owner.rest.git.getRef({ ...at, ref: `heads/${base}` })).data.object.sha;
}

async function branches(): Promise<readonly string[]> {
  const ref = `heads/gh-readonly-queue/${base}/`;
  const { data } = await world.owner.rest.git.listMatchingRefs({ ...at, ref });
  return data.map(({ ref }) => ref);
}

async function pull(number: number) {
  return (await world.owner.rest.pulls.get({ ...at, pull_number: number })).data;
}

/** Why a pull request has left its queue, as apps were told. */
async function leavings(number: number): Promise<readonly unknown[]> {
  return (await world.heard('pull_request'))
    .filter((payload) => payload['action'] === 'dequeued' && payload['number'] === number)
    .map(({ reason }) => reason);
}

describe('a merge queue', () => {
  it('tries the merge on a branch of its own, and asks for checks there', async () => {
    const number = await ready('one');
    await enqueue(number);
    const ref = `refs/heads/gh-readonly-queue/${base}/pr-${number}-${world.sha}`;
    expect(await groups('checks_requested')).toHaveLength(1);
    const group = (await world.heard('merge_group')).at(-1);
    const head = groupOf(number).sha;
    expect(group).toMatchObject({
      merge_group: {
        head_sha: head,
        head_ref: ref,
        base_sha: world.sha,
        base_ref: `refs/heads/${base}`,
        head_commit: {
          id: head,
          message: `Merge pull request #${number} from octo/${base}-one\n\none`,
        },
      },
      sender: { login: 'github-merge-queue[bot]' },
    });
    expect(await branches()).toEqual([ref]);
    const { data } = await world.owner.rest.git.getCommit({ ...at, commit_sha: head });
    const { head: own } = await pull(number);
    expect(data.parents.map(({ sha }) => sha)).toEqual([world.sha, own.sha]);
    expect(groupOf(number)).toMatchObject({
      action: 'checks_requested',
      ref,
      headSha: head,
      baseRef: base,
      payload: { merge_group: { head_sha: head } },
    });
    expect(await tip()).toBe(world.sha);
  });

  it('moves the branch to that commit when the required checks have passed there', async () => {
    const number = await ready('one');
    await enqueue(number);
    const { sha } = groupOf(number);
    await world.app.rest.checks.create({ ...at, name: 'other', head_sha: sha });
    await world.github.admin.deliveriesSettled();
    expect(await tip()).toBe(world.sha);
    const status = { ...at, sha, context: 'assay', state: 'success' } as const;
    await world.owner.rest.repos.createCommitStatus(status);
    await world.github.admin.deliveriesSettled();
    expect(await tip()).toBe(sha);
    expect(await pull(number)).toMatchObject({
      merged: true,
      merge_commit_sha: sha,
      merged_by: { login: 'github-merge-queue[bot]' },
    });
    expect(await branches()).toEqual([]);
    expect(await groups('destroyed')).toMatchObject([{ head_sha: sha, reason: 'merged' }]);
    expect(await leavings(number)).toEqual(['MERGE']);
    const { data } = await world.owner.rest.repos.listActivities({ ...at, ref: base });
    expect(data[0]).toMatchObject({ activity_type: 'merge_queue_merge', after: sha });
    const pushed = triggers.filter(
      ({ event, ref }) => event === 'push' && ref.endsWith(`/${base}`),
    );
    expect(pushed).toMatchObject([{ sha }]);
  });

  it('puts each group on top of the one before, and merges in their order', async () => {
    const [one, two] = [await ready('one'), await ready('two')];
    await enqueue(one);
    await enqueue(two);
    const [first, second] = [groupOf(one).sha, groupOf(two).sha];
    expect((await groups('checks_requested')).map((group) => group.base_sha)).toEqual([
      world.sha,
      first,
    ]);
    await judge(second, 'success');
    expect(await tip()).toBe(world.sha);
    await judge(first, 'success');
    expect(await tip()).toBe(second);
    expect(await pull(one)).toMatchObject({ merged: true, merge_commit_sha: first });
    expect(await pull(two)).toMatchObject({ merged: true, merge_commit_sha: second });
    expect(await groups('checks_requested')).toHaveLength(2);
  });

  it('takes out whose checks fail, and tries those behind it anew without it', async () => {
    const [one, two] = [await ready('one'), await ready('two')];
    await enqueue(one);
    await enqueue(two);
    const [first, second] = [groupOf(one).sha, groupOf(two).sha];
    await judge(first, 'failure');
    expect(await groups('destroyed')).toMatchObject([
      { head_sha: first, reason: 'dequeued' },
      { head_sha: second, reason: 'invalidated' },
    ]);
    expect(await leavings(one)).toEqual(['CI_FAILURE']);
    expect(await pull(one)).toMatchObject({ state: 'open', merged: false });
    const again = groupOf(two);
    expect(again.ref).toBe(`refs/heads/gh-readonly-queue/${base}/pr-${two}-${world.sha}`);
    expect(await branches()).toEqual([again.ref]);
    await judge(again.sha, 'success');
    expect(await tip()).toBe(again.sha);
  });

  it('starts anew when the branch moves otherwise', async () => {
    const number = await ready('one');
    await enqueue(number);
    const { sha: before } = groupOf(number);
    await put(base, 'other.txt', 'other');
    await world.github.admin.deliveriesSettled();
    const { sha: after } = groupOf(number);
    expect(after).not.toBe(before);
    expect(await groups('destroyed')).toMatchObject([{ head_sha: before, reason: 'invalidated' }]);
    await judge(before, 'success');
    expect((await pull(number)).merged).toBe(false);
    await judge(after, 'success');
    expect(await tip()).toBe(after);
  });

  it.each([
    ['its head moves', (number: number) => put(`${base}-one`, `more-${number}.txt`, 'more')],
    [
      'it is closed',
      (number: number) =>
        world.owner.rest.pulls.update({ ...at, pull_number: number, state: 'closed' }),
    ],
  ])('lets a pull request go when %s', async (_, change) => {
    const number = await ready('one');
    await enqueue(number);
    await change(number);
    await world.github.admin.deliveriesSettled();
    expect(await leavings(number)).toEqual(['UNKNOWN_REMOVAL_REASON']);
    expect(await branches()).toEqual([]);
    expect(await groups('destroyed')).toMatchObject([{ reason: 'dequeued' }]);
  });

  it('lets a pull request go when a person takes it out, and takes it in again', async () => {
    const number = await ready('one');
    await enqueue(number);
    await world.github.admin.dequeuePull(name, number, 'octo');
    expect(await leavings(number)).toEqual(['MANUAL']);
    expect(await branches()).toEqual([]);
    await enqueue(number);
    await judge(groupOf(number).sha, 'success');
    expect((await pull(number)).merged).toBe(true);
  });

  it('rests when its branch is deleted', async () => {
    const number = await ready('one');
    await enqueue(number);
    const { sha } = groupOf(number);
    await world.owner.rest.git.deleteRef({ ...at, ref: `heads/${base}` });
    await world.github.admin.deliveriesSettled();
    await judge(sha, 'success');
    expect(await branches()).toEqual([]);
    expect((await pull(number)).merged).toBe(false);
  });

  it('takes out what conflicts with those before it', async () => {
    const [one, two] = [await ready('one', 'same.txt'), await ready('two', 'same.txt')];
    await enqueue(one);
    await enqueue(two);
    expect(await leavings(two)).toEqual(['MERGE_CONFLICT']);
    expect(await groups('checks_requested')).toHaveLength(1);
  });

  it('merges at once where no check is required, squashed where the branch says so', async () => {
    world.github.admin.protectBranch(name, base, { requiredChecks: [] });
    world.github.admin.enableMergeQueue(name, base, { method: 'squash' });
    const number = await ready('one');
    await enqueue(number);
    const { data } = await world.owner.rest.git.getCommit({ ...at, commit_sha: await tip() });
    expect(data.message).toBe(`one (#${number})`);
    expect(data.parents.map(({ sha }) => sha)).toEqual([world.sha]);
  });
});

describe('a branch with a merge queue', () => {
  it('is merged into by the queue alone', async () => {
    const number = await ready('one');
    await expect(
      world.owner.rest.pulls.merge({ ...at, pull_number: number }),
    ).rejects.toMatchObject({
      status: 405,
      response: { data: { message: expect.stringContaining('through the merge queue') } },
    });
  });

  it('takes no pull request twice, before its own checks, closed, or from who may not write', async () => {
    const number = await ready('one');
    const { admin } = world.github;
    await expect(admin.enqueuePull(name, number, 'stranger')).rejects.toThrow('may not write');
    await judge((await pull(number)).head.sha, 'failure');
    await expect(enqueue(number)).rejects.toThrow('assay must pass first');
    await judge((await pull(number)).head.sha, 'success');
    await enqueue(number);
    await expect(enqueue(number)).rejects.toThrow('queued already');
    await admin.dequeuePull(name, number, 'octo');
    await expect(admin.dequeuePull(name, number, 'octo')).rejects.toThrow('in no queue');
    await world.owner.rest.pulls.update({ ...at, pull_number: number, state: 'closed' });
    await expect(enqueue(number)).rejects.toThrow('closed');
    await expect(admin.enqueuePull(name, 99, 'octo')).rejects.toThrow('No pull request');
  });
});
