import { permissionOf } from '../auth.ts';
import { nodeId } from '../node-id.ts';
import type { PullIssue } from '../pulls/pull-issue.ts';
import { mergeability } from '../pulls/merge-commit.ts';
import { commitsOfPull, filesOfPull } from '../pulls/extent.ts';
import { requiredChecksMissing } from '../required-checks.ts';
import { type Pull, type Repository, repositoryOf, type State } from '../state.ts';
import { accountJson } from './account.ts';
import { labelJson } from './label.ts';
import { repositoryJson, repositoryUrl } from './repository.ts';

/** A pull request as lists show it. */
export async function pullSummaryJson(
  state: State,
  repository: Repository,
  issue: PullIssue,
): Promise<Record<string, unknown>> {
  const { pull, number } = issue;
  const url = repositoryUrl(state, repository);
  const html = `${state.url}/${repository.fullName}/pull/${number}`;
  return {
    url: `${url}/pulls/${number}`,
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: `${url}/issues/${number}`,
    commits_url: `${url}/pulls/${number}/commits`,
    review_comments_url: `${url}/pulls/${number}/comments`,
    review_comment_url: `${url}/pulls/comments{/number}`,
    comments_url: `${url}/issues/${number}/comments`,
    statuses_url: `${url}/statuses/${pull.headSha}`,
    number,
    state: issue.state,
    locked: false,
    title: issue.title,
    user: accountJson(state, issue.author),
    body: issue.body,
    labels: [...issue.labels].flatMap((name) => {
      const label = repository.labels.get(name);
      return label === undefined ? [] : [labelJson(state, repository, label)];
    }),
    milestone: null,
    active_lock_reason: null,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    merged_at: pull.merged?.at ?? null,
    merge_commit_sha: pull.merged?.commit ?? (await mergeability(repository, pull)).commit,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    head: side(state, repositoryOf(state, pull.head.repository), pull.head.ref, pull.headSha),
    base: side(state, repository, pull.base.ref, pull.baseSha),
    _links: {
      self: { href: `${url}/pulls/${number}` },
      html: { href: html },
      issue: { href: `${url}/issues/${number}` },
      comments: { href: `${url}/issues/${number}/comments` },
      review_comments: { href: `${url}/pulls/${number}/comments` },
      review_comment: { href: `${url}/pulls/comments{/number}` },
      commits: { href: `${url}/pulls/${number}/commits` },
      statuses: { href: `${url}/statuses/${pull.headSha}` },
    },
    author_association:
      permissionOf(repository, issue.author.login) === 'read' ? 'NONE' : 'COLLABORATOR',
    auto_merge: autoMergeJson(state, pull),
    draft: pull.draft,
  };
}

/** A pull request as its own page shows it. */
export async function pullJson(
  state: State,
  repository: Repository,
  issue: PullIssue,
): Promise<Record<string, unknown>> {
  const { pull } = issue;
  const { commit } = await mergeability(repository, pull);
  const mergeable = pull.merged === null ? commit !== null : null;
  return {
    ...(await pullSummaryJson(state, repository, issue)),
    merged: pull.merged !== null,
    mergeable,
    rebaseable: mergeable,
    mergeable_state: mergeableState(repository, pull, commit),
    merged_by: pull.merged === null ? null : accountJson(state, pull.merged.by),
    comments: [...repository.comments.values()].filter((one) => one.issue === issue.number).length,
    review_comments: 0,
    maintainer_can_modify: false,
    ...(await size(repository, pull)),
  };
}

function autoMergeJson(state: State, { autoMerge }: Pull): object | null {
  if (autoMerge === null) return null;
  return {
    enabled_by: accountJson(state, autoMerge.by),
    merge_method: autoMerge.method,
    commit_title: '',
    commit_message: '',
  };
}

function mergeableState(repository: Repository, pull: Pull, commit: string | null): string {
  if (pull.merged !== null) return 'unknown';
  if (commit === null) return 'dirty';
  const rule = repository.protection.get(pull.base.ref);
  const missing = requiredChecksMissing(repository, pull.headSha, rule?.requiredChecks ?? []);
  return missing.length > 0 ? 'blocked' : 'clean';
}

function side(state: State, repository: Repository, ref: string, sha: string): object {
  return {
    label: `${repository.owner.login}:${ref}`,
    ref,
    sha,
    user: accountJson(state, repository.owner),
    repo: repositoryJson(state, repository),
  };
}

async function size(repository: Repository, pull: Pull): Promise<object> {
  const [files, commits] = await Promise.all([
    filesOfPull(repository, pull),
    commitsOfPull(repository, pull),
  ]);
  return {
    commits,
    additions: files.reduce((sum, { additions }) => sum + additions, 0),
    deletions: files.reduce((sum, { deletions }) => sum + deletions, 0),
    changed_files: files.length,
  };
}
