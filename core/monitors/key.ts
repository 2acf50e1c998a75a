import { canonicalJson, sha256 } from '../record/digest.ts';

/**
 * The key of a report that brings none: the digest of what was sent, whatever the order of its fields, of the moment, and of
 * the stream where that is not in it.
 * `payload` comes of `parsePayload`, so that it has a canonical form but for half of a surrogate pair.
 */
export function digestKey(payload: unknown, at: string, stream: string | null = null): string {
  const of = stream === null ? [] : [stream];
  return sha256(canonicalJson([at, wellFormed(payload), ...of]));
}

function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.toWellFormed(), wellFormed(inner)]),
  );
}
