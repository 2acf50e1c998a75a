import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** sha256 of a text (as UTF-8) or of bytes, as `sha256:<hex>`. */
export function sha256(content: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** RFC 8785 canonical JSON. Throws a TypeError on what JSON cannot hold, such as NaN. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('This value has no JSON form.');
  return text;
}

/** The id of a record: sha256 of its canonical JSON without `id`. */
export function recordId(record: object): string {
  const { id: _, ...rest } = record as { id?: unknown };
  return sha256(canonicalJson(rest));
}
