import {
  type Asking,
  type Missed,
  planRedeliveries,
  redeliverableMs,
} from '../../core/inbox/redelivery.ts';
import { listSendAttempts, sendAgain } from '../../adapters/github/deliveries.ts';
import { refusedUntil } from '../../adapters/github/limits.ts';
import { statusOf } from '../../adapters/github/repository.ts';
import type { UpkeepContext } from './context.ts';

/** What is remembered from one time to the next. */
interface Note {
  /** Up to when GitHub's list has been read. */
  readonly readUntil: number;
  readonly missed: readonly Missed[];
}

/** So many are asked for at once. */
const mostAtOnce = 200;

/** GitHub's list may tell of a delivery a little later than it was sent. */
const overlapMs = 60_000;

/** Has GitHub send again what did not reach us: it does not by itself. */
export async function askAgain(
  context: UpkeepContext,
  text: string | null,
  asking: Pick<Asking, 'firstPauseMs' | 'atStart'>,
): Promise<string> {
  const { probot, inbox, now, log, signal } = context;
  const octokit = await probot.auth();
  const begun = now();
  const oldest = begun - redeliverableMs;
  // We have written it.
  const note = text === null ? null : (JSON.parse(text) as Note);
  const since = Math.max(oldest, (note?.readUntil ?? oldest) - overlapMs);
  const attempts = await listSendAttempts(octokit, since, signal);
  const candidates = [
    ...(note?.missed ?? []).map(({ guid }) => guid),
    ...attempts.filter(({ succeeded }) => !succeeded).map(({ guid }) => guid),
  ];
  const known = await inbox.knownDeliveries(candidates);
  const plan = planRedeliveries(attempts, note?.missed ?? [], (guid) => known.has(guid), {
    now: begun,
    ...asking,
  });
  const unasked = new Map<string, Missed>();
  let stopped: unknown = null;
  for (const [index, one] of plan.again.entries()) {
    // The rest is asked for the next time.
    if (stopped !== null || signal.aborted || index >= mostAtOnce) {
      unasked.set(one.guid, { ...one, asked: one.asked - 1, nextAt: begun });
      continue;
    }
    try {
      await sendAgain(octokit, one.id);
      log.info(
        { delivery: one.guid, asked: one.asked },
        'A delivery that failed is asked for again.',
      );
    } catch (error) {
      log.warn({ delivery: one.guid, err: error }, 'A delivery could not be asked for again.');
      // GitHub wants no more calls, or is down: what it refuses to send it may send later.
      if (refusedUntil(error, begun) !== null || (statusOf(error) ?? 500) >= 500) stopped = error;
    }
  }
  for (const { guid, since: sent } of plan.lost) {
    log.warn(
      { delivery: guid },
      `A delivery of ${new Date(sent).toISOString()} never came, and is too old to be sent again.`,
    );
  }
  const missed = plan.missed.map((one) => unasked.get(one.guid) ?? one);
  const next: Note = { readUntil: begun, missed };
  return JSON.stringify(next);
}
