import { sha256 } from '../record/digest.ts';

const mostCharacters = 256;

/**
 * The name of one of a tool's monitors, of whatever a sender writes; null where there is none. What is too long to keep, or
 * no plain text, is kept as its digest: two that begin alike stay two.
 */
export function streamOf(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim().toWellFormed() : '';
  if (text === '') return null;
  return text.length > mostCharacters || /\p{Cc}/u.test(text) ? sha256(text) : text;
}
