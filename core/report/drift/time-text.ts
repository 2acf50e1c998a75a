import { oneLine } from '../literal.ts';

const iso = /^(\d{4})-(\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d{1,9})?)?Z$/;

/** A time of a record as people read it: `2026-07-09`, `2026-07-09 06:00 UTC`; what is no such time as it is. */
export function timeText(text: string): string {
  const [, year, day, time] = iso.exec(text) ?? [];
  if (year === undefined) return text;
  return time === '00:00' ? `${year}-${day}` : `${year}-${day} ${time} UTC`;
}

/** Names of windows for an axis: their starts without what all of them share, and at most 12 characters each. */
export function windowNames(starts: readonly string[]): readonly string[] {
  const texts = starts.map((start) => timeText(start).replace(/ UTC$/, ''));
  const dated = texts.every((text) => /^\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?$/.test(text));
  if (!dated) return texts.map((text) => oneLine(text, 12));
  const shared = (length: number): boolean =>
    new Set(texts.map((t) => t.slice(0, length))).size === 1;
  const times = texts.some((text) => text.length > 10);
  if (times && shared(10)) return texts.map((text) => text.slice(11) || '00:00');
  return texts.map((text) => text.slice(shared(4) ? 5 : 0));
}
