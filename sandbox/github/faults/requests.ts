import { setTimeout as sleep } from 'node:timers/promises';
import type { PassingFault, RandomRequestFault } from '../contract.ts';
import { secondaryLimit } from '../limits.ts';
import { type Faults, take } from './active.ts';
import { type Draw, pick } from './chance.ts';

/** How a request ended. */
export interface Outcome {
  /** Null where none is given: the client waits until it gives up. */
  readonly answer: Response | null;
  /** Whether the request was done, whatever the answer says. */
  readonly wasDone: boolean;
}

/** Does a request such as `GET /repos/a/b`, unless and except what the faults that are switched on say. */
export async function withFaults(
  faults: Faults,
  request: string,
  work: () => Promise<Response>,
): Promise<Outcome> {
  const passing = await passingAnswer(faults, request);
  if (passing !== null) return { answer: passing, wasDone: false };
  const fault = drawFault(faults, request);
  switch (fault?.kind) {
    case undefined: {
      const answer = await work();
      const isLost = answer.status < 400 && takeLost(faults, request);
      return { answer: isLost ? badGateway() : answer, wasDone: true };
    }
    case 'refusal':
      return { answer: fault.answer, wasDone: false };
    case 'loss':
      await work();
      return { answer: badGateway(), wasDone: true };
    case 'silence':
      if (fault.isDone) await work();
      return { answer: null, wasDone: fault.isDone };
    default:
      return fault satisfies never;
  }
}

/** Resolves when the client has gone, or its connection was closed. */
export function clientGone(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

type BeforeFault = Exclude<
  Extract<PassingFault, { readonly match: RegExp }>,
  { readonly kind: 'lost-answer' }
>;

async function passingAnswer(faults: Faults, request: string): Promise<Response | null> {
  const fault = take(
    faults,
    (one): one is BeforeFault =>
      'match' in one && one.kind !== 'lost-answer' && one.match.test(request),
  );
  if (fault === null) return null;
  switch (fault.kind) {
    case 'delay':
      await sleep(fault.milliseconds);
      return null;
    case 'status':
      return Response.json({ message: 'A fault of the sandbox.' }, { status: fault.status });
    case 'secondary-rate-limit':
      return refusal(1);
    default:
      return fault satisfies never;
  }
}

function takeLost(faults: Faults, request: string): boolean {
  const fault = take(
    faults,
    (one): one is Extract<PassingFault, { readonly kind: 'lost-answer' }> =>
      one.kind === 'lost-answer' && one.match.test(request),
  );
  return fault !== null;
}

/** What chance does to a request: an answer in its place, the loss of its own, or none at all. */
type Drawn =
  | { readonly kind: 'refusal'; readonly answer: Response }
  | { readonly kind: 'loss' }
  | { readonly kind: 'silence'; readonly isDone: boolean };

function drawFault({ random }: Faults, request: string): Drawn | null {
  for (const { fault, draws } of random) {
    if (fault.kind !== 'random' || !fault.match.test(request)) continue;
    const drawn = drawFrom(fault, draws(request));
    if (drawn !== null) return drawn;
  }
  return null;
}

function drawFrom({ share, retryAfterSeconds = 1 }: RandomRequestFault, draw: Draw): Drawn | null {
  const kind = pick(draw(), [
    ['serverError', share.serverError],
    ['secondaryLimit', share.secondaryLimit],
    ['lostAnswer', share.lostAnswer],
    ['timeout', share.timeout],
  ]);
  switch (kind) {
    case 'serverError':
      return { kind: 'refusal', answer: serverError(draw()) };
    case 'secondaryLimit':
      return { kind: 'refusal', answer: refusal(retryAfterSeconds) };
    case 'lostAnswer':
      return { kind: 'loss' };
    case 'timeout':
      return { kind: 'silence', isDone: draw() < 0.5 };
    case null:
      return null;
    default:
      return kind satisfies never;
  }
}

/** GitHub's own 500, or what stands before it: a proxy's 502, or the 503 of a page for people. */
function serverError(number: number): Response {
  const status = [500, 502, 503][Math.floor(number * 3)] ?? 500;
  if (status === 500) return Response.json({ message: 'Server Error' }, { status });
  if (status === 502) return badGateway();
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  return new Response('<html><title>Unicorn! &middot; GitHub</title></html>', { status, headers });
}

function badGateway(): Response {
  return new Response('Bad Gateway', { status: 502 });
}

function refusal(retryAfterSeconds: number): Response {
  const { message, status, headers } = secondaryLimit(retryAfterSeconds);
  const page = 'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api';
  const body = { message, documentation_url: `${page}#about-secondary-rate-limits` };
  return Response.json(body, { status, headers });
}
