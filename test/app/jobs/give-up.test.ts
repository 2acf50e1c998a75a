import nock from 'nock';
import { ProbotOctokit } from 'probot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyMemory } from '../../../adapters/github/repository.ts';
import { noStores } from '../../../adapters/registries/registry.ts';
import type { JobContext } from '../../../app/context.ts';
import { giveUp } from '../../../app/jobs/give-up.ts';
import { RefusedError } from '../../../core/errors.ts';

const head = 'a'.repeat(40);
const repositoryPath = '/repos/acme/bikes';

function context(): JobContext {
  const octokit = new ProbotOctokit({
    auth: { token: 'a token of this test' },
    retry: { enabled: false },
    throttle: { enabled: false },
  });
  const repository = { octokit, owner: 'acme', repo: 'bikes', memory: emptyMemory() };
  const us = { id: 7, login: 'assay[bot]', startsWorkflows: true, hearsButtons: true };
  return {
    job: 'job',
    repository,
    us,
    proposer: { repository, account: us },
    defaultBranch: 'main',
    policyRequired: false,
    stores: noStores,
    repositoryUrl: 'https://github.com/acme/bikes',
    now: () => new Date(0),
    warn: () => undefined,
    enqueue: () => Promise.resolve(),
  };
}

const greeting = {
  kind: 'greet-pull',
  pull: 1,
  base: 'b'.repeat(40),
  baseRef: 'main',
  head,
  updatedAt: '2026-01-01T00:00:00Z',
} as const;

const comment = {
  id: 9,
  issue: 3,
  isPull: true,
  author: 'somebody',
  body: '/assay status',
  createdAt: '2026-01-01T00:00:00Z',
  url: 'https://github.com/acme/bikes/issues/3#issuecomment-9',
};

describe('a job that was given up', () => {
  let sent: Record<string, unknown>[];
  beforeEach(() => {
    sent = [];
    nock.disableNetConnect();
  });
  afterEach(() => {
    expect(nock.pendingMocks()).toEqual([]);
    nock.cleanAll();
    nock.enableNetConnect();
  });
  const remember = (body: Record<string, unknown>): boolean => {
    sent.push(body);
    return true;
  };

  it('ends as a check that failed, with the reason that was written for people', async () => {
    nock('https://api.github.com')
      .get(`${repositoryPath}/commits/${head}/check-runs`)
      .query(true)
      .reply(200, { total_count: 0, check_runs: [] })
      .post(`${repositoryPath}/check-runs`, remember)
      .reply(201, { id: 5 });
    await giveUp(context(), greeting, new RefusedError('x', 'The ledger is too large.'));
    expect(sent).toMatchObject([
      {
        name: 'assay',
        head_sha: head,
        status: 'completed',
        conclusion: 'failure',
        output: { summary: expect.stringContaining('The ledger is too large.') },
      },
    ]);
  });

  it('does not show to people what an error of the program says', async () => {
    nock('https://api.github.com')
      .get(`${repositoryPath}/commits/${head}/check-runs`)
      .query(true)
      .reply(200, { total_count: 0, check_runs: [] })
      .post(`${repositoryPath}/check-runs`, remember)
      .reply(201, { id: 5 });
    await giveUp(context(), greeting, new Error('token=123'));
    expect(JSON.stringify(sent)).not.toContain('123');
  });

  it('answers a command, and reacts', async () => {
    nock('https://api.github.com')
      .post(`${repositoryPath}/issues/comments/9/reactions`, { content: 'confused' })
      .reply(201, {})
      .get(`${repositoryPath}/issues/3/comments`)
      .query(true)
      .reply(200, [])
      .post(`${repositoryPath}/issues/3/comments`, remember)
      .reply(201, { id: 11 });
    await giveUp(context(), { kind: 'obey-command', comment }, new Error('502'));
    expect(String(sent[0]?.['body'])).toMatch(
      /^<!-- assay:answer 9 -->\nIt was tried several times/,
    );
  });

  it('keeps what was answered to the commands before, and says of those behind that nobody knows', async () => {
    nock('https://api.github.com')
      .post(`${repositoryPath}/issues/comments/9/reactions`, { content: 'confused' })
      .reply(201, {})
      .get(`${repositoryPath}/issues/3/comments`)
      .query(true)
      .reply(200, [])
      .post(`${repositoryPath}/issues/3/comments`, remember)
      .reply(201, { id: 11 });
    const several = { ...comment, body: '/assay help\n/assay status\n/assay lock staging' };
    const answered = [{ done: true, body: 'The list.' }];
    await giveUp(context(), { kind: 'obey-command', comment: several, answered }, new Error('502'));
    const sections = String(sent[0]?.['body']).split('**`/assay');
    expect(sections[1]).toContain('The list.');
    expect(sections[2]).toContain('It was tried several times');
    expect(sections[3]).toContain('Whether this was done, look for yourself.');
  });
});
