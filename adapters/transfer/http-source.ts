import { type AssayError, RefusedError } from '../../core/errors.ts';
import { shownUrl } from '../../core/location/location.ts';
import type { Opened, Source } from './download.ts';
import { passingStatuses, retryAfterMs, whyUnreachable } from './passing.ts';
import { PassingTrouble } from './patience.ts';
import { type Answer, drop, send } from './transport.ts';

/** A file of a web server. */
export interface HttpFile {
  readonly url: URL;
  /** Sent to the origin of `url`, and lost by a redirect to another. */
  readonly headers: Readonly<Record<string, string>>;
  readonly idleMs: number;
  /** The error for what the server answered instead of the file; `host` is the one that a redirect led to. */
  readonly refused: (status: number, host: string) => AssayError;
}

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const mostRedirects = 5;

/** The file as a source of a download. */
export function httpSource(file: HttpFile): Source {
  const shown = shownUrl(file.url);
  const open = async (from: number, etag: string | null): Promise<Opened> => {
    const range: Readonly<Record<string, string>> =
      etag === null ? {} : { range: `bytes=${from}-`, 'if-range': etag };
    const { answer, host } = await follow(file, range);
    const { status, headers } = answer;
    const encoding = headers['content-encoding'] ?? 'identity';
    if (encoding !== 'identity') {
      drop(answer);
      throw encoded(file.url, encoding);
    }
    if (status === 200 || status === 206) {
      const opened = openedBy(answer);
      if (opened !== null && (opened.from === 0 || opened.etag === etag)) return opened;
    }
    drop(answer);
    // Not the part that was asked for: then all of it.
    if (etag !== null && (status === 206 || status === 416)) return open(0, null);
    if (!passingStatuses.has(status)) throw file.refused(status, host);
    throw new PassingTrouble(
      'download-unavailable',
      `${host} does not give ${shown} now (${status}), after several tries: run this again later.`,
      { afterMs: retryAfterMs(headers, Date.now()) },
    );
  };
  return { shown, open, broken: (cause) => unreachable(file.url, cause) };
}

/** The first answer that is no redirect, and who gave it. */
async function follow(
  { url, headers, idleMs }: HttpFile,
  range: Readonly<Record<string, string>>,
): Promise<{ readonly answer: Answer; readonly host: string }> {
  let at = url;
  let own = headers;
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const answer = await send({
      method: 'GET',
      url: at,
      headers: { accept: '*/*', 'accept-encoding': 'identity', ...range, ...own },
      body: null,
      idleMs,
    }).catch((error: unknown) => {
      throw unreachable(at, error);
    });
    const to = answer.headers.location;
    if (!redirects.has(answer.status) || to === undefined) return { answer, host: at.host };
    drop(answer);
    const next = nextUrl(at, to);
    // Once lost they don't come back: who was sent there may be sent on by anybody.
    if (next.origin !== at.origin) own = {};
    at = next;
  }
  throw notFollowed(url, `it was sent on more than ${mostRedirects} times`);
}

/** Where a redirect leads. By TLS it must stay so, and it may bring no credentials of its own. */
function nextUrl(at: URL, to: string): URL {
  if (!URL.canParse(to, at.href)) throw notFollowed(at, 'it is sent on to no address');
  const next = new URL(to, at.href);
  if (next.username !== '' || next.password !== '') {
    throw notFollowed(at, `it is sent on to ${next.host} with a user or a password`);
  }
  if (next.protocol === 'https:') return next;
  if (next.protocol === 'http:' && at.protocol === 'http:') return next;
  throw notFollowed(at, `it is sent on to ${next.protocol}//${next.host}, which has no TLS`);
}

/** What an answer brings; null for a part that does not say which. */
function openedBy({ status, headers, body }: Answer): Opened | null {
  // A weak one says that two are alike, not that their bytes are the same.
  const etag = headers.etag?.startsWith('"') === true ? headers.etag : null;
  if (status === 200) {
    const length = headers['content-length'];
    return { body, from: 0, totalBytes: length === undefined ? null : Number(length), etag };
  }
  const [, from, total] =
    /^bytes (\d{1,15})-\d{1,15}\/(\d{1,15})$/.exec(headers['content-range'] ?? '') ?? [];
  if (from === undefined || total === undefined) return null;
  return { body, from: Number(from), totalBytes: Number(total), etag };
}

function unreachable({ host }: URL, cause: unknown): PassingTrouble {
  return new PassingTrouble(
    'download-unreachable',
    `${host} can't be reached, or breaks off (${whyUnreachable(cause)}), after several tries: look at whether it is up, open to this machine and rightly named, and run this again.`,
    { cause },
  );
}

function encoded(url: URL, encoding: string): RefusedError {
  return new RefusedError(
    'encoded-download',
    `${shownUrl(url)} comes encoded as ${JSON.stringify(encoding.slice(0, 40))}, though it was asked for as it is: let the server give the file's own bytes.`,
  );
}

function notFollowed(url: URL, why: string): RefusedError {
  return new RefusedError(
    'redirect-refused',
    `${shownUrl(url)} is not followed: ${why}. Name the address at which the file lies.`,
  );
}
