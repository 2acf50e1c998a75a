import { RefusedError } from '../../core/errors.ts';
import type { Review, ReviewFacts } from '../../core/judge/facts.ts';
import { permissionOf } from './people.ts';
import { at, type GitHubRepository } from './repository.ts';
import { isTeamMember } from './teams.ts';

/** Whose reviews are asked for. */
export interface ReviewQuestion {
  readonly number: number;
  /** The head branch, where it lies in this repository; null for a fork's. */
  readonly branch: string | null;
  readonly head: string;
  /** The teams that the policies name; with none, and no named people, whether a reviewer may push is asked. */
  readonly teams: readonly string[];
  readonly anybodyWhoMayPush: boolean;
}

const states: Readonly<Record<string, Review['state']>> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes-requested',
  COMMENTED: 'commented',
  DISMISSED: 'dismissed',
};

/** Reads the reviews of a pull request, and what their authors are. What can't be told is a sentence of the answer. */
export async function gatherReviews(
  repository: GitHubRepository,
  question: ReviewQuestion,
): Promise<ReviewFacts> {
  const { octokit } = repository;
  const found = await octokit.paginate(octokit.rest.pulls.listReviews, {
    ...at(repository),
    pull_number: question.number,
    per_page: 100,
  });
  const given = found.flatMap(({ user, state, commit_id: commit }) => {
    const known = states[state];
    // A person who is gone from GitHub approves nothing.
    return user === null || known === undefined || commit === null
      ? []
      : [{ reviewer: user.login, state: known, commit }];
  });
  const opinions = given.filter(
    ({ state }) => state === 'approved' || state === 'changes-requested',
  );
  const unread: string[] = [];
  const people = new Map<string, Pick<Review, 'teams' | 'mayPush'>>();
  for (const reviewer of new Set(opinions.map((review) => review.reviewer))) {
    people.set(reviewer, await whatIs(repository, reviewer, question, unread));
  }
  const unknown = { teams: [], mayPush: null };
  return {
    reviews: given.map((review) => ({ ...review, ...(people.get(review.reviewer) ?? unknown) })),
    lastPusher: given.length === 0 ? null : await lastPusher(repository, question),
    unread: [...new Set(unread)],
  };
}

async function whatIs(
  repository: GitHubRepository,
  reviewer: string,
  { teams, anybodyWhoMayPush }: ReviewQuestion,
  unread: string[],
): Promise<Pick<Review, 'teams' | 'mayPush'>> {
  const member: string[] = [];
  for (const team of teams) {
    try {
      if (await isTeamMember(repository, team, reviewer)) member.push(team);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      unread.push(error.message);
    }
  }
  if (!anybodyWhoMayPush) return { teams: member, mayPush: null };
  const permission = await permissionOf(repository, reviewer);
  return { teams: member, mayPush: permission !== 'none' && permission !== 'read' };
}

/** By GitHub's own list of pushes, since commits say whatever their author wants; null where that shows another head. */
async function lastPusher(
  repository: GitHubRepository,
  { branch, head }: ReviewQuestion,
): Promise<string | null> {
  if (branch === null) return null;
  const { data } = await repository.octokit.request('GET /repos/{owner}/{repo}/activity', {
    ...at(repository),
    ref: `refs/heads/${branch}`,
    per_page: 1,
  });
  const [newest] = data;
  return newest?.after === head ? (newest.actor?.login ?? null) : null;
}
