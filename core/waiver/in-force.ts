import type { WaiverRecord } from '../../schemas/types.ts';

/** No waiver holds longer, whatever its record says: an exception without an end is a change of the policy. */
export const longestWaiverDays = 365;

const dayMs = 24 * 60 * 60 * 1000;

/** What a waiver has to fit. */
export interface WaiverUse {
  readonly head: string;
  /** The pull request's author, whose own waiver does not count; null on the default branch. */
  readonly author: string | null;
  readonly now: Date;
  /** What was granted or withdrawn later is not looked at; null: everything is. */
  readonly recordedUntil: Date | null;
}

/**
 * The waivers that hold for a candidate, at most one a check, the newest. A withdrawal ends all that were granted of its
 * check before; what the author of the pull request granted does not count, from wherever it was asked for.
 */
export function waiversInForce(
  records: readonly WaiverRecord[],
  use: WaiverUse,
): ReadonlyMap<string, WaiverRecord> {
  const inForce = new Map<string, WaiverRecord>();
  const until = use.recordedUntil?.getTime() ?? Number.POSITIVE_INFINITY;
  const known = records.filter(({ createdAt }) => Date.parse(createdAt) <= until);
  for (const record of known.toSorted(byTime)) {
    if (record.action === 'withdraw') inForce.delete(record.check);
    else if (holds(record, use)) inForce.set(record.check, record);
  }
  return inForce;
}

function holds({ by, head, until, createdAt }: WaiverRecord, use: WaiverUse): boolean {
  if (by.toLowerCase() === use.author?.toLowerCase()) return false;
  if (head !== null) return head === use.head;
  if (until === null) return false;
  const now = use.now.getTime();
  const end = Math.min(Date.parse(until), Date.parse(createdAt) + longestWaiverDays * dayMs);
  return now <= end;
}

function byTime(a: WaiverRecord, b: WaiverRecord): number {
  return Date.parse(a.createdAt) - Date.parse(b.createdAt);
}
