/** One attempt of GitHub's to send a delivery. */
export interface SendAttempt {
  /** Of this attempt. */
  readonly id: number;
  /** Of the delivery, the same in each attempt. */
  readonly guid: string;
  readonly deliveredAt: number;
  readonly succeeded: boolean;
}

/** A delivery that failed, and that we have asked for again, or will. */
export interface Missed {
  readonly guid: string;
  readonly id: number;
  /** When it was sent first, in milliseconds since 1970, as all times here. */
  readonly since: number;
  readonly asked: number;
  readonly nextAt: number;
}

/** GitHub sends nothing again that is older. */
export const redeliverableMs = 3 * 24 * 60 * 60_000;

const longestPauseMs = 6 * 60 * 60_000;

/** When is asked. */
export interface Asking {
  readonly now: number;
  /** The pause between two askings for one delivery begins with this, and doubles up to six hours. */
  readonly firstPauseMs: number;
  /** Nobody was there a moment ago, which may be why they failed: then none waits for its pause. */
  readonly atStart: boolean;
}

/**
 * Which deliveries to ask for again: those that failed, did not come by another way, and were not asked for a while ago.
 * `attempts` is what GitHub lists since the last time, in any order; `isKnown` says of a guid whether it has come.
 */
export function planRedeliveries(
  attempts: readonly SendAttempt[],
  missed: readonly Missed[],
  isKnown: (guid: string) => boolean,
  { now, firstPauseMs, atStart }: Asking,
): {
  /** To be asked for now. */
  readonly again: readonly Missed[];
  /** To be remembered, those of `again` among them. */
  readonly missed: readonly Missed[];
  /** Too old to be asked for. */
  readonly lost: readonly Missed[];
} {
  const all = new Map(missed.map((one) => [one.guid, one]));
  const arrived = new Set(attempts.filter(({ succeeded }) => succeeded).map(({ guid }) => guid));
  for (const { id, guid, deliveredAt, succeeded } of attempts) {
    if (succeeded) continue;
    const known = all.get(guid);
    all.set(guid, {
      guid,
      id: Math.max(id, known?.id ?? 0),
      since: Math.min(deliveredAt, known?.since ?? deliveredAt),
      asked: known?.asked ?? 0,
      nextAt: known?.nextAt ?? now,
    });
  }
  const open = [...all.values()].filter(({ guid }) => !arrived.has(guid) && !isKnown(guid));
  const lost = open.filter(({ since }) => now - since > redeliverableMs);
  const kept = open.filter(({ since }) => now - since <= redeliverableMs);
  const due = kept.filter(({ nextAt }) => atStart || nextAt <= now);
  const again = due.map((one) => ({
    ...one,
    asked: one.asked + 1,
    nextAt: now + Math.min(longestPauseMs, firstPauseMs * 2 ** one.asked),
  }));
  return { again, missed: [...kept.filter((one) => !due.includes(one)), ...again], lost };
}
