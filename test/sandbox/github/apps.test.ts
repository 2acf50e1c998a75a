import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appJwt, type Receiver, startReceiver } from './app-fixture.ts';
import { api, type Fixture, repositoryName, startFixture, startJob } from './job-fixture.ts';

let fixture: Fixture;
let receiver: Receiver;
let jwt: string;
let installationId: number;

beforeAll(async () => {
  fixture = await startFixture();
  receiver = await startReceiver();
  const { admin } = fixture.github;
  await admin.createRepository({ name: 'octo/hidden', private: true });
  await admin.createRepository({ name: 'octo/elsewhere', private: true });
  const app = admin.createApp({
    slug: 'assay',
    permissions: { actions: 'read', contents: 'read', checks: 'write' },
    events: ['workflow_job', 'workflow_run'],
    webhook: { url: receiver.url, secret: 's' },
  });
  jwt = appJwt(app);
  installationId = admin.installApp('assay', repositoryName).installationId;
  admin.installApp('assay', 'octo/hidden');
});

afterAll(async () => {
  await fixture.close();
  await receiver.close();
});

async function post(path: string, token: string, body?: object) {
  const init = { method: 'POST', ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  return api(fixture, path, token, init);
}

async function tokenFor(body?: object): Promise<string> {
  const { body: made } = await post(
    `/app/installations/${installationId}/access_tokens`,
    jwt,
    body,
  );
  return (made as { readonly token: string }).token;
}

function permissionPath(name: string, login: string): string {
  return `/repos/${name}/collaborators/${login}/permission`;
}

describe('an app', () => {
  it('sees itself and its installations with its JWT, and nothing with another token', async () => {
    expect((await api(fixture, '/app', jwt)).body).toMatchObject({ slug: 'assay' });
    expect((await api(fixture, '/app/installations', jwt)).body).toMatchObject([
      { id: installationId, account: { login: 'octo' }, app_slug: 'assay' },
    ]);
    const one = await api(fixture, `/repos/${repositoryName}/installation`, jwt);
    expect(one.body).toMatchObject({ id: installationId });
    expect((await api(fixture, '/app', null)).status).toBe(401);
    expect((await api(fixture, '/app', await tokenFor())).status).toBe(401);
    expect((await api(fixture, '/app', `${jwt.slice(0, -8)}AAAAAAAA`)).status).toBe(401);
  });

  it('is known to anybody by its name', async () => {
    expect((await api(fixture, '/apps/assay', null)).body).toMatchObject({ slug: 'assay' });
    expect((await api(fixture, '/apps/github-actions', null)).body).toMatchObject({
      slug: 'github-actions',
    });
    expect((await api(fixture, '/apps/nothing', null)).status).toBe(404);
  });

  it('learns where its webhooks go, but not their secret', async () => {
    expect((await api(fixture, '/app/hook/config', jwt)).body).toEqual({
      content_type: 'json',
      insecure_ssl: '0',
      secret: '********',
      url: receiver.url,
    });
    expect((await api(fixture, '/app/hook/config', null)).status).toBe(401);
  });

  it('gets a token with all that it has, for an hour', async () => {
    const answer = await post(`/app/installations/${installationId}/access_tokens`, jwt);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      token: expect.stringMatching(/^ghs_/),
      permissions: { actions: 'read', checks: 'write', contents: 'read', metadata: 'read' },
      repository_selection: 'selected',
    });
    const { token } = answer.body as { readonly token: string };
    expect((await api(fixture, '/installation/repositories', token)).body).toMatchObject({
      total_count: 2,
      repositories: [{ full_name: repositoryName }, { full_name: 'octo/hidden' }],
    });
    expect((await api(fixture, '/user', token)).status).toBe(403);
  });

  it('gets a narrower token, whose bounds hold', async () => {
    const token = await tokenFor({ repositories: ['model'], permissions: { contents: 'read' } });
    expect((await api(fixture, '/repos/octo/hidden', token)).status).toBe(404);
    expect((await api(fixture, `/repos/${repositoryName}/actions/runs`, token)).status).toBe(403);
    const whole = await tokenFor();
    expect((await api(fixture, `/repos/${repositoryName}/actions/runs`, whole)).status).toBe(200);
  });

  it.each([
    ['a permission that it lacks', { permissions: { issues: 'write' } }],
    ['more of a permission than it has', { permissions: { contents: 'write' } }],
    ['a repository where it is not installed', { repositories: ['elsewhere'] }],
    ['a repository that does not exist', { repository_ids: [1] }],
  ])('is refused a token with %s', async (_, body) => {
    const answer = await post(`/app/installations/${installationId}/access_tokens`, jwt, body);
    expect(answer.status).toBe(422);
  });
});

