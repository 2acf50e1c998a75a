import { expect, present } from './expect.ts';
import type { Person, World } from './world.ts';

/** Comments a command on the first pull request that was merged, and waits until the app has done it; gives its answer. */
export async function command(world: World, person: Person, body: string): Promise<string> {
  const at = { owner: world.owner, repo: world.repo };
  const { data: merged } = await world.as('visitor').rest.pulls.list({
    ...at,
    state: 'closed',
    sort: 'created',
    direction: 'asc',
  });
  const target = present(merged[0], 'There should be a merged pull request to comment on.');
  const { issues, reactions } = world.as(person).rest;
  const { data: comment } = await issues.createComment({
    ...at,
    issue_number: target.number,
    body,
  });
  await world.settled();
  const { data: reacted } = await reactions.listForIssueComment({ ...at, comment_id: comment.id });
  expect(
    reacted.some(({ content, user }) => content === 'rocket' && user?.login === world.appLogin),
    `The app should have reacted with a rocket to ${body}.`,
  );
  const octokit = world.as('visitor');
  const comments = await octokit.paginate(octokit.rest.issues.listComments, {
    ...at,
    issue_number: target.number,
    per_page: 100,
  });
  const answers = comments.filter(
    ({ id, user }) => id > comment.id && user?.login === world.appLogin,
  );
  return answers.at(-1)?.body ?? '';
}

/** Approves a pull request at its head. */
export async function approve(world: World, person: Person, number: number): Promise<void> {
  const { owner, repo } = world;
  await world
    .as(person)
    .rest.pulls.createReview({ owner, repo, pull_number: number, event: 'APPROVE' });
}
