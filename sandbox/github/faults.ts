import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './contract.ts';
import type { State } from './state.ts';

/** Applies the first fault that is switched on for a request such as `GET /repos/a/b`; null when there is none. */
export async function faultReply(state: State, request: string): Promise<Response | null> {
  const fault = take(
    state,
    (one) => 'match' in one && one.kind !== 'lost-answer' && one.match.test(request),
  );
  if (fault === null) return null;
  switch (fault.kind) {
    case 'delay':
      await sleep(fault.milliseconds);
      return null;
    case 'status':
      return Response.json({ message: 'A fault of the sandbox.' }, { status: fault.status });
    case 'secondary-rate-limit':
      return Response.json(
        {
          message: 'You have exceeded a secondary rate limit. Please wait a few minutes.',
          documentation_url:
            'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits',
        },
        { status: 403, headers: { 'retry-after': '1' } },
      );
    case 'lost-answer':
    case 'drop-delivery':
    case 'duplicate-delivery':
      return null;
    default:
      return fault satisfies never;
  }
}

/** How often a webhook of this event arrives: 1, or 0 or 2 where a fault says so. Asking uses the fault up. */
export function timesDelivered(state: State, event: string): 0 | 1 | 2 {
  const fault = take(state, (one) => 'event' in one && one.event === event);
  if (fault === null) return 1;
  return fault.kind === 'drop-delivery' ? 0 : 2;
}

/** What comes in the place of the answer to a request that was done, where a fault says so; else null. */
export function lostAnswer(state: State, request: string): Response | null {
  const fault = take(state, (one) => one.kind === 'lost-answer' && one.match.test(request));
  return fault === null ? null : new Response('Bad Gateway', { status: 502 });
}

/** Uses up the first fault of this kind that is switched on. */
function take(state: State, wanted: (fault: Fault) => boolean): Fault | null {
  const entry = state.faults.find(({ fault, left }) => left > 0 && wanted(fault));
  if (entry === undefined) return null;
  entry.left -= 1;
  return entry.fault;
}
