import { nodeId } from '../node-id.ts';
import type { PullIssue } from '../pulls/pull-issue.ts';
import { authorAssociation } from '../standing.ts';
import type { Repository, Review, State } from '../state.ts';
import { accountJson } from './account.ts';
import { repositoryUrl } from './repository.ts';

/** A review as the API shows it. */
export function reviewJson(
  state: State,
  repository: Repository,
  { number }: PullIssue,
  review: Review,
): Record<string, unknown> {
  const html = `${state.url}/${repository.fullName}/pull/${number}#pullrequestreview-${review.id}`;
  const pull = `${repositoryUrl(state, repository)}/pulls/${number}`;
  return {
    id: review.id,
    node_id: nodeId('PullRequestReview', review.id),
    user: accountJson(state, review.author),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: pull,
    author_association: authorAssociation(repository, review.author),
    _links: { html: { href: html }, pull_request: { href: pull } },
    submitted_at: review.submittedAt,
    commit_id: review.commit,
  };
}

/** A review as payloads have it: the state in small letters, and null for an empty body. */
export function reviewPayload(
  state: State,
  repository: Repository,
  issue: PullIssue,
  review: Review,
): Record<string, unknown> {
  return {
    ...reviewJson(state, repository, issue, review),
    body: review.body === '' ? null : review.body,
    state: review.state.toLowerCase(),
    updated_at: review.submittedAt,
  };
}
