import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { State } from '../state.ts';

/** Lives as long as the process: a token of another sandbox doesn't verify. */
const key = randomBytes(32);

const lifetimeSeconds = 6 * 3600;

/** What a runtime token is for. */
export interface RuntimeScope {
  readonly runId: number;
  readonly jobId: number;
}

/** ACTIONS_RUNTIME_TOKEN of a job: a JWT whose `scp` names run and job. The clients read it, we verify it. */
export function issueRuntimeToken(state: State, { runId, jobId }: RuntimeScope): string {
  const now = Math.floor(state.now().getTime() / 1000);
  const head = encode({ typ: 'JWT', alg: 'HS256' });
  const body = encode({
    iss: state.url,
    iat: now,
    nbf: now,
    exp: now + lifetimeSeconds,
    scp: `Actions.GenericRead:00000000-0000-0000-0000-000000000000 Actions.Results:${runId}:${jobId}`,
  });
  return `${head}.${body}.${signatureOf(`${head}.${body}`).toString('base64url')}`;
}

/** The scope of the token in an `Authorization` header; null for one that we didn't issue or that is over. */
export function verifyRuntimeToken(state: State, header: string | null): RuntimeScope | null {
  const token = /^Bearer (.+)$/i.exec(header ?? '')?.[1] ?? '';
  const [head = '', body = '', signature = ''] = token.split('.');
  const expected = signatureOf(`${head}.${body}`);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  // Signed by us, so it has the shape that we gave it.
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as {
    readonly iss: string;
    readonly exp: number;
    readonly scp: string;
  };
  if (claims.iss !== state.url || claims.exp * 1000 <= state.now().getTime()) return null;
  const [, run, job] = /Actions\.Results:(\d+):(\d+)/.exec(claims.scp) ?? [];
  return { runId: Number(run), jobId: Number(job) };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function signatureOf(text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
