import { afterAll, beforeAll, expect, it } from 'vitest';
import { api, type Fixture, repositoryName, startFixture } from './job-fixture.ts';

const pulls = `/repos/${repositoryName}/pulls`;
let fixture: Fixture;
let token: string;
let clock = Date.parse('2026-01-01T00:00:00Z');

async function send(method: string, path: string, body: object): Promise<void> {
  const { status } = await api(fixture, path, token, { method, body: JSON.stringify(body) });
  expect(status).toBeLessThan(300);
}

/** Numbers 1 to 3, each a day after the other; then 1 gets a comment, and 2 is closed. */
beforeAll(async () => {
  fixture = await startFixture(() => new Date(clock));
  token = fixture.github.admin.createUser('octo').token;
  for (const branch of ['one', 'two', 'three']) {
    const contents = `/repos/${repositoryName}/contents/${branch}.txt`;
    const refs = `/repos/${repositoryName}/git/refs`;
    await send('POST', refs, { ref: `refs/heads/${branch}`, sha: fixture.sha });
    await send('PUT', contents, { message: branch, content: 'bw==', branch });
    await send('POST', pulls, { title: branch, head: branch, base: 'main' });
    clock += 24 * 3_600_000;
  }
  await send('POST', `/repos/${repositoryName}/issues/1/comments`, { body: 'Good.' });
  await send('PATCH', `${pulls}/2`, { state: 'closed' });
  clock += 3_600_000;
  await send('PATCH', `${pulls}/1`, { title: 'First' });
});

afterAll(async () => {
  expect(fixture.github.violations).toEqual([]);
  await fixture.close();
});

async function numbers(query: string): Promise<readonly number[]> {
  const { body } = await api(fixture, `${pulls}${query}`, token);
  return (body as readonly { readonly number: number }[]).map(({ number }) => number);
}

it.each([
  ['', [3, 1]],
  ['?state=closed', [2]],
  ['?state=all', [3, 2, 1]],
  ['?state=all&direction=asc', [1, 2, 3]],
  ['?state=all&sort=updated&direction=desc', [1, 2, 3]],
  ['?state=all&sort=updated', [3, 2, 1]],
  ['?state=all&sort=popularity&direction=desc', [1, 3, 2]],
  ['?state=all&head=octo:two', [2]],
  ['?state=all&base=other', []],
  ['?state=all&per_page=1&page=2', [2]],
  ['?sort=long-running', []],
])('lists with %s pull requests %j', async (query, expected) => {
  expect(await numbers(query)).toEqual(expected);
});

it('lists as long-running what was opened more than a month ago and touched since', async () => {
  clock += 29 * 24 * 3_600_000;
  expect(await numbers('?sort=long-running')).toEqual([1]);
});
