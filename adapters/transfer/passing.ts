import type { IncomingHttpHeaders } from 'node:http';
import { Stalled } from './transport.ts';

/** What a server says when it may do the same a little later. */
export const passingStatuses: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** How long a server wants to be left alone, in milliseconds: `Retry-After` holds seconds, or a date. */
export function retryAfterMs(headers: IncomingHttpHeaders, now: number): number {
  const text = headers['retry-after'] ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  const at = Date.parse(text);
  return Number.isFinite(at) ? Math.max(0, at - now) : 0;
}

/** Why no answer came, in a few words. */
export function whyUnreachable(cause: unknown): string {
  if (cause instanceof Stalled) return 'nothing moved on the connection for too long';
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : 'the connection broke';
}
