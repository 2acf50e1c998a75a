import { nodeId } from '../node-id.ts';
import { authorAssociation } from '../standing.ts';
import type { Comment, Issue, Repository, State } from '../state.ts';
import { accountJson } from './account.ts';
import { appJson } from './app.ts';
import { issuePage } from './issue.ts';
import { reactionRollup } from './reaction.ts';
import { repositoryUrl } from './repository.ts';

/** A comment on an issue or on the conversation of a pull request. */
export function commentJson(
  state: State,
  repository: Repository,
  issue: Issue,
  comment: Comment,
): Record<string, unknown> {
  const issues = `${repositoryUrl(state, repository)}/issues`;
  const url = `${issues}/comments/${comment.id}`;
  return {
    url,
    html_url: `${issuePage(state, repository, issue)}#issuecomment-${comment.id}`,
    issue_url: `${issues}/${issue.number}`,
    id: comment.id,
    node_id: nodeId('IssueComment', comment.id),
    user: accountJson(state, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: authorAssociation(repository, comment.author),
    body: comment.body,
    reactions: reactionRollup(url, comment.reactions),
    performed_via_github_app: comment.app === null ? null : appJson(state, comment.app),
  };
}
