import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { addressedAdapters, monitorToken, type TokenUse } from '../../core/monitors/token.ts';
import { header } from './read-body.ts';

/** What a sender proves itself with, before anything is compared. */
export type Proof =
  /** A token, which says the same of any body. */
  | { readonly kind: 'token'; readonly token: string; readonly use: TokenUse }
  /** A signature by the token over what comes before the body, and the body. */
  | { readonly kind: 'signature'; readonly signature: string; readonly prefix: string };

/** So far may a signed time lie from ours. */
const mostApartSeconds = 300;
const signaturePattern = /^sha256=[0-9a-f]{64}$/;

/**
 * The proof of a request: a signature with its time (`X-Assay-Signature-256`), one like GitHub's (`X-Hub-Signature-256`),
 * a bearer's token; for an adapter whose tool can do neither, `?token=`. Null for none, or a time that is not now.
 */
export function proofOf(
  request: IncomingMessage,
  adapter: string,
  query: URLSearchParams,
  now: number,
): Proof | null {
  const inAddress = query.get('token');
  // What else such a tool sends, as the token of its own cloud, is not for us.
  if (inAddress !== null && addressedAdapters.includes(adapter)) {
    return { kind: 'token', token: inAddress, use: { kind: 'address', adapter } };
  }
  const timed = header(request, 'x-assay-signature-256');
  if (timed !== '') {
    const timestamp = header(request, 'x-assay-timestamp');
    const isNow =
      /^\d{1,12}$/.test(timestamp) && Math.abs(now / 1_000 - Number(timestamp)) <= mostApartSeconds;
    return isNow ? signed(timed, `${timestamp}.`) : null;
  }
  const plain = header(request, 'x-hub-signature-256');
  if (plain !== '') return signed(plain, '');
  const [, token] = /^Bearer +(\S{1,200})$/i.exec(header(request, 'authorization')) ?? [];
  return token === undefined ? null : { kind: 'token', token, use: { kind: 'any' } };
}

function signed(signature: string, prefix: string): Proof | null {
  return signaturePattern.test(signature) ? { kind: 'signature', signature, prefix } : null;
}

/** Whether a proof is of one of the master secrets, for this repository. Takes as long whatever is wrong. */
export function proves(
  proof: Proof,
  secrets: readonly string[],
  repository: string,
  body: Buffer,
): boolean {
  const matches = secrets.map((master) => {
    if (proof.kind === 'token') {
      return isSame(proof.token, monitorToken(master, repository, proof.use));
    }
    const hmac = createHmac('sha256', monitorToken(master, repository));
    return isSame(
      proof.signature,
      `sha256=${hmac.update(proof.prefix).update(body).digest('hex')}`,
    );
  });
  return matches.includes(true);
}

function isSame(given: string, right: string): boolean {
  return timingSafeEqual(digest(given), digest(right));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
