import { isNamed } from '../command/access.ts';
import type { CandidateFacts, Review, ReviewFacts } from '../judge/facts.ts';
import { type ApprovalTerm, approvalTerms, isForAnybody } from '../policy/approvals.ts';
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

function judgeApproval({ config, pullRequest, reviews }: CandidateFacts): Finding {
  if (reviews === null) return inconclusive('The reviews of the pull request were not read.');
  const { head, author } = pullRequest;
  return judgeReviews(reviews, approvalTerms(approval, config), { head, excluded: [author] });
}

/** What is approved, and whose approvals don't count beside the last pusher's. */
interface Approved {
  readonly head: string;
  readonly excluded: readonly (string | null)[];
}

/** Whether all of these terms are met at the head commit, and nobody who counts asks for changes. */
export function judgeReviews(
  facts: ReviewFacts,
  terms: readonly ApprovalTerm[],
  approved: Approved,
): Finding {
  const [unread] = facts.unread;
  if (unread !== undefined) return inconclusive(unread, facts.unread);
  const current = unique(terms.flatMap((term) => currentReviews(facts, term, approved.excluded)));
  const against = current.filter(({ state }) => state === 'changes-requested');
  const here = current.filter((review) => isApprovalOf(approved.head, review));
  const evidence = current.map(
    ({ reviewer, state, commit }) => `${reviewer}: ${words[state]} ${commit.slice(0, 7)}`,
  );
  if (against.length > 0) {
    return fail(`${namesOf(against)} asked for changes and has not approved since.`, evidence);
  }
  const missing = terms.flatMap((term) => missingOf(term, facts, approved));
  return missing.length === 0
    ? pass(`Approved by ${namesOf(here)}.`, evidence)
    : fail(missing.join(' '), evidence);
}

/** A sentence where approvals are missing; none where there are enough. */
function missingOf(
  term: ApprovalTerm,
  facts: ReviewFacts,
  { excluded, head }: Approved,
): readonly string[] {
  const approved = currentReviews(facts, term, excluded).filter(
    ({ state }) => state === 'approved',
  );
  const here = approved.filter((review) => isApprovalOf(head, review));
  if (here.length >= term.required) return [];
  const older = approved.filter((review) => !isApprovalOf(head, review));
  const stale =
    older.length === 0 ? '' : ` ${namesOf(older)} approved an older commit, which does not count.`;
  const asked = term.source === null ? '' : ` (${term.source})`;
  return [
    `The head commit has ${here.length} of ${term.required} approvals by ${whoMay(term)}${asked}.${stale}`,
  ];
}

function isApprovalOf(head: string, { state, commit }: Review): boolean {
  return state === 'approved' && commit === head;
}

const words: Readonly<Record<Review['state'], string>> = {
  approved: 'approved',
  'changes-requested': 'asked for changes at',
  commented: 'commented on',
  dismissed: 'had a review dismissed at',
};

/** The reviews that approve the head commit and count; none where somebody who is asked for has not approved it. */
export function headApprovals(
  { config, pullRequest }: CandidateFacts,
  reviews: ReviewFacts,
): readonly Review[] {
  const approvals = approvalTerms(approval, config).map((term) =>
    currentReviews(reviews, term, [pullRequest.author]).filter((review) =>
      isApprovalOf(pullRequest.head, review),
    ),
  );
  return approvals.some(({ length }) => length === 0) ? [] : unique(approvals.flat());
}

function unique(reviews: readonly Review[]): readonly Review[] {
  return [...new Set(reviews)];
}

/** The newest review with an opinion of each person who counts. A comment changes no opinion. */
function currentReviews(
  { reviews, lastPusher }: ReviewFacts,
  term: ApprovalTerm,
  others: readonly (string | null)[],
): readonly Review[] {
  const excluded = [...others, lastPusher].map((login) => login?.toLowerCase());
  const newest = new Map<string, Review>();
  for (const review of reviews) {
    const login = review.reviewer.toLowerCase();
    if (review.state === 'commented' || excluded.includes(login) || !counts(review, term)) {
      continue;
    }
    newest.set(login, review);
  }
  return [...newest.values()].filter(({ state }) => state !== 'dismissed');
}

function counts({ reviewer, teams, mayPush }: Review, term: ApprovalTerm): boolean {
  if (isForAnybody(term)) return mayPush === true;
  return isNamed(reviewer, term.users) || term.teams.some((team) => teams.includes(team));
}

function whoMay({ users, teams }: ApprovalTerm): string {
  const named = [...users, ...teams.map((team) => `members of ${team}`)];
  return named.length === 0
    ? 'people who may push, other than the author and the last pusher'
    : `${named.join(', ')}, other than the author and the last pusher`;
}

function namesOf(reviews: readonly Review[]): string {
  return reviews.map(({ reviewer }) => reviewer).join(', ');
}
