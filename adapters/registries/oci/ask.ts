import { AssayError, RefusedError } from '../../../core/errors.ts';
import { persist } from '../../transfer/patience.ts';
import { mayFollow } from './place.ts';
import type { Session } from './session.ts';
import { type Answer, type Body, bytesOf, drop, send } from '../../transfer/transport.ts';
import { refusal, unreachable } from './trouble.ts';

/** Something that is asked of a registry. */
export interface Question {
  /** As "… refused the upload of weights.bin" goes on. */
  readonly doing: string;
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Body;
  /** Statuses that are answers; any other becomes an error. */
  readonly expected: readonly number[];
}

/** A short answer as a whole. */
export interface Reply {
  readonly status: number;
  readonly headers: Answer['headers'];
  readonly bytes: Buffer;
}

/** No manifest or list is larger: registries take manifests of up to 4 MiB. */
export const mostReplyBytes = 4 * 1024 * 1024;
const mostRedirects = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Asks, patiently, for something short. Throws an AssayError that says what to do. */
export function ask(session: Session, question: Question): Promise<Reply> {
  return persist(session.patience, async () =>
    replyOf(session, question, await askOnce(session, question)),
  );
}

/** Asks once, and proves who asks where the registry wants to know. The answer's body is the caller's to read or drop. */
export async function askOnce(session: Session, question: Question): Promise<Answer> {
  const { doing, expected } = question;
  const first = await follow(session, question, session.authorization());
  const answer =
    first.status === 401 && first.home
      ? await follow(session, question, await session.authorize(doing, first))
      : first;
  if (expected.includes(answer.status)) return answer;
  throw session.explained(await refusal(session.place, doing, answer));
}

/** Reads an answer that is short. */
export async function replyOf(
  { place }: Session,
  { doing }: Question,
  answer: Answer,
): Promise<Reply> {
  const { status, headers } = answer;
  const bytes = await bytesOf(answer, mostReplyBytes).catch((cause: unknown) => {
    throw unreachable(place.host, doing, cause);
  });
  if (bytes !== null) return { status, headers, bytes };
  throw new RefusedError(
    'answer-too-long',
    `${place.host} answered with more than ${mostReplyBytes} bytes to ${doing}.`,
  );
}

/** An answer, and whether it is the registry's own. */
interface Followed extends Answer {
  readonly home: boolean;
}

/** Sends, and looks where it is sent on to; what proves who we are stays with the registry. */
async function follow(
  { place, patience }: Session,
  question: Question,
  authorization: string | null,
): Promise<Followed> {
  const { doing, method, headers = {}, body = null, expected } = question;
  const idleMs = body?.kind === 'stream' ? patience.uploadIdleMs : patience.idleMs;
  const isReading = method === 'GET' || method === 'HEAD';
  let { url } = question;
  for (let count = 0; count <= mostRedirects; count += 1) {
    const home = url.origin === place.origin;
    const proof = authorization === null || !home ? {} : { authorization };
    const outgoing = { method, url, headers: { ...headers, ...proof }, body, idleMs };
    const answer = await send(outgoing).catch((cause: unknown) => {
      throw cause instanceof AssayError ? cause : unreachable(url.host, doing, cause);
    });
    const { location } = answer.headers;
    const isSentOn = isReading && redirects.has(answer.status) && location !== undefined;
    if (!isSentOn || expected.includes(answer.status)) return { ...answer, home };
    drop(answer);
    url = placeSentTo(location, url);
    if (!mayFollow(place, url)) break;
  }
  throw new RefusedError(
    'bad-redirect',
    `${place.host} sends ${doing} on to an address that is not asked: only addresses by https are, and at most ${mostRedirects} in a row.`,
  );
}

/** An address that can't be read becomes one that nobody follows. */
function placeSentTo(location: string, from: URL): URL {
  return URL.canParse(location, from.href) ? new URL(location, from) : new URL('unknown:');
}
