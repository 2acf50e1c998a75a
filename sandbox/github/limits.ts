import { HttpError } from './route.ts';
import type { Actor, State } from './state.ts';

/**
 * Rate limits as GitHub has them.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** A caller's budget, as `GET /rate_limit` tells it. */
export interface Rate {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** When the hour is over, in seconds since 1970. */
  readonly reset: number;
}

/** What is left to a caller in this hour. Asking costs nothing. */
export function rateOf(state: State, actor: Actor): Rate {
  const { key, perHour } = callerOf(actor);
  const limit = state.limits.perHour ?? perHour;
  const now = state.now().getTime();
  const spent = state.spent.get(key);
  const isGoing = spent !== undefined && now < spent.since + hourMs;
  const used = isGoing ? spent.used : 0;
  const reset = Math.ceil(((isGoing ? spent.since : now) + hourMs) / 1000);
  return { limit, used: Math.min(used, limit), remaining: Math.max(0, limit - used), reset };
}

/** The headers that tell it. */
export function rateHeaders({ limit, used, remaining, reset }: Rate): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(reset),
    'x-ratelimit-resource': 'core',
    'x-ratelimit-used': String(used),
  };
}

/** Counts a request. Throws a 403 where a limit is enforced and reached; such a request isn't counted. */
export function spend(state: State, actor: Actor, request: string): void {
  const { key, name } = callerOf(actor);
  const { perHour, contentPerMinute, contentPerHour } = state.limits;
  const now = state.now().getTime();
  const spent = state.spent.get(key) ?? { since: now, used: 0, changes: [] };
  state.spent.set(key, spent);
  if (now >= spent.since + hourMs) Object.assign(spent, { since: now, used: 0 });
  while (spent.changes[0] !== undefined && now >= spent.changes[0] + hourMs) spent.changes.shift();
  if (perHour !== undefined && spent.used >= perHour) {
    throw new HttpError(403, `API rate limit exceeded for ${name}.`);
  }
  if (changesContent(request)) {
    const free = Math.max(
      freeAt(spent.changes, contentPerMinute, minuteMs),
      freeAt(spent.changes, contentPerHour, hourMs),
    );
    if (now < free) throw secondaryLimit(Math.ceil((free - now) / 1000));
    spent.changes.push(now);
  }
  spent.used += 1;
}

/** Takes a request back: GitHub doesn't count what it answers with 304. */
export function refund(state: State, actor: Actor): void {
  const spent = state.spent.get(callerOf(actor).key);
  if (spent !== undefined) spent.used = Math.max(0, spent.used - 1);
}

/** The refusal of GitHub's secondary limits, of which no header tells beforehand. */
export function secondaryLimit(retryAfterSeconds: number): HttpError {
  return new HttpError(
    403,
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    undefined,
    { 'retry-after': String(retryAfterSeconds) },
  );
}

/** When the next change fits again, given when the last ones were made. Milliseconds; 0 where there is no limit. */
function freeAt(changes: readonly number[], most: number | undefined, windowMs: number): number {
  if (most === undefined) return 0;
  const first = changes.at(-most);
  return first === undefined ? 0 : first + windowMs;
}

/** GitHub does not say which requests "generate content"; here every change of a repository does. */
function changesContent(request: string): boolean {
  return /^(?:POST|PUT|PATCH|DELETE) \/repos\//.test(request);
}

interface Caller {
  readonly key: string;
  /** As the refusal names it. */
  readonly name: string;
  /** GitHub's own limit; that of installations with many repositories would be higher. */
  readonly perHour: number;
}

function callerOf(actor: Actor): Caller {
  switch (actor.kind) {
    case 'installation': {
      const name = `installation ID ${actor.installation.id}`;
      return { key: name, name, perHour: 5000 };
    }
    case 'user': {
      const name = `user ID ${actor.account.id}`;
      return { key: name, name, perHour: 5000 };
    }
    case 'app': {
      const name = `app ID ${actor.app.id}`;
      return { key: name, name, perHour: 5000 };
    }
    case 'job':
      return { key: `jobs of ${actor.repository}`, name: 'installation', perHour: 1000 };
    case 'anonymous':
      return { key: 'anonymous', name: '127.0.0.1', perHour: 60 };
    default:
      return actor satisfies never;
  }
}
