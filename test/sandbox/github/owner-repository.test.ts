import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appJwt } from './app-fixture.ts';
import { api } from './job-fixture.ts';
import { type OctokitFixture, startOctokitFixture } from './octokit-fixture.ts';

let world: OctokitFixture;
let jwt: string;
let installationId: number;

/** Two owners with a repository `.github` each, of which the second is hidden; the app is at one model of both. */
beforeAll(async () => {
  world = await startOctokitFixture();
  const { admin, apiUrl } = world.github;
  for (const owner of ['acme', 'globex']) {
    admin.createOrganization(owner);
    await admin.createRepository({ name: `${owner}/.github`, private: owner === 'globex' });
    await admin.createRepository({ name: `${owner}/models`, private: true });
    admin.setPermission(`${owner}/.github`, 'octo', 'admin');
    const file = { owner, repo: '.github', path: '.github/assay.yml', message: 'Policy' };
    const content = Buffer.from(`version: 1 # ${owner}\n`).toString('base64');
    await world.owner.rest.repos.createOrUpdateFileContents({ ...file, content });
  }
  const webhook = { url: apiUrl, secret: 's' };
  const permissions = { contents: 'read', pull_requests: 'read' } as const;
  const app = admin.createApp({ slug: 'reader', permissions, events: [], webhook });
  jwt = appJwt(app);
  admin.installApp('reader', 'acme/models');
  installationId = admin.installApp('reader', 'globex/models').installationId;
});

afterAll(async () => {
  expect(world.github.violations).toEqual([]);
  await world.close();
});

async function tokenOf(id: number, body: object = {}): Promise<string> {
  const path = `/app/installations/${id}/access_tokens`;
  const init = { method: 'POST', body: JSON.stringify(body) };
  return ((await api(world, path, jwt, init)).body as { readonly token: string }).token;
}

async function policy(token: string, owner: string, path = '.github/assay.yml') {
  const at = { owner, repo: '.github', path, mediaType: { format: 'raw' } };
  return (await world.withToken(token).rest.repos.getContent(at)).data;
}

describe("an owner's repository .github", () => {
  it('is one of several of the owner, and can be cloned as any other', async () => {
    for (const name of ['acme/.github', 'acme/.github.git']) {
      const refs = `${world.github.url}/${name}/info/refs?service=git-upload-pack`;
      expect((await fetch(refs)).status).toBe(200);
    }
    const { data } = await world.owner.rest.repos.get({ owner: 'acme', repo: '.github' });
    expect(data).toMatchObject({ name: '.github', full_name: 'acme/.github' });
  });

  it('is read with the token of an installation on it', async () => {
    const before = await tokenOf(installationId);
    await expect(policy(before, 'globex')).rejects.toMatchObject({ status: 404 });
    const { admin } = world.github;
    expect(admin.installApp('reader', 'globex/.github').installationId).toBe(installationId);
    expect(await policy(await tokenOf(installationId), 'globex')).toBe('version: 1 # globex\n');
    const narrow = await tokenOf(installationId, { repositories: ['models'] });
    await expect(policy(narrow, 'globex')).rejects.toMatchObject({ status: 404 });
    const only = await tokenOf(installationId, { repositories: ['.github'] });
    expect(await policy(only, 'globex')).toBe('version: 1 # globex\n');
  });

  it('is read where it is public, as anybody does, but not written', async () => {
    const token = await tokenOf(installationId);
    expect(await policy(token, 'acme')).toBe('version: 1 # acme\n');
    await expect(policy(token, 'acme', 'none.yml')).rejects.toMatchObject({ status: 404 });
    const { rest } = world.withToken(token);
    const file = { owner: 'acme', repo: '.github', path: 'a.txt', message: 'A', content: 'YQ==' };
    const written = rest.repos.createOrUpdateFileContents(file);
    await expect(written).rejects.toMatchObject({ status: 403 });
    const asked = { owner: 'acme', repo: '.github', username: 'octo' };
    const permission = rest.repos.getCollaboratorPermissionLevel(asked);
    await expect(permission).rejects.toMatchObject({ status: 403 });
  });

  it('is a 404 where the owner has none', async () => {
    const token = await tokenOf(installationId);
    await expect(policy(token, 'octo')).rejects.toMatchObject({ status: 404 });
  });
});

describe('an empty repository', () => {
  it('takes its first file by the API, on its default branch alone', async () => {
    await world.github.admin.createRepository({ name: 'octo/empty' });
    const { rest } = world.owner;
    const file = { owner: 'octo', repo: 'empty', path: 'a.txt', message: 'Begin', content: 'YQ==' };
    const elsewhere = rest.repos.createOrUpdateFileContents({ ...file, branch: 'other' });
    await expect(elsewhere).rejects.toMatchObject({ status: 404 });
    expect((await rest.repos.createOrUpdateFileContents(file)).data.commit.parents).toEqual([]);
    const { data } = await rest.repos.listCommits({ owner: 'octo', repo: 'empty', sha: 'main' });
    expect(data).toHaveLength(1);
  });
});
