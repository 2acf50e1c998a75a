import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api, type Fixture, startFixture, startJob } from './job-fixture.ts';

let fixture: Fixture;

beforeAll(async () => {
  fixture = await startFixture();
});

afterAll(async () => fixture.close());

async function ask(token: string | null, query: string) {
  const url = new URL('/api/graphql', fixture.github.url);
  const response = await fetch(url, {
    method: 'POST',
    body: JSON.stringify({ query }),
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
  });
  return { status: response.status, body: await response.json() };
}

function viewer(login: string) {
  return { status: 200, body: { data: { viewer: { login } } } };
}

describe('GraphQL', () => {
  it('tells of every token whose it is, as REST does of people alone', async () => {
    const person = fixture.github.admin.createUser('engineer').token;
    const { token: job } = startJob(fixture);
    const query = 'query { viewer { login } }';
    expect(await ask(person, query)).toEqual(viewer('engineer'));
    expect(await ask(job, query)).toEqual(viewer('github-actions[bot]'));
    expect((await api(fixture, '/user', job)).status).toBe(403);
    expect((await ask(null, query)).status).toBe(401);
  });

  it('answers no other question', async () => {
    const { token } = startJob(fixture);
    expect((await ask(token, '{ viewer { id } }')).status).toBe(501);
  });
});
