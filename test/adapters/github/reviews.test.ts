import nock from 'nock';
import { ProbotOctokit } from 'probot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyMemory } from '../../../adapters/github/repository.ts';
import { gatherReviews, type ReviewQuestion } from '../../../adapters/github/reviews.ts';

const head = 'a'.repeat(40);
const question: ReviewQuestion = {
  number: 7,
  branch: 'change',
  head,
  teams: [],
  anybodyWhoMayPush: true,
  closedAt: null,
};

interface Given {
  readonly login: string;
  readonly at?: string;
  readonly association?: string;
}

const review = ({ login, at = '2026-07-26T10:00:00Z', association = 'NONE' }: Given) => ({
  user: { login },
  state: 'APPROVED',
  commit_id: head,
  submitted_at: at,
  author_association: association,
});

const api = () => nock('https://api.github.com');

/** GitHub with these reviews, and with these pushes to the branch. */
function github(reviews: readonly Given[], pushes: readonly object[]): void {
  api().get('/repos/acme/bikes/pulls/7/reviews').query(true).reply(200, reviews.map(review));
  api().get('/repos/acme/bikes/activity').query(true).optionally().reply(200, pushes);
}

function gather(changes: Partial<ReviewQuestion> = {}) {
  const octokit = new ProbotOctokit({
    auth: { token: 'a token of this test' },
    retry: { enabled: false },
    throttle: { enabled: false },
  });
  const repository = { octokit, owner: 'acme', repo: 'bikes', memory: emptyMemory() };
  return gatherReviews(repository, { ...question, ...changes });
}

/** Lets people be asked for, and counts them. */
function people(): { readonly asked: string[] } {
  const asked: string[] = [];
  api()
    .get(/\/collaborators\/[^/]+\/permission$/)
    .optionally()
    .times(100)
    .reply(200, (request: unknown) => {
      asked.push(String(request));
      return { permission: 'write', role_name: 'write' };
    });
  return { asked };
}

beforeEach(() => {
  nock.disableNetConnect();
});
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

describe('the reviews of a pull request', () => {
  it('name who pushed the head, though somebody has pushed to the branch since', async () => {
    people();
    const later = { after: 'b'.repeat(40), actor: { login: 'another' } };
    github([{ login: 'hubot' }], [later, { after: head, actor: { login: 'pusher' } }]);
    expect(await gather()).toMatchObject({
      lastPusher: 'pusher',
      unread: [],
      reviews: [{ reviewer: 'hubot', state: 'approved', mayPush: true }],
    });
  });

  it('are not all read while GitHub does not tell who pushed the head', async () => {
    people();
    github([{ login: 'hubot' }], []);
    expect((await gather()).unread).toEqual([
      'GitHub does not tell yet who pushed the head commit, whose approval does not count.',
    ]);
  });

  it('of a fork, whose pushes nobody can see, and of a closed one are read all the same', async () => {
    people();
    github([{ login: 'hubot' }], []);
    expect((await gather({ branch: null })).unread).toEqual([]);
    github([{ login: 'hubot' }], []);
    expect((await gather({ closedAt: '2026-07-27T00:00:00Z' })).unread).toEqual([]);
  });

  it('that came after the closing did not count for it', async () => {
    people();
    github([{ login: 'hubot' }, { login: 'late', at: '2026-07-28T00:00:00Z' }], []);
    const { reviews } = await gather({ closedAt: '2026-07-27T00:00:00Z' });
    expect(reviews.map(({ reviewer }) => reviewer)).toEqual(['hubot']);
  });

  it('of any number of strangers cost no more than thirty questions, and crowd out nobody who belongs', async () => {
    const { asked } = people();
    const strangers = Array.from({ length: 90 }, (_, index) => ({ login: `stranger${index}` }));
    const pushes = [{ after: head, actor: { login: 'pusher' } }];
    github([{ login: 'lead', association: 'MEMBER' }, ...strangers], pushes);
    const { reviews } = await gather();
    expect(asked).toHaveLength(30);
    expect(reviews.find(({ reviewer }) => reviewer === 'lead')?.mayPush).toBe(true);
  });
});