describe('webhooks of an app', () => {
  it('tell of a run, each as it stood then, and can be listed and sent again', async () => {
    const { actions, admin } = fixture.github;
    const job = startJob(fixture);
    actions.updateRun(job.runId, { status: 'in_progress' });
    actions.updateJob(job.jobId, { status: 'in_progress' });
    actions.updateJob(job.jobId, { status: 'completed', conclusion: 'failure' });
    await admin.deliveriesSettled();
    const jobs = receiver.received.filter(({ event }) => event === 'workflow_job');
    expect(new Set(jobs.map(({ payload }) => payload['action']))).toEqual(
      new Set(['queued', 'in_progress', 'completed']),
    );
    receiver.status = 503;
    actions.updateRun(job.runId, { status: 'completed', conclusion: 'failure' });
    await admin.deliveriesSettled();
    const runs = receiver.received.filter(
      ({ event, payload }) =>
        event === 'workflow_run' &&
        (payload['workflow_run'] as { readonly id: number }).id === job.runId,
    );
    expect(new Set(runs.map(({ payload }) => payload['action']))).toEqual(
      new Set(['requested', 'in_progress', 'completed']),
    );
    expect(runs.at(-1)?.payload).toMatchObject({ workflow_run: { conclusion: 'failure' } });
    const requested = runs.find(({ payload }) => payload['action'] === 'requested');
    expect(requested?.payload).toMatchObject({
      sender: { login: 'octo' },
      workflow: { path: '.github/workflows/train.yml' },
      workflow_run: { status: 'queued', conclusion: null, head_commit: { id: fixture.sha } },
    });

    const failed = await api(fixture, '/app/hook/deliveries?status=failure&per_page=1', jwt);
    const [delivery] = failed.body as readonly { readonly id: number; readonly guid: string }[];
    expect(delivery).toMatchObject({ event: 'workflow_run', status_code: 503, redelivery: false });
    receiver.status = 200;
    const again = await post(`/app/hook/deliveries/${delivery?.id ?? 0}/attempts`, jwt);
    expect(again.status).toBe(202);
    await admin.deliveriesSettled();
    expect(receiver.received.at(-1)?.guid).toBe(delivery?.guid);
    const [newest] = (await api(fixture, '/app/hook/deliveries', jwt)).body as readonly unknown[];
    expect(newest).toMatchObject({ guid: delivery?.guid, redelivery: true, status_code: 200 });
  });

  it('are listed in pages by a cursor, newest first, without gap or double', async () => {
    const all = (await api(fixture, '/app/hook/deliveries?per_page=100', jwt)).body as readonly {
      readonly id: number;
    }[];
    const seen: number[] = [];
    let path: string | null = '/app/hook/deliveries?per_page=2';
    while (path !== null) {
      const { body, headers } = await api(fixture, path, jwt);
      seen.push(...(body as typeof all).map(({ id }) => id));
      const next: string | undefined = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
      path = next?.slice(fixture.github.apiUrl.length) ?? null;
    }
    expect(all.length).toBeGreaterThan(2);
    expect(seen).toEqual(all.map(({ id }) => id));
  });
});

describe('accounts', () => {
  it('are known by name, bots too', async () => {
    const { token } = fixture.github.admin.createUser('reviewer');
    expect((await api(fixture, '/user', token)).body).toMatchObject({ login: 'reviewer' });
    const bot = await api(fixture, `/users/${encodeURIComponent('assay[bot]')}`, null);
    expect(bot.body).toMatchObject({ login: 'assay[bot]', type: 'Bot' });
    expect((await api(fixture, '/users/nobody', null)).status).toBe(404);
    expect((await api(fixture, '/user', null)).status).toBe(401);
  });

  it.each([
    ['admin', 'admin'],
    ['maintain', 'write'],
    ['write', 'write'],
    ['triage', 'read'],
    ['read', 'read'],
  ] as const)('with the role %s have the permission %s', async (role, permission) => {
    const { admin } = fixture.github;
    admin.createUser(`has-${role}`);
    admin.setPermission(repositoryName, `has-${role}`, role);
    const path = permissionPath(repositoryName, `has-${role}`);
    const { body } = await api(fixture, path, await tokenFor());
    expect(body).toMatchObject({ permission, role_name: role, user: { login: `has-${role}` } });
  });

  it('who are strangers read what is public, and have nothing in what is private', async () => {
    fixture.github.admin.createUser('stranger');
    const token = await tokenFor();
    expect(
      (await api(fixture, permissionPath(repositoryName, 'stranger'), token)).body,
    ).toMatchObject({
      permission: 'read',
    });
    expect(
      (await api(fixture, permissionPath('octo/hidden', 'stranger'), token)).body,
    ).toMatchObject({
      permission: 'none',
    });
    expect((await api(fixture, permissionPath(repositoryName, 'nobody'), token)).status).toBe(404);
    expect((await api(fixture, permissionPath(repositoryName, 'stranger'), null)).status).toBe(401);
  });
});

it('answers as GitHub describes its API in all of this', async () => {
  expect((await api(fixture, '/rate_limit', null)).status).toBe(200);
  expect(fixture.github.violations).toEqual([]);
});
