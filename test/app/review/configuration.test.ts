import nock from 'nock';
import { ProbotOctokit } from 'probot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetPolicy } from '../../../adapters/github/policy.ts';
import { emptyMemory, type GitHubRepository } from '../../../adapters/github/repository.ts';
import { readConfiguration, readOwnConfiguration } from '../../../app/review/configuration.ts';
import { UnavailableError } from '../../../core/errors.ts';
import { configuration } from '../../e2e/app/content.ts';

const api = 'https://api.github.com';
const file = 'acme/.github/.github/assay-policy.yml';
const commit = 'c'.repeat(40);
const raw = { 'content-type': 'application/vnd.github.raw; charset=utf-8' };
const off = { enabled: false };

function repository(): GitHubRepository {
  const octokit = new ProbotOctokit({ auth: { token: 'of this test' }, retry: off, throttle: off });
  return { octokit, owner: 'acme', repo: 'bikes', memory: emptyMemory() };
}

function policyAnswers(status: number, body: nock.Body, headers = raw): nock.Scope {
  return nock(api)
    .get('/repos/acme/.github/contents/.github%2Fassay-policy.yml')
    .reply(status, body, headers);
}

beforeEach(() => {
  nock.disableNetConnect();
  nock(api)
    .get(`/repos/acme/bikes/contents/.github%2Fassay.yml?ref=${commit}`)
    .reply(200, configuration(), raw);
});
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

async function read(of = repository(), policyRequired = false) {
  return readConfiguration({ repository: of, policyRequired }, commit);
}

describe("a repository's configuration", () => {
  it("stands under the organisation's policy", async () => {
    policyAnswers(200, 'version: 1\nmin_risk: high\n');
    expect(await read()).toMatchObject({
      kind: 'valid',
      config: { organisation: { file }, models: { bikes: { organisation: { file, notes: [] } } } },
    });
  });

  it('is what it says where there is no policy, which is remembered', async () => {
    policyAnswers(404, { message: 'Not Found' });
    const of = repository();
    const first = await read(of);
    expect(first).toMatchObject({ kind: 'valid' });
    expect(first).not.toHaveProperty('config.organisation');
    expect(await read(of)).toEqual(first);
    forgetPolicy(of);
    policyAnswers(200, 'version: 1\n');
    expect(await read(of)).toHaveProperty('config.organisation.file', file);
  });

  it('is not used without a policy where one is required', async () => {
    policyAnswers(404, { message: 'Not Found' });
    expect(await read(repository(), true)).toMatchObject({
      kind: 'wrong',
      problem: expect.stringContaining(`${file} is not there, or can't be seen`) as unknown,
    });
  });

  it('is not used with a policy that has mistakes, and they are named', async () => {
    policyAnswers(200, 'version: 1\nmin_risk: extreme\n');
    const of = repository();
    expect(await read(of)).toMatchObject({
      kind: 'wrong',
      problem: expect.stringContaining(`${file}:2:11: min_risk must be one of`) as unknown,
    });
    // What was mended holds at once.
    policyAnswers(200, 'version: 1\nmin_risk: high\n');
    expect(await read(of)).toMatchObject({ kind: 'valid' });
  });

  it.each([
    ['empty', '', raw, 'must be a mapping'],
    ['a folder', '[]', { 'content-type': 'application/json' }, 'must be a file'],
  ])('is not used with a policy that is %s', async (_, body, headers, part) => {
    policyAnswers(200, body, headers);
    expect(await read()).toMatchObject({
      kind: 'wrong',
      problem: expect.stringContaining(part) as unknown,
    });
  });

  it.each([403, 500, 502])(
    'is not judged by while GitHub answers %s for the policy',
    async (status) => {
      policyAnswers(status, { message: 'No.' }, { 'content-type': 'application/json' });
      const of = repository();
      const error: unknown = await read(of).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(UnavailableError);
      expect(String(error)).toContain(`${file}, can't be read: GitHub answers ${status}`);
      policyAnswers(404, { message: 'Not Found' });
      expect(await read(of)).toMatchObject({ kind: 'valid' });
    },
  );

  it('is read alone, without asking for a policy, where nothing is judged', async () => {
    expect(await readOwnConfiguration(repository(), commit)).toMatchObject({ kind: 'valid' });
  });
});
