import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkflowTrigger } from '../../../sandbox/github/contract.ts';
import { api, startJob } from './job-fixture.ts';
import { at, type OctokitFixture, startOctokitFixture } from './octokit-fixture.ts';

let world: OctokitFixture;
let triggers: WorkflowTrigger[];

beforeAll(async () => {
  world = await startOctokitFixture();
  triggers = [];
  world.github.onWorkflowTrigger((trigger) => triggers.push(trigger));
});

afterAll(async () => {
  // That is what one test sends on purpose.
  const wrong = /^POST \/repos\/\{owner\}\/\{repo\}\/pulls\/\{pull_number\}\/reviews: body\./;
  expect(world.github.violations.filter((sentence) => !wrong.test(sentence))).toEqual([]);
  await world.close();
});

/** A pull request of the owner's, from a branch of its own; with its head. */
async function opened(branch: string): Promise<{ readonly number: number; readonly head: string }> {
  const { rest } = world.owner;
  await rest.git.createRef({ ...at, ref: `refs/heads/${branch}`, sha: world.sha });
  const file = { ...at, path: `${branch}.txt`, message: branch, content: 'YQ==', branch };
  await rest.repos.createOrUpdateFileContents(file);
  const { data } = await rest.pulls.create({ ...at, title: branch, head: branch, base: 'main' });
  return { number: data.number, head: data.head.sha };
}

type Client = 'owner' | 'stranger' | 'app' | 'otherApp';

async function review(by: Client, number: number, what: object) {
  const url = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews';
  const { data } = await world[by].request(url, { ...at, pull_number: number, ...what });
  return { ...data, id: Number(data.id) };
}

async function states(number: number): Promise<readonly string[]> {
  const { rest } = world.anonymous;
  const { data } = await rest.pulls.listReviews({ ...at, pull_number: number });
  return data.map(({ state, user }) => `${user?.login} ${state}`);
}

async function told(number: number) {
  return (await world.heard('pull_request_review')).filter(
    ({ pull_request: pull }) => (pull as { readonly number: number }).number === number,
  );
}

