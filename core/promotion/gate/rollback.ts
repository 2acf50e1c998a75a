import { lastHealthyBefore } from '../history.ts';
import type { PromotionFacts } from './facts.ts';

/**
 * Whether the version that comes is exactly the last champion that was healthy there before. The ledger alone says so: a
 * branch, a label or a title may say what it likes.
 */
export function isRollback({
  role,
  move,
  asked,
  stays,
}: Pick<PromotionFacts, 'role' | 'move' | 'asked' | 'stays'>): boolean {
  if (role !== 'champion' || move !== 'comes' || !asked.ok) return false;
  return lastHealthyBefore(stays)?.version === asked.value.version;
}

/** Whether the order of environments, soak times and freezes are for it: what comes, unless that is a rollback. */
export function isForward(facts: PromotionFacts): boolean {
  return facts.move === 'comes' && !isRollback(facts);
}
