import { expect, it } from 'vitest';
import type { Review } from '../../../core/judge/facts.ts';
import { approversOf } from '../../../core/promotion/approvers.ts';

const review = (reviewer: string, more: Partial<Review> = {}): Review => ({
  reviewer,
  state: 'approved',
  commit: 'head',
  teams: [],
  mayPush: true,
  ...more,
});
const approvers = (
  reviews: readonly Review[],
  approvals?: Parameters<typeof approversOf>[2],
): readonly string[] =>
  approversOf(
    { reviews, lastPusher: 'pusher', unread: [] },
    { head: 'head', excluded: ['Author'] },
    approvals,
  );

it('names those who may push and approved the very head, each once', () => {
  expect(approvers([review('ada'), review('bob'), review('ada', { state: 'commented' })])).toEqual([
    'ada',
    'bob',
  ]);
});

it.each([
  ['an approval of an older commit', [review('ada', { commit: 'older' })]],
  ['one that was taken back', [review('ada'), review('ada', { state: 'changes-requested' })]],
  ['one that was dismissed', [review('ada'), review('ada', { state: 'dismissed' })]],
  ['the author, however the login is written', [review('author')]],
  ['who pushed last', [review('Pusher')]],
  ['who may not push', [review('ada', { mayPush: false })]],
  ['of whom it is not known', [review('ada', { mayPush: null })]],
])('leaves out %s', (_, reviews) => {
  expect(approvers(reviews)).toEqual([]);
});

it('names those too whom the environment names, though they may not push', () => {
  const reviews = [
    review('ada', { mayPush: false }),
    review('bob', { mayPush: false, teams: ['acme/risk'] }),
    review('eve', { mayPush: false }),
  ];
  expect(approvers(reviews, { users: ['Ada'], teams: ['acme/risk'] })).toEqual(['ada', 'bob']);
});
