import { instantOf } from '../time/instant.ts';
import { failed, ok, type Result } from '../result.ts';

const earliest = Date.UTC(2000, 0, 1);

/**
 * A moment as RFC 3339 in UTC, from ISO 8601 (without an offset it counts as UTC) or milliseconds since 1970, as pandas
 * writes them; null for anything else, and for what lies before this century: monitors write year 1 for "never".
 */
export function momentOf(value: unknown): string | null {
  const at = instantIn(value);
  return at === null ? null : new Date(at).toISOString();
}

/** A time of a window, as it was written; of a number, its ISO 8601 form. Null where it is no moment. */
export function writtenMoment(value: unknown): string | null {
  if (typeof value === 'number') return momentOf(value);
  const text = typeof value === 'string' ? value.trim() : '';
  return text.length <= 64 && instantIn(text) !== null ? text : null;
}

/** The window that two values name; null where one is no moment, or the end lies before the start. */
export function windowOf(
  start: unknown,
  end: unknown,
): { readonly start: string; readonly end: string } | null {
  const [first, last] = [writtenMoment(start), writtenMoment(end)];
  if (first === null || last === null) return null;
  return (instantIn(first) ?? 0) <= (instantIn(last) ?? 0) ? { start: first, end: last } : null;
}

/** The window of a mapping `{start, end}`, if there is any; a sentence where it is none. */
export function readWindow(value: unknown): Result<{ start: string; end: string } | null> {
  if (value === undefined || value === null) return ok(null);
  const { start, end } = value as { readonly start?: unknown; readonly end?: unknown };
  const window = windowOf(start, end);
  if (window !== null) return ok(window);
  return failed(
    '"window" must have "start" and "end" in ISO 8601, such as 2026-07-01, the end not before the start.',
  );
}

/** The latest of moments in RFC 3339; null of none. */
export function latest(moments: readonly (string | null)[]): string | null {
  const known = moments.filter((one) => one !== null);
  return known.reduce<string | null>(
    (best, one) => (best === null || one > best ? one : best),
    null,
  );
}

function instantIn(value: unknown): number | null {
  const at = typeof value === 'string' ? instantOf(value.trim()) : value;
  if (typeof at !== 'number' || !Number.isSafeInteger(Math.trunc(at))) return null;
  return at >= earliest && at < Date.UTC(10_000, 0, 1) ? Math.trunc(at) : null;
}
