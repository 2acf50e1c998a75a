import type { Fields } from '../fields.ts';
import { bounded } from '../text/bounded.ts';

/** What a record takes of a feature's name, of a reason and of an address. */
export const longest = { feature: 256, reason: 1_024, method: 128, url: 2_048 } as const;

/** A text of a payload, cut and well formed; null where there is none, or it is empty. */
export function textOf(fields: Fields, key: string, mostCharacters: number): string | null {
  const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
  if (typeof value !== 'string') return null;
  const text = bounded(value.trim(), mostCharacters);
  return text === '' ? null : text;
}

/** The first text there is under one of these keys. */
export function firstTextOf(
  fields: Fields,
  keys: readonly string[],
  mostCharacters: number,
): string | null {
  for (const key of keys) {
    const text = textOf(fields, key, mostCharacters);
    if (text !== null) return text;
  }
  return null;
}

/** A finite number of a payload; null for anything else. */
export function numberOf(fields: Fields, key: string): number | null {
  const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** An address that a person may follow: HTTP, whole, and without credentials; else null. */
export function addressOf(fields: Fields, keys: readonly string[]): string | null {
  for (const key of keys) {
    const text = textOf(fields, key, longest.url + 1);
    if (text === null || text.length > longest.url || !/^https?:\/\/\S+$/.test(text)) continue;
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url !== null && url.username === '' && url.password === '') return text;
  }
  return null;
}

/** A number in a sentence. */
export function shown(value: number): string {
  return String(Number(value.toPrecision(3)));
}
