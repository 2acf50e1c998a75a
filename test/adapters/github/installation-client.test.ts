import nock from 'nock';
import { ProbotOctokit } from 'probot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../adapters/database/open.ts';
import { type Answers, createAnswers } from '../../../adapters/github/answers.ts';
import { passThrough } from '../../../adapters/github/installation-client.ts';
import { createLimits, type Limits } from '../../../adapters/github/limits.ts';
import { RateLimitedError } from '../../../core/errors.ts';

const api = 'https://api.github.com';
const at = { owner: 'acme', repo: 'bikes' };

const headers = (remaining: number): Record<string, string> => ({
  'x-ratelimit-limit': '5000',
  'x-ratelimit-remaining': String(remaining),
  'x-ratelimit-reset': '1800000000',
});

describe('the client of an installation', () => {
  let database: Database;
  let limits: Limits;
  let answers: Answers;
  beforeEach(async () => {
    nock.disableNetConnect();
    database = await openDatabase({ kind: 'memory' }, () => undefined);
    limits = createLimits(database, 0);
    answers = createAnswers(database);
  });
  afterEach(async () => {
    expect(nock.pendingMocks()).toEqual([]);
    nock.cleanAll();
    nock.enableNetConnect();
    await database.close();
  });

  const client = (
    about: { readonly signal?: AbortSignal; readonly installation?: number } = {},
  ): InstanceType<typeof ProbotOctokit> => {
    const octokit = new ProbotOctokit({
      auth: { token: 'a token of this test' },
      retry: { enabled: false },
      throttle: { enabled: false },
    });
    const { installation = 1, signal = null } = about;
    return passThrough(octokit, { installation, limits, answers, signal });
  };

  it('asks again with the tag of the last answer, and shows that when nothing has changed', async () => {
    nock(api).get('/repos/acme/bikes').reply(200, { name: 'bikes' }, { etag: '"1"' });
    nock(api, { reqheaders: { 'if-none-match': '"1"' } })
      .get('/repos/acme/bikes')
      .reply(304);
    const octokit = client();
    const first = await octokit.rest.repos.get(at);
    const second = await octokit.rest.repos.get(at);
    expect(second.data).toEqual(first.data);
    expect(second.status).toBe(200);
  });

  it('reads every page of a list again, with the tags of its pages', async () => {
    const next = `<${api}/repositories/1/pulls?page=2>; rel="next"`;
    for (const time of [1, 2]) {
      nock(api)
        .get('/repos/acme/bikes/pulls')
        .reply(time === 1 ? 200 : 304, time === 1 ? [{ number: 1 }] : '', {
          etag: '"one"',
          ...(time === 1 ? { link: next } : {}),
        });
      nock(api)
        .get('/repositories/1/pulls?page=2')
        .reply(time === 1 ? 200 : 304, time === 1 ? [{ number: 2 }] : '', { etag: '"two"' });
    }
    const octokit = client();
    const read = async (): Promise<readonly number[]> =>
      (await octokit.paginate(octokit.rest.pulls.list, at)).map(({ number }) => number);
    expect(await read()).toEqual([1, 2]);
    expect(await read()).toEqual([1, 2]);
  });

  it('sees the page that a full list has got since, though its first page is unchanged', async () => {
    const items = Array.from({ length: 100 }, (_, number) => ({ id: number }));
    const path = '/repos/acme/bikes/issues/1/comments?per_page=100';
    nock(api).get(path).reply(200, items, { etag: '"full"' });
    const octokit = client();
    const read = async (): Promise<number> =>
      (
        await octokit.paginate(octokit.rest.issues.listComments, {
          ...at,
          issue_number: 1,
          per_page: 100,
        })
      ).length;
    expect(await read()).toBe(100);
    const next = `<${api}/repositories/1/issues/1/comments?per_page=100&page=2>; rel="next"`;
    // The tag may tell of the items only: asked with it, GitHub would say that nothing has changed.
    nock(api, { badheaders: ['if-none-match'] })
      .get(path)
      .reply(200, items, { etag: '"full"', link: next });
    nock(api)
      .get('/repositories/1/issues/1/comments?per_page=100&page=2')
      .reply(200, [{ id: 100 }]);
    expect(await read()).toBe(101);
  });

  it('says that the app is not installed any more where GitHub gives no token', async () => {
    const octokit = client();
    octokit.hook.wrap('request', () => {
      throw Object.assign(new Error('Not Found'), {
        status: 404,
        request: { url: `${api}/app/installations/1/access_tokens` },
      });
    });
    const inner = passThrough(octokit, { installation: 1, limits, answers, signal: null });
    await expect(inner.rest.repos.get(at)).rejects.toMatchObject({ code: 'not-installed' });
  });

  it('shows an answer unchanged to who comes later, whatever the first has done to it', async () => {
    const body = { total_count: 1, check_runs: [{ id: 1 }] };
    nock(api)
      .get(/check-runs/)
      .reply(200, body, { etag: '"1"' });
    nock(api)
      .get(/check-runs/)
      .reply(304);
    const octokit = client();
    // Octokit turns such a list into an array, in place.
    for (let time = 0; time < 2; time += 1) {
      const list = octokit.rest.checks.listForRef;
      const runs = await octokit.paginate(list, { ...at, ref: 'main' });
      expect(runs.map(({ id }) => id)).toEqual([1]);
    }
  });

  it('knows the answers of a process before, from the database', async () => {
    nock(api).get('/repos/acme/bikes').reply(200, { name: 'bikes' }, { etag: '"1"' });
    await client().rest.repos.get(at);
    await answers.flush();
    answers = createAnswers(database);
    nock(api, { reqheaders: { 'if-none-match': '"1"' } })
      .get('/repos/acme/bikes')
      .reply(304);
    expect((await client().rest.repos.get(at)).data.name).toBe('bikes');
  });

  it('does not show to one installation what another was answered', async () => {
    nock(api).get('/repos/acme/bikes').reply(200, { name: 'bikes' }, { etag: '"1"' });
    await client().rest.repos.get(at);
    nock(api, { badheaders: ['if-none-match'] })
      .get('/repos/acme/bikes')
      .reply(404, {});
    await expect(client({ installation: 2 }).rest.repos.get(at)).rejects.toMatchObject({
      status: 404,
    });
  });

  it('makes no call while GitHub wants a pause', async () => {
    nock(api)
      .get('/repos/acme/bikes')
      .reply(403, { message: 'You have exceeded a secondary rate limit' }, { 'retry-after': '60' });
    const octokit = client();
    await expect(octokit.rest.repos.get(at)).rejects.toThrow(RateLimitedError);
    await expect(octokit.rest.repos.get(at)).rejects.toThrow(RateLimitedError);
  });

  it('writes nothing any more when the job has lost its claim', async () => {
    const abort = new AbortController();
    const octokit = client({ signal: abort.signal });
    abort.abort();
    const writing = octokit.rest.issues.createComment({ ...at, issue_number: 1, body: 'x' });
    await expect(writing).rejects.toThrow('no longer ours');
  });

  it('hears the budget from answers and from refusals', async () => {
    nock(api).get('/repos/acme/bikes').reply(200, {}, headers(4_000));
    const octokit = client();
    await octokit.rest.repos.get(at);
    expect(limits.budgets().get(1)?.remaining).toBe(4_000);
    nock(api).get('/repos/acme/bikes').reply(404, {}, headers(3_999));
    await expect(octokit.rest.repos.get(at)).rejects.toMatchObject({ status: 404 });
    expect(limits.budgets().get(1)?.remaining).toBe(3_999);
  });
});
