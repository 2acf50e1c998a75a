import { commitOf } from '../commit-of.ts';
import { type Hub, isHeard, startWorkflows } from '../hub.ts';
import { pullSummaryJson } from '../json/pull.ts';
import { reviewPayload } from '../json/review.ts';
import { HttpError, invalid, type Request, text } from '../route.ts';
import { type Account, type Actor, type Repository, type Review, timestamp } from '../state.ts';
import { mergeability } from './merge-commit.ts';
import type { PullIssue } from './pull-issue.ts';

const states = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
} as const;

/** Of one's own pull request. */
const refusals: Readonly<Record<string, string>> = {
  APPROVED: 'Review Can not approve your own pull request',
  CHANGES_REQUESTED: 'Review Can not request changes on your own pull request',
};

/** Submits what a body says. Throws 422 for what GitHub refuses, 501 for what only GitHub keeps. */
export async function submitReview(request: Request, issue: PullIssue): Promise<Review> {
  const { hub, state, repository, actor, account, body } = request;
  const wanted = stateOf(body);
  const words = text(body, 'body') ?? '';
  if (wanted !== 'APPROVED' && words === '') {
    throw unprocessable('Review body is required to comment or to request changes');
  }
  const refusal = account === issue.author ? refusals[wanted] : undefined;
  if (refusal !== undefined) throw unprocessable(refusal);
  const { pull } = issue;
  const review: Review = {
    id: state.nextId(),
    author: account,
    body: words,
    commit: await commitOf(repository, text(body, 'commit_id') ?? pull.headSha),
    submittedAt: timestamp(state),
    state: wanted,
  };
  pull.reviews.push(review);
  issue.updatedAt = review.submittedAt;
  await tellReview(hub, repository, actor, account, issue, review, 'submitted');
  return review;
}

/** Takes an approval or a request for changes back. Throws 422 for any other review. */
export async function dismissReview(
  request: Request,
  issue: PullIssue,
  review: Review,
): Promise<void> {
  const { hub, state, repository, actor, account } = request;
  if (review.state === 'COMMENTED' || review.state === 'DISMISSED') {
    throw unprocessable(`Can not dismiss a ${review.state.toLowerCase()} pull request review`);
  }
  review.state = 'DISMISSED';
  issue.updatedAt = timestamp(state);
  await tellReview(hub, repository, actor, account, issue, review, 'dismissed');
}

function stateOf(body: Request['body']): Review['state'] {
  const event = text(body, 'event');
  const comments = body['comments'];
  if (Array.isArray(comments) && comments.length > 0) {
    throw new HttpError(501, 'The embedded GitHub keeps no comments on lines.');
  }
  if (event === 'APPROVE' || event === 'REQUEST_CHANGES' || event === 'COMMENT') {
    return states[event];
  }
  throw new HttpError(501, 'The embedded GitHub keeps no pending reviews: say which event it is.');
}

function unprocessable(reason: string): HttpError {
  return invalid('Unprocessable Entity', [reason]);
}

/** Sends `pull_request_review`, and starts its workflows: those of the merge commit. */
async function tellReview(
  hub: Hub,
  repository: Repository,
  actor: Actor,
  account: Account,
  issue: PullIssue,
  review: Review,
  action: 'submitted' | 'dismissed',
): Promise<void> {
  const { state, webhooks } = hub;
  const { pull } = issue;
  const sent = webhooks.send(repository, account, {
    name: 'pull_request_review',
    payload: {
      action,
      review: reviewPayload(state, repository, issue, review),
      pull_request: await pullSummaryJson(state, repository, issue),
    },
  });
  const { commit } = await mergeability(repository, pull);
  if (commit === null || !isHeard(hub)) return;
  startWorkflows(hub, actor, {
    event: 'pull_request_review',
    action,
    actor: account.login,
    payload: JSON.parse(JSON.stringify(sent)) as Record<string, unknown>,
    repository: repository.fullName,
    ref: `refs/pull/${issue.number}/merge`,
    sha: commit,
    headSha: pull.headSha,
    headBranch: pull.head.ref,
    headRepository: pull.head.repository,
    baseRef: pull.base.ref,
    changedFiles: [],
  });
}
