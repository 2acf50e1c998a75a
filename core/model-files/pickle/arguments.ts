import type { Cursor } from '../cursor.ts';
import { unreadable } from '../source.ts';

/** Readers of what stands behind an opcode. Numbers are little-endian; the caller has filled the cursor. */

export function unsigned(cursor: Cursor, bytes: number): number {
  let value = 0;
  let factor = 1;
  for (const byte of cursor.take(bytes)) {
    value += byte * factor;
    factor *= 256;
  }
  return value;
}

export function signed32(cursor: Cursor): number {
  return unsigned(cursor, 4) | 0;
}

/** A length of 4 bytes which Python reads as a signed number and refuses below 0. */
export function signedLength(cursor: Cursor): number {
  const length = signed32(cursor);
  if (length < 0) throw unreadable('It has a length below 0.');
  return length;
}

/** The text up to the end of the line, which goes too; null when it is longer than the limit. */
export async function line(cursor: Cursor, limit: number): Promise<string | null> {
  await cursor.fill(limit + 1);
  const length = cursor.distanceTo(newline);
  if (length >= 0 && length <= limit) {
    const text = utf8.decode(cursor.take(length));
    cursor.skip(1);
    return text;
  }
  await skipLine(cursor);
  return null;
}

async function skipLine(cursor: Cursor): Promise<void> {
  for (;;) {
    await cursor.fill(1);
    const length = cursor.distanceTo(newline);
    if (length >= 0) {
      cursor.skip(length + 1);
      return;
    }
    if (cursor.ready === 0) throw unreadable('It ends in the middle of a line.');
    cursor.skip(cursor.ready);
  }
}

const newline = 10;
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const latin1 = new TextDecoder('latin1');

/** UTF-8 as it is in a record: what is not UTF-8 becomes a character that no name has. */
export function textOf(bytes: Uint8Array, encoding: 'utf-8' | 'latin1'): string {
  return encoding === 'utf-8' ? utf8.decode(bytes) : latin1.decode(bytes);
}
