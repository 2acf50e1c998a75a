import nock from 'nock';
import { ProbotOctokit } from 'probot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { permissionOf } from '../../../adapters/github/people.ts';
import { emptyMemory } from '../../../adapters/github/repository.ts';
import { isTeamMember } from '../../../adapters/github/teams.ts';

const octokit = new ProbotOctokit({ retry: { enabled: false }, throttle: { enabled: false } });
const repository = { octokit, owner: 'acme', repo: 'bikes', memory: emptyMemory() };
const api = 'https://api.github.com';

/** Whether alice is in the team, where GitHub answers this. */
const asked = (status: number, body: object): Promise<boolean> => {
  nock(api).get('/orgs/acme/teams/ml/memberships/alice').reply(status, body);
  return isTeamMember(repository, 'acme/ml', 'alice');
};

beforeEach(() => {
  nock.disableNetConnect();
});
afterEach(() => {
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
  nock.enableNetConnect();
});

describe('a member of a team', () => {
  it('is who GitHub says is active', async () => {
    expect(await asked(200, { state: 'active', role: 'member' })).toBe(true);
  });

  it('is nobody who has not accepted, nor of whom or of which team GitHub knows nothing', async () => {
    expect(await asked(200, { state: 'pending', role: 'member' })).toBe(false);
    expect(await asked(404, { message: 'Not Found' })).toBe(false);
  });

  it('can’t be told where the app lacks the permission: the sentence names it', async () => {
    await expect(asked(403, { message: 'Resource not accessible by integration' })).rejects.toThrow(
      /lacks the permission "Members: read" in the organization acme/,
    );
  });

  it('is asked of GitHub again when GitHub fails', async () => {
    await expect(asked(502, {})).rejects.toMatchObject({ status: 502 });
  });
});

describe('a permission', () => {
  it.each([
    ['admin', 'admin', 'admin'],
    ['write', 'maintain', 'maintain'],
    ['write', 'write', 'write'],
    // A role that the organization made, on the base of write.
    ['write', 'maintain-models', 'write'],
    ['read', 'triage', 'read'],
    ['none', 'none', 'none'],
    ['something new', 'owner', 'none'],
  ])('that GitHub calls %s, of the role %s, is %s', async (permission, role, said) => {
    nock(api)
      .get('/repos/acme/bikes/collaborators/alice/permission')
      .reply(200, { permission, role_name: role, user: null });
    expect(await permissionOf(repository, 'alice')).toBe(said);
  });
});
