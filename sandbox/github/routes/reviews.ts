import { reviewJson } from '../json/review.ts';
import { pullOf } from '../pulls/pull-issue.ts';
import { dismissReview, submitReview } from '../pulls/reviews.ts';
import { found, json, listOf, type Request, type Route } from '../route.ts';
import type { Review } from '../state.ts';

const read = { permission: 'pull_requests', level: 'read' } as const;

/** `/repos/{owner}/{repo}/pulls/{pull_number}/reviews`: whoever reads a repository may review. */
export const reviews = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo/pulls/:number/reviews',
    need: read,
    handle({ state, repository, id }) {
      const issue = pullOf(repository, id('number'));
      return listOf(issue.pull.reviews, (review) => reviewJson(state, repository, issue, review));
    },
  },
  {
    method: 'POST',
    path: '/repos/:owner/:repo/pulls/:number/reviews',
    need: { permission: 'pull_requests', level: 'write', person: 'read' },
    async handle(request) {
      const { state, repository, id } = request;
      const issue = pullOf(repository, id('number'));
      return json(reviewJson(state, repository, issue, await submitReview(request, issue)));
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/pulls/:number/reviews/:review',
    need: read,
    handle(request) {
      const { state, repository, id } = request;
      const issue = pullOf(repository, id('number'));
      return json(reviewJson(state, repository, issue, reviewOf(request, issue.pull.reviews)));
    },
  },
  {
    method: 'PUT',
    path: '/repos/:owner/:repo/pulls/:number/reviews/:review/dismissals',
    need: { permission: 'pull_requests', level: 'write' },
    async handle(request) {
      const { state, repository, id } = request;
      const issue = pullOf(repository, id('number'));
      const review = reviewOf(request, issue.pull.reviews);
      await dismissReview(request, issue, review);
      return json(reviewJson(state, repository, issue, review));
    },
  },
] as const satisfies readonly Route[];

function reviewOf({ id }: Request, all: readonly Review[]): Review {
  const wanted = id('review');
  return found(all.find((review) => review.id === wanted));
}
