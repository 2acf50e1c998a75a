import { AssayError, InputError, RefusedError } from '../../../core/errors.ts';
import type { RegistrySettings, StoreAccess } from '../registry.ts';
import { type Challenge, readChallenge } from './challenge.ts';
import { type Credentials, credentialsFor } from './credentials.ts';
import type { Patience } from '../../transfer/patience.ts';
import { mayFollow, type Place } from './place.ts';
import { type Answer, type Body, bytesOf, send } from '../../transfer/transport.ts';
import { denied, refusal, unreachable } from './trouble.ts';

/** The talk with one repository: who asks, and how patiently. */
export interface Session {
  readonly place: Place;
  readonly patience: Patience;
  readonly progress: StoreAccess['progress'];
  /** The header of the next request; null while the registry has not asked who we are, or the token is about to end. */
  authorization(): string | null;
  /** The same error, which also says of credentials that there may be and can't be used where they were refused. */
  explained(error: AssayError): AssayError;
  /** The header that satisfies a 401. Throws an InputError where nothing does. */
  authorize(doing: string, answer: Answer): Promise<string>;
}

type Bearer = Extract<Challenge, { kind: 'bearer' }>;

/** A header, and until when it is used, on the clock of `performance`. */
interface Held {
  readonly header: string;
  readonly untilMs: number;
}

const mostTokenBytes = 64 * 1024;
/** What a token without a stated life has. Source: https://distribution.github.io/distribution/spec/auth/token/ */
const usualLifeSeconds = 60;

/** Begins to talk. Nothing is sent, and no credentials are looked for, before the registry asks who we are. */
export function openSession(
  place: Place,
  access: StoreAccess,
  settings: RegistrySettings,
  patience: Patience,
): Session {
  let held: Held | null = null;
  let unused: string | null = null;
  const explained = (error: AssayError): AssayError =>
    unused === null || error.code !== 'registry-denied'
      ? error
      : new InputError(error.code, `${error.message} ${unused}.`, { cause: error });
  // Several requests that are refused at once ask for one token.
  const asked = new Map<string, Promise<Held>>();
  return {
    place,
    patience,
    progress: access.progress,
    explained,
    authorization: () => (held !== null && held.untilMs > performance.now() ? held.header : null),
    async authorize(doing, answer) {
      const text = answer.headers['www-authenticate'] ?? '';
      const challenge = readChallenge(text);
      if (challenge === null) throw await refusal(place, doing, answer);
      answer.body.destroy();
      const pending =
        asked.get(text) ??
        credentialsFor(place, access, settings)
          .then((known) => {
            unused = known.unused;
            return answerTo(place, patience, challenge, known.credentials);
          })
          .catch((error: unknown) => {
            throw error instanceof AssayError ? explained(error) : error;
          })
          .finally(() => asked.delete(text));
      asked.set(text, pending);
      held = await pending;
      return held.header;
    },
  };
}

async function answerTo(
  place: Place,
  patience: Patience,
  challenge: Challenge,
  credentials: Credentials | null,
): Promise<Held> {
  if (challenge.kind === 'bearer') return askToken(place, patience, challenge, credentials);
  if (credentials === null) throw denied(place, `${place.host} wants to know who asks`);
  if (credentials.kind === 'identity-token') {
    const said = `${place.host} takes a user and a password, and Docker's configuration has another token for it`;
    throw denied(place, said);
  }
  return { header: basic(credentials), untilMs: Number.POSITIVE_INFINITY };
}

/** Asks the server that the registry names for a token. Without credentials too: it may be one that anybody gets. */
async function askToken(
  place: Place,
  { idleMs }: Patience,
  challenge: Bearer,
  credentials: Credentials | null,
): Promise<Held> {
  const doing = `a token for ${place.repository}`;
  const request = tokenRequest(place, challenge, credentials);
  const answer = await send({ ...request, idleMs }).catch((cause: unknown) => {
    throw unreachable(request.url.host, doing, cause);
  });
  // What is wrong with the request is wrong with what it says of us.
  if (answer.status >= 400 && answer.status < 404) {
    answer.body.destroy();
    throw denied(place, `${request.url.host} refused ${doing} (${answer.status})`);
  }
  if (answer.status !== 200)
    throw await refusal({ ...place, host: request.url.host }, doing, answer);
  const bytes = await bytesOf(answer, mostTokenBytes).catch((cause: unknown) => {
    throw unreachable(request.url.host, doing, cause);
  });
  return readToken(place, bytes?.toString('utf8') ?? '');
}

function tokenRequest(
  place: Place,
  { realm, service, scope }: Bearer,
  credentials: Credentials | null,
): { method: 'GET' | 'POST'; url: URL; headers: Record<string, string>; body: Body | null } {
  const url = URL.canParse(realm) ? new URL(realm) : null;
  if (url === null || !mayFollow(place, url)) {
    throw new RefusedError(
      'bad-realm',
      `${place.host} names no address by https where tokens are asked for, so no credentials are sent there.`,
    );
  }
  const wanted = {
    ...(service === '' ? {} : { service }),
    scope: scope === '' ? `repository:${place.repository}:pull,push` : scope,
  };
  if (credentials?.kind === 'identity-token') {
    const form = { grant_type: 'refresh_token', client_id: 'assay', ...wanted };
    const text = new URLSearchParams({ ...form, refresh_token: credentials.token }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return { method: 'POST', url, headers, body: { kind: 'bytes', bytes: Buffer.from(text) } };
  }
  for (const [key, value] of Object.entries(wanted)) url.searchParams.set(key, value);
  const headers = credentials === null ? {} : { authorization: basic(credentials) };
  return { method: 'GET', url, headers, body: null };
}

/** A token is used for half of its life, so that it does not end on its way. */
function readToken({ host }: Place, text: string): Held {
  const given = fieldsOf(text);
  const token = given['token'] ?? given['access_token'];
  if (typeof token !== 'string' || !/^[\x21-\x7e]{1,16384}$/.test(token)) {
    throw new InputError('no-token', `The server of ${host} that gives tokens answered with none.`);
  }
  const life = given['expires_in'];
  const seconds = typeof life === 'number' && life > 0 ? life : usualLifeSeconds;
  return { header: `Bearer ${token}`, untilMs: performance.now() + seconds * 500 };
}

function fieldsOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function basic({ username, password }: Extract<Credentials, { kind: 'password' }>): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
