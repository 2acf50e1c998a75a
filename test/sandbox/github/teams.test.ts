import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Octokit } from 'octokit';
import { createAppAuth } from '@octokit/auth-app';
import { startJob } from './job-fixture.ts';
import { type OctokitFixture, startOctokitFixture } from './octokit-fixture.ts';

let world: OctokitFixture;
/** An app that may read members, one that may not, and one that is installed elsewhere. */
const apps = new Map<string, Octokit>();
let lead: Octokit;

const team = { org: 'acme', team_slug: 'ml-leads' } as const;

beforeAll(async () => {
  world = await startOctokitFixture();
  const { admin } = world.github;
  admin.createOrganization('acme');
  await admin.createRepository({ name: 'acme/models', private: true });
  lead = world.withToken(admin.createUser('lead').token);
  for (const login of ['deputy', 'invited', 'outsider']) admin.createUser(login);
  admin.createTeam('acme', 'ml-leads', ['lead', 'deputy', 'invited']);
  admin.setTeamMember('acme', 'ml-leads', 'lead', { role: 'maintainer', state: 'active' });
  admin.setTeamMember('acme', 'ml-leads', 'invited', { role: 'member', state: 'pending' });
  install('members', 'acme/models', { members: 'read', contents: 'read', issues: 'write' });
  install('no-members', 'acme/models', { contents: 'write' });
  install('elsewhere', 'octo/model', { members: 'read' });
});

afterAll(async () => {
  expect(world.github.violations).toEqual([]);
  await world.close();
});

function install(slug: string, repository: string, permissions: Record<string, 'read' | 'write'>) {
  const { admin, apiUrl } = world.github;
  const webhook = { url: world.receiver.url, secret: 's' };
  const app = admin.createApp({ slug, permissions, events: ['issues', 'issue_comment'], webhook });
  const { installationId } = admin.installApp(slug, repository);
  const auth = { appId: app.id, privateKey: app.privateKey, installationId };
  const quiet = { throttle: { enabled: false }, retry: { enabled: false } };
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const options = { baseUrl: apiUrl, authStrategy: createAppAuth, auth, ...quiet, log };
  apps.set(slug, new Octokit(options));
}

async function membership(client: Octokit | undefined, username: string) {
  const asked = { ...team, username };
  return (await client?.rest.teams.getMembershipForUserInOrg(asked))?.data;
}

describe('the membership of a person in a team', () => {
  it.each([
    ['lead', 'maintainer', 'active'],
    ['deputy', 'member', 'active'],
    ['invited', 'member', 'pending'],
  ])('of %s is as %s, %s', async (login, role, state) => {
    expect(await membership(apps.get('members'), login)).toMatchObject({ role, state });
  });

  it.each(['outsider', 'nobody'])('is a 404 for %s', async (login) => {
    await expect(membership(apps.get('members'), login)).rejects.toMatchObject({ status: 404 });
  });

  it('is a 404 in a team or an organization that is not there', async () => {
    const { rest } = apps.get('members') ?? lead;
    for (const other of [{ team_slug: 'none' }, { org: 'globex' }]) {
      const asked = { ...team, ...other, username: 'lead' };
      const answer = rest.teams.getMembershipForUserInOrg(asked);
      await expect(answer).rejects.toMatchObject({ status: 404 });
    }
  });

  it.each([
    [403, 'an app without the permission members', () => apps.get('no-members')],
    [404, 'an app that is installed elsewhere', () => apps.get('elsewhere')],
    [403, 'a job', () => world.withToken(startJob(world).token)],
    [404, 'a person outside of the organization', () => world.stranger],
    [401, 'nobody in particular', () => world.anonymous],
  ])('is a %d for %s', async (status, _, client) => {
    await expect(membership(client(), 'lead')).rejects.toMatchObject({ status });
  });

  it('is told to those of the organization, and ends when the person leaves', async () => {
    const { admin } = world.github;
    expect(await membership(lead, 'deputy')).toMatchObject({ state: 'active' });
    admin.setTeamMember('acme', 'ml-leads', 'deputy', null);
    await expect(membership(lead, 'deputy')).rejects.toMatchObject({ status: 404 });
    admin.setTeamMember('acme', 'ml-leads', 'deputy', { role: 'member', state: 'active' });
  });
});

describe('the members of a team', () => {
  it('are the active ones, in pages, also by their role', async () => {
    const { rest } = lead;
    const logins = async (query: object) =>
      (await rest.teams.listMembersInOrg({ ...team, ...query })).data.map(({ login }) => login);
    expect(await logins({})).toEqual(['lead', 'deputy']);
    expect(await logins({ role: 'maintainer' })).toEqual(['lead']);
    expect(await logins({ per_page: 1, page: 2 })).toEqual(['deputy']);
  });
});

async function typeOf(username: string): Promise<string> {
  return (await lead.rest.users.getByUsername({ username })).data.type;
}

describe('an organization', () => {
  it('owns repositories, and their webhooks name it', async () => {
    expect(await typeOf('acme')).toBe('Organization');
    world.github.admin.setPermission('acme/models', 'lead', 'write');
    const at = { owner: 'acme', repo: 'models' };
    const { data: repository } = await lead.rest.repos.get(at);
    expect(repository.organization).toMatchObject({ login: 'acme' });
    const { data: issue } = await lead.rest.issues.create({ ...at, title: 'A wish' });
    await lead.rest.issues.createComment({ ...at, issue_number: issue.number, body: 'Please.' });
    const [told] = await world.heard('issue_comment');
    expect(told).toMatchObject({
      organization: { login: 'acme' },
      repository: { owner: { login: 'acme', type: 'Organization' } },
    });
  });

  it('is made of an owner of repositories that nobody signs in as', async () => {
    const { admin } = world.github;
    await admin.createRepository({ name: 'initech/models' });
    expect(await typeOf('initech')).toBe('User');
    admin.createTeam('initech', 'ml-leads', ['lead']);
    expect(await typeOf('initech')).toBe('Organization');
  });

  it('is no person, and has one team of a name', () => {
    const { admin } = world.github;
    expect(() => admin.createTeam('acme', 'ml-leads', [])).toThrow('There is a team');
    expect(() => admin.createTeam('lead', 'mine', [])).toThrow('no organization');
    expect(() => admin.createTeam('acme', 'bots', ['members[bot]'])).toThrow('no person');
  });
});
