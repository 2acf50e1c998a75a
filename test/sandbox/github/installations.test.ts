import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appJwt, type Receiver, startReceiver } from './app-fixture.ts';
import { api, type Fixture, startFixture } from './job-fixture.ts';

let fixture: Fixture;
let receiver: Receiver;
let jwt: string;
let acme: number;
let globex: number;

beforeAll(async () => {
  fixture = await startFixture();
  receiver = await startReceiver();
  const { admin } = fixture.github;
  for (const name of ['acme/a', 'acme/b', 'globex/a']) {
    await admin.createRepository({ name, private: true });
  }
  const webhook = { url: receiver.url, secret: 's' };
  const permissions = { contents: 'write', issues: 'write', statuses: 'write' } as const;
  const app = admin.createApp({ slug: 'assay', permissions, events: ['issue_comment'], webhook });
  jwt = appJwt(app);
  acme = admin.installApp('assay', 'acme/a').installationId;
  globex = admin.installApp('assay', 'globex/a').installationId;
});

afterAll(async () => {
  await fixture.close();
  await receiver.close();
});

async function tokenOf(installationId: number): Promise<string> {
  const path = `/app/installations/${installationId}/access_tokens`;
  const { body } = await api(fixture, path, jwt, { method: 'POST' });
  return (body as { readonly token: string }).token;
}

describe('an installation', () => {
  it('is one of an account, shared by its repositories', async () => {
    expect(globex).not.toBe(acme);
    expect(fixture.github.admin.installApp('assay', 'acme/b').installationId).toBe(acme);
    expect((await api(fixture, '/app/installations', jwt)).body).toMatchObject([
      { id: acme, account: { login: 'acme' } },
      { id: globex, account: { login: 'globex' } },
    ]);
  });

  it.each([
    ['acme/a', () => acme],
    ['acme/b', () => acme],
    ['globex/a', () => globex],
  ])('is told for %s', async (name, id) => {
    const { body } = await api(fixture, `/repos/${name}/installation`, jwt);
    expect(body).toMatchObject({ id: id(), target_type: 'User' });
  });

  it('gives a token that reaches the repositories of its account only', async () => {
    const token = await tokenOf(globex);
    expect((await api(fixture, '/installation/repositories', token)).body).toMatchObject({
      total_count: 1,
      repositories: [{ full_name: 'globex/a' }],
    });
    expect((await api(fixture, '/repos/acme/a', token)).status).toBe(404);
    expect((await api(fixture, '/repos/globex/a', token)).status).toBe(200);
  });

  it('is named by the webhooks of the repositories of its account', async () => {
    const { admin } = fixture.github;
    const { token } = admin.createUser('reviewer');
    for (const name of ['acme/b', 'globex/a']) {
      admin.setPermission(name, 'reviewer', 'write');
      const title = JSON.stringify({ title: 'A wish' });
      await api(fixture, `/repos/${name}/issues`, token, { method: 'POST', body: title });
      const words = JSON.stringify({ body: 'Please.' });
      const path = `/repos/${name}/issues/1/comments`;
      await api(fixture, path, token, { method: 'POST', body: words });
      await admin.deliveriesSettled();
    }
    expect(receiver.received.map(({ payload }) => payload)).toMatchObject([
      { repository: { full_name: 'acme/b' }, installation: { id: acme } },
      { repository: { full_name: 'globex/a' }, installation: { id: globex } },
    ]);
  });
});

it('answers as GitHub describes its API in all of this', () => {
  expect(fixture.github.violations).toEqual([]);
});
