import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { State } from '../state.ts';

const key = randomBytes(32);

/** What an address lets its holder do, without any other proof. The names are those of Azure's signed addresses. */
export interface Grant {
  /** `r` to read, `w` to write. */
  readonly access: 'r' | 'w';
  readonly lifetimeSeconds: number;
  /** The `Content-Disposition` of the answer. */
  readonly disposition?: string;
}

/** An address on this server that carries its own right. */
export function signedAddress(state: State, path: string, grant: Grant): string {
  const expiry = new Date(state.now().getTime() + grant.lifetimeSeconds * 1000).toISOString();
  const url = new URL(path, state.url);
  url.searchParams.set('sp', grant.access);
  url.searchParams.set('se', expiry);
  if (grant.disposition !== undefined) url.searchParams.set('rscd', grant.disposition);
  url.searchParams.set('sig', signatureOf(url).toString('base64url'));
  return url.href;
}

/** Whether an address was signed here for this access and is not over. Parameters that we didn't set are not signed. */
export function isSigned(state: State, url: URL, access: 'r' | 'w'): boolean {
  const given = Buffer.from(url.searchParams.get('sig') ?? '', 'base64url');
  const expected = signatureOf(url);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  const expiry = new Date(url.searchParams.get('se') ?? '');
  return url.searchParams.get('sp') === access && expiry > state.now();
}

function signatureOf({ pathname, searchParams }: URL): Buffer {
  const signed = ['sp', 'se', 'rscd'].map((name) => searchParams.get(name));
  return createHmac('sha256', key)
    .update(JSON.stringify([pathname, ...signed]))
    .digest();
}
