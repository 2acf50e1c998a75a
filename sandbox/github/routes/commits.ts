import { accountJson } from '../json/account.ts';
import { commitJson, readCommit, readCommits } from '../json/commit.ts';
import { filesJson } from '../json/diff.ts';
import { pullSummaryJson } from '../json/pull.ts';
import { nodeId } from '../node-id.ts';
import { isPull } from '../pulls/pull-issue.ts';
import { mergeBase } from '../pulls/merge-commit.ts';
import { found, json, list, notFound, type Request, type Route } from '../route.ts';
import type { Repository, State } from '../state.ts';
import { repositoryUrl } from '../json/repository.ts';

const read = { permission: 'contents', level: 'read' } as const;

/** Commits, comparisons, and what moved the branches. */
export const commits = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo/commits',
    need: read,
    async handle({ state, repository, query }) {
      const start = await commitOf(repository, query.get('sha') ?? repository.defaultBranch);
      const path = query.get('path');
      const found = await readCommits(repository, [
        '--max-count=1000',
        start,
        ...(path === null ? [] : ['--', path]),
      ]);
      return list(found.map((commit) => commitJson(state, repository, commit)));
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/commits/:sha/pulls',
    need: { permission: 'pull_requests', level: 'read' },
    async handle({ state, repository, param }) {
      const sha = await commitOf(repository, param('sha'));
      const pulls = [...repository.issues.values()]
        .filter(isPull)
        // GitHub names no pull request from a fork here.
        .filter(
          ({ pull }) =>
            pull.merged?.commit === sha ||
            (pull.headSha === sha && pull.head.repository === repository.fullName),
        );
      return list(
        await Promise.all(pulls.map((issue) => pullSummaryJson(state, repository, issue))),
      );
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/commits/:ref{.+}',
    need: read,
    async handle({ state, repository, param }) {
      const commit = found(await readCommit(repository, param('ref')));
      const files = await filesJson(
        state,
        repository,
        await parentOf(repository, commit.sha),
        commit.sha,
      );
      return json({ ...commitJson(state, repository, commit), stats: statsOf(files), files });
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/compare/:basehead{.+}',
    need: read,
    handle: async (request) => json(await comparison(request)),
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/activity',
    need: read,
    handle({ state, repository, query }) {
      const ref = query.get('ref');
      const type = query.get('activity_type');
      const wanted = repository.activity
        .filter((one) => ref === null || one.ref === ref || one.ref === `refs/heads/${ref}`)
        .filter((one) => type === null || one.type === type);
      const ordered = query.get('direction') === 'asc' ? wanted : wanted.toReversed();
      return list(
        ordered.map((one) => ({
          id: one.id,
          node_id: nodeId('Push', one.id),
          before: one.before,
          after: one.after,
          ref: one.ref,
          timestamp: one.timestamp,
          activity_type: one.type,
          actor: accountJson(state, one.actor),
        })),
      );
    },
  },
] as const satisfies readonly Route[];

async function commitOf(repository: Repository, name: string): Promise<string> {
  return found(await repository.git.resolve(name, 'commit'));
}

/** The first parent, or the empty tree. */
async function parentOf(repository: Repository, sha: string): Promise<string> {
  const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
  return (await repository.git.resolve(`${sha}^`, 'commit')) ?? emptyTree;
}

function statsOf(files: readonly Record<string, unknown>[]): object {
  const sum = (key: string): number =>
    files.reduce((total, file) => total + Number(file[key] ?? 0), 0);
  return { additions: sum('additions'), deletions: sum('deletions'), total: sum('changes') };
}

/** `base...head`, by the merge base; commits oldest first, as GitHub gives them. */
async function comparison({ state, repository, param }: Request): Promise<object> {
  const [baseName = '', headName = ''] = param('basehead').split('...');
  const base = await commitOf(repository, baseName);
  const head = await commitOf(repository, headName);
  const common = await mergeBase(repository, base, head);
  if (common === null) throw notFound();
  const [ahead, behind] = await Promise.all([
    readCommits(repository, ['--reverse', `${base}..${head}`]),
    readCommits(repository, [`${head}..${base}`]),
  ]);
  return {
    ...(await comparisonEnds(state, repository, base, common)),
    ...comparisonUrls(state, repository, base, head),
    status: statusOf(ahead.length, behind.length),
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: ahead.map((commit) => commitJson(state, repository, commit)),
    files: await filesJson(state, repository, common, head),
  };
}

async function comparisonEnds(
  state: State,
  repository: Repository,
  base: string,
  common: string,
): Promise<object> {
  const show = async (sha: string): Promise<object> =>
    commitJson(state, repository, found(await readCommit(repository, sha)));
  return { base_commit: await show(base), merge_base_commit: await show(common) };
}

function comparisonUrls(
  state: State,
  repository: Repository,
  base: string,
  head: string,
): Record<string, string> {
  const html = `${state.url}/${repository.fullName}/compare/${base}...${head}`;
  return {
    url: `${repositoryUrl(state, repository)}/compare/${base}...${head}`,
    html_url: html,
    permalink_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
  };
}

function statusOf(ahead: number, behind: number): string {
  if (ahead === 0 && behind === 0) return 'identical';
  if (behind === 0) return 'ahead';
  return ahead === 0 ? 'behind' : 'diverged';
}
