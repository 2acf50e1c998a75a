import type { ModelConfig } from '../../schemas/types.ts';
import type { CandidateFacts, Review, ReviewFacts } from '../judge/facts.ts';
import { tierOf } from '../policy/level.ts';
import type { Check, Finding } from './check.ts';
import { fail, inconclusive, pass } from './finding.ts';

/** People whom the policy names have approved the very commit that is judged; the author and the last pusher don't count. */
export const approval: Check = {
  id: 'approval',
  title: 'People other than the author have approved the head commit',
  trouble: 'an approval of the head commit is missing',
  caution: null,
  help: 'Ask one of those who are named for a review that approves the newest commit. A push takes approvals back, so ask again after one.',
  outcomes: {
    pass: 'Enough people whom `gate.approvals` names approved the head commit, and none of them asks for changes.',
    warn: null,
    fail: 'Approvals of the head commit are missing, or one of those who are named asks for changes.',
    inconclusive: 'GitHub did not tell the reviews, or the members of a team.',
  },
  inputs: ['configuration: gate.approvals', "the pull request's reviews, by GitHub"],
  levels: { minimal: 'off', limited: 'off', high: 'fail' },
  softenable: true,
  isConfigured: ({ gate }) => gate?.approvals !== undefined,
  appliesTo: ({ pullRequest }) => pullRequest.number !== null,
  judge: judgeApproval,
};

function judgeApproval({ config, pullRequest, reviews: facts }: CandidateFacts): Finding {
  if (facts === null) return inconclusive('The reviews of the pull request were not read.');
  const [unread] = facts.unread;
  if (unread !== undefined) return inconclusive(unread, facts.unread);
  const required = requiredApprovals(config);
  const current = currentReviews(facts, config, pullRequest.author);
  const against = current.filter(({ state }) => state === 'changes-requested');
  const approved = current.filter(({ state }) => state === 'approved');
  const here = approved.filter(({ commit }) => commit === pullRequest.head);
  const evidence = current.map(
    ({ reviewer, state, commit }) => `${reviewer}: ${words[state]} ${commit.slice(0, 7)}`,
  );
  if (against.length > 0) {
    return fail(`${namesOf(against)} asked for changes and has not approved since.`, evidence);
  }
  if (here.length >= required) {
    return pass(`Approved by ${namesOf(here)}.`, evidence);
  }
  const older = approved.filter(({ commit }) => commit !== pullRequest.head);
  const stale =
    older.length === 0 ? '' : ` ${namesOf(older)} approved an older commit, which does not count.`;
  return fail(
    `The head commit has ${here.length} of ${required} approvals by ${whoMay(config)}.${stale}`,
    evidence,
  );
}

const words: Readonly<Record<Review['state'], string>> = {
  approved: 'approved',
  'changes-requested': 'asked for changes at',
  commented: 'commented on',
  dismissed: 'had a review dismissed at',
};

/** How many approvals a model needs. */
export function requiredApprovals(config: ModelConfig): number {
  return config.gate?.approvals?.required ?? (tierOf(config) === 'high' ? 2 : 1);
}

/** The reviews that approve the head commit and count. */
export function headApprovals(
  { config, pullRequest }: CandidateFacts,
  reviews: ReviewFacts,
): readonly Review[] {
  return currentReviews(reviews, config, pullRequest.author).filter(
    ({ state, commit }) => state === 'approved' && commit === pullRequest.head,
  );
}

/** The newest review with an opinion of each person who counts. A comment changes no opinion. */
function currentReviews(
  { reviews, lastPusher }: ReviewFacts,
  config: ModelConfig,
  author: string | null,
): readonly Review[] {
  const excluded = [author, lastPusher].map((login) => login?.toLowerCase());
  const newest = new Map<string, Review>();
  for (const review of reviews) {
    const login = review.reviewer.toLowerCase();
    if (review.state === 'commented' || excluded.includes(login) || !counts(review, config)) {
      continue;
    }
    newest.set(login, review);
  }
  return [...newest.values()].filter(({ state }) => state !== 'dismissed');
}

function counts({ reviewer, teams, mayPush }: Review, { gate }: ModelConfig): boolean {
  const { users = [], teams: named = [] } = gate?.approvals ?? {};
  if (users.length === 0 && named.length === 0) return mayPush === true;
  const login = reviewer.toLowerCase();
  return (
    users.some((user) => user.toLowerCase() === login) || named.some((team) => teams.includes(team))
  );
}

function whoMay({ gate }: ModelConfig): string {
  const { users = [], teams = [] } = gate?.approvals ?? {};
  const named = [...users, ...teams.map((team) => `members of ${team}`)];
  return named.length === 0
    ? 'people who may push, other than the author and the last pusher'
    : `${named.join(', ')}, other than the author and the last pusher`;
}

function namesOf(reviews: readonly Review[]): string {
  return reviews.map(({ reviewer }) => reviewer).join(', ');
}
