import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, byText, type OctokitFixture, startOctokitFixture } from './octokit-fixture.ts';

let world: OctokitFixture;

beforeAll(async () => {
  world = await startOctokitFixture();
});

afterAll(async () => {
  expect(world.github.violations).toEqual([]);
  await world.close();
});

/** A pull request from a branch with one commit more than `main`. */
async function openPull(branch: string): Promise<number> {
  const { rest } = world.owner;
  await rest.git.createRef({ ...at, ref: `refs/heads/${branch}`, sha: world.sha });
  const content = Buffer.from(branch).toString('base64');
  const file = { ...at, path: `${branch}.txt`, message: 'Add', content, branch };
  await rest.repos.createOrUpdateFileContents(file);
  const { data } = await rest.pulls.create({ ...at, title: 'Change', head: branch, base: 'main' });
  return data.number;
}

describe('issues', () => {
  it('are numbered with pull requests, and a pull request is one of them', async () => {
    const { rest } = world.stranger;
    const { data: first } = await rest.issues.create({ ...at, title: 'One', labels: ['bug'] });
    const number = await openPull('numbered');
    expect(number).toBe(first.number + 1);
    // A stranger may open, but not label.
    expect(first).toMatchObject({ state: 'open', labels: [], author_association: 'NONE' });
    expect(first.pull_request).toBeUndefined();
    const { data } = await rest.issues.get({ ...at, issue_number: number });
    const url = `${world.github.apiUrl}/repos/octo/model/pulls/${number}`;
    expect(data.pull_request).toMatchObject({ url, merged_at: null });
  });

  it('are listed by state, labels and author, newest first unless asked otherwise', async () => {
    const { rest } = world.owner;
    const make = async (title: string, labels: string[]): Promise<number> =>
      (await rest.issues.create({ ...at, title, labels })).data.number;
    const [a, b] = [await make('A', ['drift']), await make('B', ['drift', 'urgent'])];
    const numbers = async (query: object): Promise<readonly number[]> =>
      (await rest.issues.listForRepo({ ...at, ...query })).data.map(({ number }) => number);
    expect(await numbers({ labels: 'drift' })).toEqual([b, a]);
    expect(await numbers({ labels: 'drift', direction: 'asc' })).toEqual([a, b]);
    expect(await numbers({ labels: 'drift,urgent' })).toEqual([b]);
    expect(await numbers({ labels: 'drift', creator: 'stranger' })).toEqual([]);
    await rest.issues.update({ ...at, issue_number: a, state: 'closed' });
    expect(await numbers({ labels: 'drift' })).toEqual([b]);
    expect(await numbers({ labels: 'drift', state: 'closed' })).toEqual([a]);
  });

  it('are changed by their author and by who may write, and by nobody else', async () => {
    const { data } = await world.owner.rest.issues.create({ ...at, title: 'Mine' });
    const change = { ...at, issue_number: data.number, title: 'Yours' };
    await expect(world.stranger.rest.issues.update(change)).rejects.toMatchObject({ status: 403 });
    const { data: changed } = await world.app.rest.issues.update(change);
    expect(changed.title).toBe('Yours');
  });

  it('close a pull request when it is closed as an issue, and tell of it', async () => {
    const number = await openPull('closing');
    await world.owner.rest.issues.update({ ...at, issue_number: number, state: 'closed' });
    const { data } = await world.owner.rest.pulls.get({ ...at, pull_number: number });
    expect(data.state).toBe('closed');
    expect(await world.heard('pull_request')).toContainEqual(
      expect.objectContaining({ action: 'closed', number }),
    );
  });
});

function names(labels: readonly { readonly name: string }[]): readonly string[] {
  return labels.map(({ name }) => name);
}

describe('labels of a pull request', () => {
  it('are made where they are missing, and each one put on or taken off is told once', async () => {
    const { rest } = world.app;
    const issue = { ...at, issue_number: await openPull('labels') };
    const both = await rest.issues.addLabels({ ...issue, labels: ['model: churn', 'new'] });
    expect(names(both.data)).toEqual(['model: churn', 'new']);
    await rest.issues.addLabels({ ...issue, labels: ['new'] });
    const left = await rest.issues.removeLabel({ ...issue, name: 'model: churn' });
    expect(names(left.data)).toEqual(['new']);
    await expect(rest.issues.removeLabel({ ...issue, name: 'none' })).rejects.toMatchObject({
      status: 404,
    });
    await rest.issues.removeAllLabels(issue);
    expect((await rest.issues.listLabelsOnIssue(issue)).data).toEqual([]);
    const { data: known } = await rest.issues.getLabel({ ...at, name: 'model: churn' });
    expect(known.color).toBe('ededed');
    const told = (await world.heard('pull_request')).filter(
      (payload) => payload['number'] === issue.issue_number,
    );
    // Deliveries may overtake each other.
    expect(told.map(({ action }) => String(action)).toSorted(byText)).toEqual([
      'labeled',
      'labeled',
      'opened',
      'unlabeled',
      'unlabeled',
    ]);
  });
});

