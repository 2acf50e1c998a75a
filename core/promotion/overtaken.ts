import type { PromotionRecord } from '../../schemas/types.ts';
import type { Held, Move } from './moves.ts';

/** Whether what a state file holds is what a move led to. What can't be told does not ask for it. */
export function asksFor(
  { champion, challenger }: Held,
  { version, role, share }: Pick<Move, 'version' | 'role' | 'share'>,
): boolean {
  if (role === 'champion') return champion?.id === version.id;
  if (challenger === 'unknown') return false;
  if (share === 0) return challenger === null;
  return challenger?.version.id === version.id && challenger.share === share;
}

/**
 * Whether another merge, which is on record and came later, has moved the role since: a champion's move also ends what its
 * challenger was asked for. GitHub's times are to the second; of one second nothing is known to have come later.
 */
export function isFollowed(
  { role }: Pick<Move, 'role'>,
  { commit, mergedAt }: { readonly commit: string; readonly mergedAt: string },
  known: readonly Pick<PromotionRecord, 'commit' | 'createdAt' | 'role'>[],
): boolean {
  return known.some(
    (one) =>
      one.commit !== commit &&
      (role === 'challenger' || (one.role ?? 'champion') === 'champion') &&
      secondOf(one.createdAt) > secondOf(mergedAt),
  );
}

function secondOf(time: string): number {
  return Math.floor(Date.parse(time) / 1_000);
}
