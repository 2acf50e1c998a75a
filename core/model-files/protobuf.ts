import { type Cursor, cursorAt } from './cursor.ts';
import { scanLimits } from './limits.ts';
import { type ByteSource, unreadable } from './source.ts';

/** What is looked at in a message, by field number: a message in it, or the bytes of a small field. */
export type Shape = Readonly<Record<number, Field>>;
export type Field =
  | { readonly kind: 'message'; readonly shape: () => Shape; readonly end: () => void }
  | { readonly kind: 'bytes'; readonly take: (bytes: Uint8Array) => void };

/** A field that holds a message. Its shape may hold itself; `end` is called behind each one. */
export function message(shape: () => Shape, end: () => void = () => undefined): Field {
  return { kind: 'message', shape, end };
}

const longestField = 64 * 1024;
const deepest = 100;

/**
 * Walks a protocol-buffer message and hands out the fields that the shape names; all others are passed over unread.
 * Throws the RefusedError `unreadable` for what is no message, and at the limits.
 */
export async function walkMessage(source: ByteSource, shape: Shape): Promise<void> {
  const left = { fields: scanLimits.fields };
  await walk(cursorAt(source, 0), source.sizeBytes, shape, 0, left);
}

/** The wire types of each field at the top of a message; null when the source is none from end to end. */
export async function topFields(
  source: ByteSource,
): Promise<ReadonlyMap<number, ReadonlySet<number>> | null> {
  const fields = new Map<number, Set<number>>();
  const cursor = cursorAt(source, 0);
  for (let count = 0; cursor.left > 0; count += 1) {
    if (count > mostTopFields) return null;
    const head = await nextField(cursor, source.sizeBytes).catch(() => null);
    if (head === null) return null;
    fields.set(head.number, (fields.get(head.number) ?? new Set()).add(head.wire));
    cursor.skip(head.length);
  }
  return fields;
}

const mostTopFields = 1_000_000;

interface FieldHead {
  readonly number: number;
  readonly wire: number;
  /** How many bytes of it come yet. */
  readonly length: number;
}

async function nextField(cursor: Cursor, end: number): Promise<FieldHead> {
  if (cursor.ready < 20) await cursor.fill(20);
  const key = varint(cursor);
  const wire = key % 8;
  const number = Math.floor(key / 8);
  if (number < 1 || number > 0x1fffffff) throw notMessage();
  const length = lengthOf(wire, cursor);
  if (cursor.offset + length > end) throw notMessage();
  return { number, wire, length };
}

function lengthOf(wire: number, cursor: Cursor): number {
  if (wire === 0) {
    varint(cursor);
    return 0;
  }
  if (wire === 1) return 8;
  if (wire === 2) return varint(cursor);
  if (wire === 5) return 4;
  throw notMessage();
}

async function walk(
  cursor: Cursor,
  end: number,
  shape: Shape,
  depth: number,
  left: { fields: number },
): Promise<void> {
  if (depth > deepest) throw unreadable('Its messages are nested too deeply.');
  while (cursor.offset < end) {
    left.fields -= 1;
    if (left.fields < 0) throw unreadable('It has more fields than are read.');
    const { number, wire, length } = await nextField(cursor, end);
    const field = wire === 2 && Object.hasOwn(shape, number) ? shape[number] : undefined;
    if (field === undefined) cursor.skip(length);
    else if (field.kind === 'message') {
      await walk(cursor, cursor.offset + length, field.shape(), depth + 1, left);
      field.end();
    } else {
      if (length > longestField) throw unreadable('It has a text that is too long.');
      await cursor.fill(length);
      field.take(cursor.take(length));
    }
  }
}

function varint(cursor: Cursor): number {
  let value = 0;
  for (let factor = 1, count = 0; count < 10; count += 1, factor *= 128) {
    const byte = cursor.takeByte();
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return value;
  }
  throw notMessage();
}

function notMessage(): Error {
  return unreadable('It is a damaged protocol-buffer message.');
}
