import { hash } from 'node:crypto';

/** A 64-bit key as two unsigned words. */
export interface Key {
  readonly high: number;
  readonly low: number;
}

const wholeNumber = /^(?:0|[1-9]\d{0,15})$/;
const words = 2 ** 32;

/**
 * The key of an id: a whole number from 0 to 2^53 - 1, as `cellText` writes it, is its own key, so that the usual ids
 * need no hashing and stay in order; any other text has the first 8 bytes of the sha256 of its UTF-8 with the highest
 * bit set, so that nobody can make a text whose key is that of another.
 */
export function keyOf(text: string): Key {
  if (wholeNumber.test(text)) {
    const number = Number(text);
    if (Number.isSafeInteger(number)) return keyOfWhole(number);
  }
  const digest = hash('sha256', text, 'binary');
  return { high: (word(digest, 0) | 0x8000_0000) >>> 0, low: word(digest, 4) };
}

/** The key of a whole number from 0 to 2^53 - 1. */
export function keyOfWhole(number: number): Key {
  return { high: Math.floor(number / words), low: number >>> 0 };
}

/** Four characters, a byte each, as a big-endian word. */
function word(bytes: string, start: number): number {
  const [first, second] = [bytes.charCodeAt(start), bytes.charCodeAt(start + 1)];
  const [third, fourth] = [bytes.charCodeAt(start + 2), bytes.charCodeAt(start + 3)];
  return ((first << 24) | (second << 16) | (third << 8) | fourth) >>> 0;
}