describe('reviews of a pull request', () => {
  it('are submitted by whoever can read it, and listed oldest first', async () => {
    const { number, head } = await opened('listed');
    const first = await review('stranger', number, { event: 'COMMENT', body: 'Hm.' });
    expect(first).toMatchObject({
      state: 'COMMENTED',
      user: { login: 'stranger' },
      body: 'Hm.',
      commit_id: head,
      author_association: 'NONE',
    });
    await review('stranger', number, { event: 'REQUEST_CHANGES', body: 'No.' });
    const older = await review('app', number, { event: 'APPROVE', commit_id: world.sha });
    expect(older).toMatchObject({ commit_id: world.sha, body: '' });
    expect(await states(number)).toEqual([
      'stranger COMMENTED',
      'stranger CHANGES_REQUESTED',
      'assay[bot] APPROVED',
    ]);
    const second = { ...at, pull_number: number, per_page: 2, page: 2 };
    const page = await world.app.rest.pulls.listReviews(second);
    expect(page.data.map(({ id }) => id)).toEqual([older.id]);
    expect(page.headers.link).toContain('rel="first"');
    const one = { ...at, pull_number: number, review_id: first.id };
    expect((await world.app.rest.pulls.getReview(one)).data).toEqual(first);
  });

  it('keep the commit that they were of when the branch moves on', async () => {
    const { number, head } = await opened('moving');
    await review('stranger', number, { event: 'APPROVE' });
    const file = { ...at, path: 'more.txt', message: 'More', content: 'Yg==', branch: 'moving' };
    await world.owner.rest.repos.createOrUpdateFileContents(file);
    const { data } = await world.app.rest.pulls.listReviews({ ...at, pull_number: number });
    expect(data).toMatchObject([{ state: 'APPROVED', commit_id: head }]);
  });

  it('are told to apps, with the state in small letters', async () => {
    const { number } = await opened('told');
    await review('stranger', number, { event: 'APPROVE' });
    expect(await told(number)).toMatchObject([
      {
        action: 'submitted',
        review: { state: 'approved', body: null, user: { login: 'stranger' } },
        sender: { login: 'stranger' },
      },
    ]);
  });

  it('start the workflows of the merge commit', async () => {
    const { number, head } = await opened('started');
    triggers.length = 0;
    await review('stranger', number, { event: 'APPROVE' });
    expect(triggers).toMatchObject([
      {
        event: 'pull_request_review',
        action: 'submitted',
        ref: `refs/pull/${number}/merge`,
        headSha: head,
        baseRef: 'main',
      },
    ]);
  });

  it.each([
    ['approve', { event: 'APPROVE' }, 'Review Can not approve your own pull request'],
    [
      'request changes of',
      { event: 'REQUEST_CHANGES', body: 'No.' },
      'Review Can not request changes on your own pull request',
    ],
  ])('by the author may not %s it', async (verb, what, reason) => {
    const { number } = await opened(`own-${verb.split(' ')[0]}`);
    await expect(review('owner', number, what)).rejects.toMatchObject({
      status: 422,
      response: { data: { message: 'Unprocessable Entity', errors: [reason] } },
    });
    await review('owner', number, { event: 'COMMENT', body: 'Mine.' });
    expect(await states(number)).toEqual(['octo COMMENTED']);
  });

  it.each([
    [422, 'a comment without words', { event: 'COMMENT' }],
    [422, 'a commit that is not there', { event: 'APPROVE', commit_id: '0'.repeat(40) }],
    [422, 'an event that GitHub does not document', { event: 'DISLIKE' }],
    [501, 'no event, which GitHub keeps as pending', { body: 'Later.' }],
    [501, 'comments on lines', { event: 'APPROVE', comments: [{ path: 'a', body: 'b' }] }],
  ])('are refused with %d for %s', async (status, what, wrong) => {
    const { number } = await opened(`wrong-${what.replaceAll(/\W/g, '-')}`);
    await expect(review('stranger', number, wrong)).rejects.toMatchObject({ status });
    expect(await states(number)).toEqual([]);
  });

  it('need the permission pull_requests of a token', async () => {
    const { number } = await opened('permitted');
    const { jobId } = startJob(world);
    const path = `/repos/octo/model/pulls/${number}/reviews`;
    const send = { method: 'POST', body: JSON.stringify({ event: 'APPROVE' }) };
    const ask = async (permissions: object, init: object) =>
      (
        await api(
          world,
          path,
          world.github.actions.jobTokens(jobId, { ...permissions }).token,
          init,
        )
      ).status;
    expect(await ask({ pull_requests: 'read' }, send)).toBe(403);
    expect(await ask({ contents: 'write' }, {})).toBe(403);
    expect(await ask({ pull_requests: 'read' }, {})).toBe(200);
    expect(await ask({ pull_requests: 'write' }, send)).toBe(200);
    expect((await api(world, path, null, send)).status).toBe(401);
  });
});

async function dismiss(by: Client, number: number, id: number) {
  const review = { ...at, pull_number: number, review_id: id, message: 'It has changed.' };
  return world[by].rest.pulls.dismissReview(review);
}

describe('a dismissal', () => {
  it('takes an approval back, and is told', async () => {
    const { number } = await opened('dismissed');
    const { id } = await review('stranger', number, { event: 'APPROVE' });
    const { data } = await dismiss('owner', number, id);
    expect(data).toMatchObject({ id, state: 'DISMISSED' });
    expect(await states(number)).toEqual(['stranger DISMISSED']);
    const last = (await told(number)).find(({ action }) => action === 'dismissed');
    expect(last).toMatchObject({ review: { id, state: 'dismissed' }, sender: { login: 'octo' } });
    await expect(dismiss('owner', number, id)).rejects.toMatchObject({
      status: 422,
      response: { data: { errors: ['Can not dismiss a dismissed pull request review'] } },
    });
  });

  it('is not for comments, not by those who may not write, and not of what is not there', async () => {
    const { number } = await opened('kept');
    const comment = await review('stranger', number, { event: 'COMMENT', body: 'Hm.' });
    const approval = await review('stranger', number, { event: 'APPROVE' });
    await expect(dismiss('app', number, comment.id)).rejects.toMatchObject({ status: 422 });
    await expect(dismiss('stranger', number, approval.id)).rejects.toMatchObject({ status: 403 });
    await expect(dismiss('app', number, 1)).rejects.toMatchObject({ status: 404 });
  });
});
