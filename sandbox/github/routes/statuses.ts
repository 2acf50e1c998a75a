import { commitOf } from '../commit-of.ts';
import { tellQueues } from '../hub.ts';
import { commitJson, readCommit } from '../json/commit.ts';
import { repositoryJson, repositoryUrl } from '../json/repository.ts';
import { simpleStatusJson, statusJson } from '../json/status.ts';
import { created, found, invalid, json, list, type Request, type Route, text } from '../route.ts';
import { type CommitStatus, type Repository, timestamp } from '../state.ts';

const read = { permission: 'statuses', level: 'read' } as const;
const states = ['error', 'failure', 'pending', 'success'] as const;

/** Sets commit statuses: the older kind of check, which people may set too. */
export const statuses = [
  {
    method: 'POST',
    path: '/repos/:owner/:repo/statuses/:sha',
    need: { permission: 'statuses', level: 'write' },
    async handle(request) {
      const { state, repository, account, body, param } = request;
      const sha = param('sha');
      if (!/^[0-9a-f]{40}$/.test(sha)) throw invalid('Sha must be 40 hexadecimal digits.');
      const wanted = states.find((one) => one === body['state']);
      const status: CommitStatus = {
        id: state.nextId(),
        sha: await commitOf(repository, sha),
        context: text(body, 'context') ?? 'default',
        state: wanted ?? 'pending',
        description: text(body, 'description'),
        targetUrl: text(body, 'target_url'),
        creator: account,
        createdAt: timestamp(state),
      };
      repository.statuses.push(status);
      await tell(request, status);
      tellQueues(request.hub, repository);
      return created(statusJson(state, repository, status));
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/commits/:ref{.+}/statuses',
    need: read,
    async handle({ state, repository, param }) {
      const sha = await commitOf(repository, param('ref'));
      return list(
        newestFirst(repository, sha).map((status) => statusJson(state, repository, status)),
      );
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/commits/:ref{.+}/status',
    need: read,
    async handle({ state, repository, param }) {
      const sha = await commitOf(repository, param('ref'));
      const all = newestFirst(repository, sha);
      const latest = all.filter(
        (status) => all.find(({ context }) => context === status.context) === status,
      );
      const commitUrl = `${repositoryUrl(state, repository)}/commits/${sha}`;
      return json({
        state: combined(latest),
        statuses: latest.map((status) => simpleStatusJson(state, repository, status)),
        sha,
        total_count: latest.length,
        repository: repositoryJson(state, repository),
        commit_url: commitUrl,
        url: `${commitUrl}/status`,
      });
    },
  },
] as const satisfies readonly Route[];

function newestFirst(repository: Repository, sha: string): readonly CommitStatus[] {
  return repository.statuses.filter((status) => status.sha === sha).toReversed();
}

/** Failure where one failed, success where all succeeded, else pending; without any it is pending too. */
function combined(latest: readonly CommitStatus[]): string {
  if (latest.some(({ state }) => state === 'error' || state === 'failure')) return 'failure';
  const isDone = latest.length > 0 && latest.every(({ state }) => state === 'success');
  return isDone ? 'success' : 'pending';
}

async function tell(
  { hub, state, repository, account }: Request,
  status: CommitStatus,
): Promise<void> {
  const { sha } = status;
  const commit = found(await readCommit(repository, sha));
  const names = await repository.git.run([
    'for-each-ref',
    '--format=%(refname:strip=2)',
    '--points-at',
    sha,
    'refs/heads',
  ]);
  const url = `${repositoryUrl(state, repository)}/commits/${sha}`;
  const branches = names
    .split('\n')
    .filter((name) => name !== '')
    .map((name) => ({ name, commit: { sha, url }, protected: repository.protection.has(name) }));
  const { creator: _, url: __, ...shown } = statusJson(state, repository, status);
  hub.webhooks.send(repository, account, {
    name: 'status',
    payload: {
      ...shown,
      sha,
      name: repository.fullName,
      commit: commitJson(state, repository, commit),
      branches,
    },
  });
}
