import { nodeId } from '../node-id.ts';
import type { Repository, State } from '../state.ts';
import { accountJson } from './account.ts';

/** The API's address of a repository. */
export function repositoryUrl(state: State, { fullName }: Repository): string {
  return `${state.url}/api/v3/repos/${fullName}`;
}

/** Addresses that GitHub derives from a repository's own: `<word>_url`, and what follows in the path. */
const derived: Readonly<Record<string, string>> = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
};

/** A repository as payloads and lists show it ("minimal repository" and more). */
export function repositoryJson(state: State, repository: Repository): Record<string, unknown> {
  const url = repositoryUrl(state, repository);
  const html = `${state.url}/${repository.fullName}`;
  const openIssues = [...repository.issues.values()].filter((issue) => issue.state === 'open');
  return {
    id: repository.id,
    node_id: nodeId('Repository', repository.id),
    name: repository.name,
    full_name: repository.fullName,
    private: repository.private,
    owner: accountJson(state, repository.owner),
    html_url: html,
    description: null,
    fork: repository.parent !== null,
    url,
    ...Object.fromEntries(Object.entries(derived).map(([key, path]) => [key, `${url}${path}`])),
    git_url: `${html}.git`,
    ssh_url: `${html}.git`,
    clone_url: `${html}.git`,
    svn_url: html,
    mirror_url: null,
    homepage: null,
    created_at: repository.createdAt,
    updated_at: repository.createdAt,
    pushed_at: repository.pushedAt,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: true,
    has_projects: false,
    has_downloads: false,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    archived: false,
    disabled: false,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repository.private ? 'private' : 'public',
    open_issues_count: openIssues.length,
    forks: 0,
    open_issues: openIssues.length,
    watchers: 0,
    default_branch: repository.defaultBranch,
  };
}
