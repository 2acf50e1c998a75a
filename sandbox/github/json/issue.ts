import { nodeId } from '../node-id.ts';
import { authorAssociation } from '../standing.ts';
import type { Issue, Pull, Repository, State } from '../state.ts';
import { accountJson } from './account.ts';
import { labelsOfIssue } from './label.ts';
import { reactionRollup } from './reaction.ts';
import { repositoryUrl } from './repository.ts';

/** The page of an issue or pull request. */
export function issuePage(state: State, repository: Repository, issue: Issue): string {
  const kind = issue.pull === null ? 'issues' : 'pull';
  return `${state.url}/${repository.fullName}/${kind}/${issue.number}`;
}

/** An issue, or a pull request seen as one: then with the `pull_request` object. */
export function issueJson(
  state: State,
  repository: Repository,
  issue: Issue,
): Record<string, unknown> {
  const { pull, number } = issue;
  const repositoryAddress = repositoryUrl(state, repository);
  const url = `${repositoryAddress}/issues/${number}`;
  const html = issuePage(state, repository, issue);
  const comments = [...repository.comments.values()].filter((one) => one.issue === number);
  return {
    url,
    repository_url: repositoryAddress,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: html,
    timeline_url: `${url}/timeline`,
    id: issue.id,
    node_id: nodeId(pull === null ? 'Issue' : 'PullRequest', issue.id),
    number,
    title: issue.title,
    user: accountJson(state, issue.author),
    labels: labelsOfIssue(state, repository, issue),
    state: issue.state,
    state_reason: pull === null && issue.state === 'closed' ? 'completed' : null,
    locked: false,
    active_lock_reason: null,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: comments.length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    author_association: authorAssociation(repository, issue.author),
    body: issue.body,
    reactions: reactionRollup(url, []),
    performed_via_github_app: null,
    ...(pull === null ? {} : pullFields(`${repositoryAddress}/pulls/${number}`, html, pull)),
  };
}

function pullFields(url: string, html: string, pull: Pull): object {
  return {
    draft: pull.draft,
    pull_request: {
      url,
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      merged_at: pull.merged?.at ?? null,
    },
  };
}
