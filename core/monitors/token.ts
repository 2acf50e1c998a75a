import { createHmac } from 'node:crypto';

/** A master secret is at least so long: a token of a short one could be traced back to it. */
export const shortestMasterSecret = 32;

/**
 * Where a token is good: as a bearer's and as the key of a signature, for every adapter; or in an address, which ends in
 * the logs of what lies between, for one adapter alone.
 */
export type TokenUse =
  { readonly kind: 'any' } | { readonly kind: 'address'; readonly adapter: string };

/**
 * The token with which monitors report for a repository, `owner/name` in any case. Made of the master secret by
 * HMAC-SHA256, so that nothing has to be kept, no token leads to another, and all change with the master.
 */
export function monitorToken(
  master: string,
  repository: string,
  use: TokenUse = { kind: 'any' },
): string {
  const scope = use.kind === 'any' ? 'any' : `address ${use.adapter}`;
  const text = `assay monitor 1\n${scope}\n${repository.toLowerCase()}`;
  return `amt_${createHmac('sha256', master).update(text).digest('hex')}`;
}

/** Monitors that can neither sign nor set a header: their token may stand in the address. */
export const addressedAdapters: readonly string[] = ['vertex'];
