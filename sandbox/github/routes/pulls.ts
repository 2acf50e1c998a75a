import { filesJson } from '../json/diff.ts';
import { commitJson, readCommits } from '../json/commit.ts';
import { pullJson, pullSummaryJson } from '../json/pull.ts';
import { bringObjects, tellPull, updatePullRefs } from '../pulls/follow.ts';
import { commitsOfPull } from '../pulls/extent.ts';
import { isPull, type PullIssue, pullOf } from '../pulls/pull-issue.ts';
import { mergeBase } from '../pulls/merge-commit.ts';
import { mergePull } from '../pulls/merge.ts';
import { selectPulls } from '../pulls/select.ts';
import { created, invalid, json, list, listOf, type Request, type Route, text } from '../route.ts';
import { type Pull, type Repository, type State, timestamp } from '../state.ts';

const read = { permission: 'pull_requests', level: 'read' } as const;

/** `/repos/{owner}/{repo}/pulls`. */
export const pulls = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo/pulls',
    need: read,
    handle: ({ state, repository, query }) =>
      listOf(selectPulls(repository, query, state.now()), (issue) =>
        pullSummaryJson(state, repository, issue),
      ),
  },
  {
    method: 'POST',
    path: '/repos/:owner/:repo/pulls',
    need: { permission: 'pull_requests', level: 'write', person: 'read' },
    async handle(request) {
      const issue = await open(request);
      const { hub, state, repository, actor, account } = request;
      await tellPull(hub, repository, actor, account, issue, 'opened');
      return created(await pullJson(state, repository, issue));
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/pulls/:number',
    need: read,
    handle: async ({ state, repository, id }) =>
      json(await pullJson(state, repository, pullOf(repository, id('number')))),
  },
  {
    method: 'PATCH',
    path: '/repos/:owner/:repo/pulls/:number',
    need: { permission: 'pull_requests', level: 'write' },
    async handle(request) {
      const { hub, state, repository, actor, account, body } = request;
      const issue = pullOf(repository, request.id('number'));
      const before = issue.state;
      const title = text(body, 'title');
      const edited = text(body, 'body');
      const wanted = text(body, 'state');
      if (title !== null) issue.title = title;
      if (edited !== null) issue.body = edited;
      issue.updatedAt = timestamp(state);
      if (wanted === 'closed' && before === 'open') {
        issue.state = 'closed';
        issue.closedAt = timestamp(state);
        issue.closedBy = account;
        await tellPull(hub, repository, actor, account, issue, 'closed');
      } else if (wanted === 'open' && before === 'closed') {
        if (issue.pull.merged !== null) throw invalid('Validation Failed');
        issue.state = 'open';
        issue.closedAt = null;
        issue.closedBy = null;
        await tellPull(hub, repository, actor, account, issue, 'reopened');
      } else {
        const changes = await retarget(repository, issue, text(body, 'base'));
        await tellPull(hub, repository, actor, account, issue, 'edited', { changes });
      }
      return json(await pullJson(state, repository, issue));
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/pulls/:number/files',
    need: read,
    async handle({ state, repository, id }) {
      const { pull } = pullOf(repository, id('number'));
      const base = (await mergeBase(repository, pull.baseSha, pull.headSha)) ?? pull.baseSha;
      return list(await filesJson(state, repository, base, pull.headSha));
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/pulls/:number/commits',
    need: read,
    async handle({ state, repository, id }) {
      const { pull } = pullOf(repository, id('number'));
      const commits = await readCommits(repository, [
        '--reverse',
        `${pull.baseSha}..${pull.headSha}`,
      ]);
      return list(commits.map((commit) => commitJson(state, repository, commit)));
    },
  },
  {
    method: 'PUT',
    path: '/repos/:owner/:repo/pulls/:number/merge',
    need: { permission: 'contents', level: 'write' },
    handle: async (request) =>
      json(await mergePull(request, pullOf(request.repository, request.id('number')))),
  },
] as const satisfies readonly Route[];

/** Points a pull request at another base branch, and says what that changed. */
async function retarget(
  repository: Repository,
  issue: PullIssue,
  base: string | null,
): Promise<Readonly<Record<string, unknown>>> {
  const { pull } = issue;
  if (base === null || base === pull.base.ref) return {};
  const sha = await repository.git.resolve(`refs/heads/${base}`, 'commit');
  if (sha === null) throw refusal('base is not a branch', 'base');
  const changes = { base: { ref: { from: pull.base.ref }, sha: { from: pull.baseSha } } };
  pull.base = { ref: base };
  pull.baseSha = sha;
  await updatePullRefs(repository, issue);
  return changes;
}

async function open({ state, repository, account, body }: Request): Promise<PullIssue> {
  const [owner, ref] = splitHead(text(body, 'head') ?? '', repository);
  const source = headRepository(state, repository, owner);
  const base = text(body, 'base') ?? repository.defaultBranch;
  const headSha = await source.git.resolve(`refs/heads/${ref}`, 'commit');
  const baseSha = await repository.git.resolve(`refs/heads/${base}`, 'commit');
  if (headSha === null) throw refusal('head is not a branch', 'head');
  if (baseSha === null) throw refusal('base is not a branch', 'base');
  await bringObjects(source, repository, headSha);
  if ((await commitsOfPull(repository, { baseSha, headSha })) === 0) {
    throw refusal(`No commits between ${base} and ${ref}`, 'head');
  }
  for (const other of [...repository.issues.values()].filter(isPull)) {
    const same = other.pull.head.repository === source.fullName && other.pull.head.ref === ref;
    if (same && other.state === 'open' && other.pull.base.ref === base) {
      throw invalid('Validation Failed', [
        {
          resource: 'PullRequest',
          code: 'custom',
          message: `A pull request already exists for ${owner}:${ref}.`,
        },
      ]);
    }
  }
  repository.lastNumber += 1;
  const number = repository.lastNumber;
  const pull: Pull = {
    id: state.nextId(),
    number,
    head: { repository: source.fullName, ref },
    base: { ref: base },
    headSha,
    baseSha,
    draft: body['draft'] === true,
    merged: null,
    autoMerge: null,
    reviews: [],
  };
  const now = timestamp(state);
  const issue: PullIssue = {
    id: state.nextId(),
    number,
    author: account,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    closedBy: null,
    title: text(body, 'title') ?? '',
    body: text(body, 'body'),
    state: 'open',
    labels: new Set(),
    pull,
  };
  repository.issues.set(number, issue);
  await updatePullRefs(repository, issue);
  return issue;
}

function refusal(message: string, field: string): Error {
  return invalid('Validation Failed', [
    { resource: 'PullRequest', field, code: 'invalid', message },
  ]);
}

/** `owner:branch` for a fork, else a branch of the repository itself. */
function splitHead(head: string, repository: Repository): readonly [string, string] {
  const colon = head.indexOf(':');
  return colon < 0 ? [repository.owner.login, head] : [head.slice(0, colon), head.slice(colon + 1)];
}

/** The fork of this owner, or the repository itself. */
function headRepository(state: State, repository: Repository, owner: string): Repository {
  if (owner === repository.owner.login) return repository;
  const fork = [...state.repositories.values()].find(
    (candidate) => candidate.owner.login === owner && candidate.parent === repository.fullName,
  );
  if (fork === undefined) throw invalid('Validation Failed');
  return fork;
}
