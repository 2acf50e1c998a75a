const iso =
  /^(\d{4}-\d{2}(?:-\d{2})?)(?:[T ](\d{2}:\d{2})(:\d{2}(?:[.,]\d{1,9})?)?(?:Z|([+-]\d{2})(?::?(\d{2}))?)?)?$/;

/**
 * Milliseconds since 1970; NaN when the text is no ISO 8601 date or time. One without an offset counts as UTC; an offset
 * comes after a time of day only, and may be of hours alone, as PostgreSQL writes it.
 */
export function instantOf(text: string): number {
  const [whole, date = '', minutes = '00:00', seconds = ':00', hour, minute] = iso.exec(text) ?? [];
  if (whole === undefined) return Number.NaN;
  const day = date.length === 7 ? `${date}-01` : date;
  const offset = hour === undefined ? 'Z' : `${hour}:${minute ?? '00'}`;
  return Date.parse(`${day}T${minutes}${seconds.replace(',', '.')}${offset}`);
}

/** Whether an ISO 8601 time says its offset from UTC. */
export function saysOffset(text: string): boolean {
  return /[T ]\d{2}:.*(?:Z|[+-]\d{2}(?::?\d{2})?)$/.test(text);
}

/** A moment in milliseconds since 1970 as ISO 8601 in UTC, without idle milliseconds; as a number where no date is so far off. */
export function isoOf(instant: number): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? String(instant) : date.toISOString().replace('.000Z', 'Z');
}
