import nock from 'nock';
import { ProbotOctokit } from 'probot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { armAutoMerge, disarmAutoMerge } from '../../../adapters/github/auto-merge.ts';
import { emptyMemory } from '../../../adapters/github/repository.ts';
import { RefusedError } from '../../../core/errors.ts';

const off = { enabled: false };
const octokit = new ProbotOctokit({ auth: { token: 'of this test' }, retry: off, throttle: off });
const repository = { octokit, owner: 'acme', repo: 'bikes', memory: emptyMemory() };
const armed = { enabled_by: { login: 'assay[bot]' } };

beforeEach(() => {
  nock.disableNetConnect();
});
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

/** GitHub refuses to take the auto-merge back, and the pull request is like this afterwards. */
async function refused(pull: object): Promise<void> {
  const message = 'Resource not accessible by integration';
  nock('https://api.github.com')
    .post('/graphql')
    .reply(200, { data: null, errors: [{ type: 'FORBIDDEN', message }] })
    .get('/repos/acme/bikes/pulls/7')
    .reply(200, pull);
  await disarmAutoMerge(repository, { number: 7, nodeId: 'PR_7' });
}

describe('an auto-merge that GitHub refuses to take back', () => {
  it.each<[string, object]>([
    ['merged', { state: 'closed', auto_merge: armed }],
    ['taken back by somebody else', { state: 'open', auto_merge: null }],
  ])('is no matter where it is %s meanwhile', async (_, pull) => {
    await expect(refused(pull)).resolves.toBeUndefined();
  });

  it.each(['RATE_LIMITED', 'RATE_LIMIT'])(
    'is tried again later where there were too many calls (%s), as is arming',
    async (type) => {
      const limited = { data: null, errors: [{ type, message: 'API rate limit' }] };
      const settings = { autoMergeAllowed: true, viewerDefaultMergeMethod: 'MERGE' };
      const api = nock('https://api.github.com').post('/graphql').reply(200, limited);
      const pull = { number: 7, nodeId: 'PR_7', head: 'a'.repeat(40) };
      await expect(disarmAutoMerge(repository, pull)).rejects.toThrow('API rate limit');
      api.post('/graphql').reply(200, { data: { repository: settings } });
      api.post('/graphql').reply(200, limited);
      await expect(armAutoMerge(repository, pull)).rejects.toThrow('API rate limit');
    },
  );

  it('is an error that names the permission where it is still there', async () => {
    const error: unknown = await refused({ state: 'open', auto_merge: armed }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toMatchObject({
      message:
        'GitHub does not take back the auto-merge of #7: Resource not accessible by integration. The token needs contents: write for that: give the job a pull-request-token, or disable auto-merge on the pull request; then run the job again.',
    });
  });
});
