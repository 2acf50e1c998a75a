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
  /** When the pull request was closed: what was said later did not count; null while it is open. */
  readonly closedAt: string | null;
}

/** Anybody may review a public pull request: so many people are looked up, those who belong to it first. */
const mostPeople = 30;

/** How GitHub calls people whose opinion is likely to count. It only orders: what they may is asked. */
const close = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

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
  const given = found.flatMap((review) => {
    const { user, commit_id: commit, submitted_at: at } = review;
    const state = states[review.state];
    // A person who is gone from GitHub approves nothing.
    if (user === null || state === undefined || commit === null) return [];
    if (isLater(at, question.closedAt)) return [];
    return [{ reviewer: user.login, state, commit, isClose: close.has(review.author_association) }];
  });
  const unread: string[] = [];
  const people = new Map<string, Pick<Review, 'teams' | 'mayPush'>>();
  for (const reviewer of peopleOf(given)) {
    people.set(reviewer, await whatIs(repository, reviewer, question, unread));
  }
  const pusher = given.length === 0 ? null : await lastPusher(repository, question);
  if (
    given.length > 0 &&
    pusher === null &&
    question.branch !== null &&
    question.closedAt === null
  ) {
    unread.push(
      'GitHub does not tell yet who pushed the head commit, whose approval does not count.',
    );
  }
  const unknown = { teams: [], mayPush: null };
  return {
    reviews: given.map(({ reviewer, state, commit }) => ({
      reviewer,
      state,
      commit,
      ...(people.get(reviewer) ?? unknown),
    })),
    lastPusher: pusher,
    unread: [...new Set(unread)],
  };
}

interface Given {
  readonly reviewer: string;
  readonly state: Review['state'];
  readonly isClose: boolean;
}

/** Whose opinions may count, at most so many; of those who don't belong to the repository the latest. */
function peopleOf(given: readonly Given[]): readonly string[] {
  const opinions = given
    .filter(({ state }) => state === 'approved' || state === 'changes-requested')
    .toReversed();
  const sorted = [
    ...opinions.filter(({ isClose }) => isClose),
    ...opinions.filter(({ isClose }) => !isClose),
  ];
  return [...new Set(sorted.map(({ reviewer }) => reviewer))].slice(0, mostPeople);
}

function isLater(at: string | undefined, closedAt: string | null): boolean {
  return closedAt !== null && at !== undefined && Date.parse(at) > Date.parse(closedAt);
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

/** By GitHub's own list of pushes, since commits say whatever their author wants; null where none led to the head. */
async function lastPusher(
  repository: GitHubRepository,
  { branch, head }: ReviewQuestion,
): Promise<string | null> {
  if (branch === null) return null;
  const { data } = await repository.octokit.request('GET /repos/{owner}/{repo}/activity', {
    ...at(repository),
    ref: `refs/heads/${branch}`,
    per_page: 30,
  });
  return data.find(({ after }) => after === head)?.actor?.login ?? null;
}
