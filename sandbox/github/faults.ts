import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './contract.ts';
import type { State } from './state.ts';

/** Applies the first fault that is switched on for a request such as `GET /repos/a/b`; null when there is none. */
export async function faultReply(state: State, request: string): Promise<Response | null> {
  const entry = state.faults.find(
    ({ fault, left }) => left > 0 && 'match' in fault && fault.match.test(request),
  );
  if (entry === undefined) return null;
  entry.left -= 1;
  const { fault } = entry;
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
    case 'drop-delivery':
    case 'duplicate-delivery':
      return null;
    default:
      return fault satisfies never;
  }
}

/** How often a webhook of this event arrives: 1, or 0 or 2 where a fault says so. Asking uses the fault up. */
export function timesDelivered(state: State, event: string): 0 | 1 | 2 {
  const entry = state.faults.find(
    ({ fault, left }) => left > 0 && isDeliveryFault(fault) && fault.event === event,
  );
  if (entry === undefined) return 1;
  entry.left -= 1;
  return entry.fault.kind === 'drop-delivery' ? 0 : 2;
}

function isDeliveryFault(
  fault: Fault,
): fault is Extract<Fault, { readonly kind: 'drop-delivery' | 'duplicate-delivery' }> {
  return fault.kind === 'drop-delivery' || fault.kind === 'duplicate-delivery';
}