describe('comments', () => {
  it('say who wrote them, and the webhook has the issue with its pull request', async () => {
    const issue_number = await openPull('comments');
    const comment = await world.app.rest.issues.createComment({ ...at, issue_number, body: 'Hi' });
    expect(comment.data).toMatchObject({
      user: { login: 'assay[bot]', type: 'Bot' },
      performed_via_github_app: { slug: 'assay' },
      author_association: 'NONE',
    });
    const reply = await world.owner.rest.issues.createComment({ ...at, issue_number, body: '/x' });
    expect(reply.data).toMatchObject({
      performed_via_github_app: null,
      author_association: 'OWNER',
    });
    expect(await world.heard('issue_comment')).toContainEqual(
      expect.objectContaining({
        action: 'created',
        issue: expect.objectContaining({ number: issue_number, pull_request: expect.anything() }),
        comment: expect.objectContaining({ id: reply.data.id, body: '/x' }),
        installation: expect.anything(),
      }),
    );
    const { data } = await world.anonymous.rest.issues.listComments({ ...at, issue_number });
    expect(data.map(({ body }) => body)).toEqual(['Hi', '/x']);
  });

  it('are changed and deleted by their author or who may write, with what they said before', async () => {
    const { data: issue } = await world.owner.rest.issues.create({ ...at, title: 'Talk' });
    const place = { ...at, issue_number: issue.number };
    const { data } = await world.stranger.rest.issues.createComment({ ...place, body: 'One' });
    const { data: own } = await world.owner.rest.issues.createComment({ ...place, body: 'Own' });
    const refused = world.stranger.rest.issues.updateComment({
      ...at,
      comment_id: own.id,
      body: 'Theirs',
    });
    await expect(refused).rejects.toMatchObject({ status: 403 });
    const comment = { ...at, comment_id: data.id };
    await world.stranger.rest.issues.updateComment({ ...comment, body: 'Two' });
    await world.app.rest.issues.deleteComment(comment);
    await expect(world.owner.rest.issues.getComment(comment)).rejects.toMatchObject({
      status: 404,
    });
    const told = (await world.heard('issue_comment')).filter(
      (payload) => (payload['comment'] as { readonly id: number }).id === data.id,
    );
    const changes = Object.fromEntries(
      told.map((payload) => [payload['action'], payload['changes']]),
    );
    expect(told).toHaveLength(3);
    expect(changes).toEqual({
      created: undefined,
      edited: { body: { from: 'One' } },
      deleted: undefined,
    });
  });

  it('may have 65,536 characters and not one more', async () => {
    const { data: issue } = await world.owner.rest.issues.create({ ...at, title: 'Long' });
    const place = { ...at, issue_number: issue.number };
    await world.owner.rest.issues.createComment({ ...place, body: 'ä'.repeat(65_536) });
    for (const body of ['a'.repeat(65_537), ' ']) {
      const refused = world.owner.rest.issues.createComment({ ...place, body });
      await expect(refused).rejects.toMatchObject({ status: 422 });
    }
  });

  it('are reacted to once by the same account with the same content', async () => {
    const { data: issue } = await world.owner.rest.issues.create({ ...at, title: 'React' });
    const place = { ...at, issue_number: issue.number, body: '/assay promote' };
    const { data } = await world.stranger.rest.issues.createComment(place);
    const comment = { ...at, comment_id: data.id };
    const react = async (content: 'eyes' | 'rocket'): Promise<number> =>
      (await world.app.rest.reactions.createForIssueComment({ ...comment, content })).status;
    expect(await react('eyes')).toBe(201);
    expect(await react('eyes')).toBe(200);
    expect(await react('rocket')).toBe(201);
    const eyes = await world.app.rest.reactions.listForIssueComment({
      ...comment,
      content: 'eyes',
    });
    expect(eyes.data.map(({ user }) => user?.login)).toEqual(['assay[bot]']);
    const { data: seen } = await world.owner.rest.issues.getComment(comment);
    expect(seen.reactions).toMatchObject({ total_count: 2, eyes: 1, rocket: 1, heart: 0 });
  });
});
