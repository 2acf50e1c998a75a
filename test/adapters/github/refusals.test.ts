import nock from 'nock';
import { ProbotOctokit } from 'probot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tellMissingPermission } from '../../../adapters/github/missing-permission.ts';
import { propose } from '../../../adapters/github/proposal.ts';
import { emptyMemory } from '../../../adapters/github/repository.ts';
import { RefusedError } from '../../../core/errors.ts';

const at = { owner: 'acme', repo: 'bikes' };
const api = 'https://api.github.com';

function client(plugins = [tellMissingPermission]) {
  const Octokit = plugins.reduce((Base, plugin) => Base.plugin(plugin), ProbotOctokit);
  const off = { enabled: false };
  return new Octokit({ auth: { token: 'of this test' }, retry: off, throttle: off });
}

beforeEach(() => {
  nock.disableNetConnect();
});
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

async function call(): Promise<unknown> {
  return client().rest.checks.listForRef({ ...at, ref: 'main', check_name: 'assay' });
}

function refuse(message: string, headers = {}): void {
  nock(api).get(/./).reply(403, { message }, headers);
}

describe('a call that the token may not make', () => {
  it('is refused with the permission that GitHub wants', async () => {
    const headers = { 'x-accepted-github-permissions': 'checks=read' };
    refuse('Resource not accessible by integration', headers);
    const error: unknown = await call().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toMatchObject({
      message:
        'The token may not call GET /repos/{owner}/{repo}/commits/{ref}/check-runs, which wants checks=read: give the job the permissions that the documented workflow has.',
    });
  });

  it('is GitHub’s own refusal where that has another reason', async () => {
    refuse('You have exceeded a secondary rate limit.');
    await expect(call()).rejects.toMatchObject({ status: 403 });
  });
});

describe('a repository that lets no workflow open pull requests', () => {
  it('is named, with the setting', async () => {
    const sha = 'a'.repeat(40);
    const path = '/repos/acme/bikes';
    nock(api)
      .get(`${path}/pulls`)
      .query(true)
      .reply(200, [])
      .get(`${path}/git/ref/heads%2Fassay%2Fretrain%2Fbikes`)
      .reply(404, { message: 'Not Found' })
      .post(`${path}/git/trees`)
      .reply(201, { sha })
      .post(`${path}/git/commits`)
      .reply(201, { sha })
      .post(`${path}/git/refs`)
      .reply(201, { ref: 'refs/heads/assay/retrain/bikes', object: { sha } })
      .post(`${path}/pulls`)
      .reply(403, {
        message: 'GitHub Actions is not permitted to create or approve pull requests.',
      });
    const repository = { octokit: client([]), ...at, memory: emptyMemory() };
    const proposed = propose(
      repository,
      { login: 'github-actions[bot]', startsWorkflows: false },
      {
        branch: 'assay/retrain/bikes',
        base: 'main',
        baseSha: sha,
        files: new Map([['params.yaml', 'until: 2026-03-31\n']]),
        message: 'Retrain',
        title: 'Retrain',
        body: '',
        whenAlike: 'reword',
      },
    );
    await expect(proposed).rejects.toThrow('allow it under Settings, Actions, General');
    expect(nock.pendingMocks()).toEqual([]);
  });
});
