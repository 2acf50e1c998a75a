import { notFiniteOf } from './measured.ts';
import { type MetricSource, unreadable } from './source.ts';

const deepest = 100;
const word = /[^\s,:{}[\]"]+/y;
const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const constants: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

interface Cursor {
  readonly text: string;
  readonly source: MetricSource;
  at: number;
}

/**
 * Reads JSON as programs write it: also with bare NaN and Infinity in any spelling, which JSON.parse refuses, and
 * which become the number that they spell. Throws an InputError with the line for what is no JSON, for a key that
 * stands twice in one object, since the last would hide the first, and for nesting beyond 100 levels.
 */
export function parseJson(text: string, source: MetricSource): unknown {
  const cursor: Cursor = { text, source, at: 0 };
  const document = value(cursor, 0);
  if (peek(cursor) !== undefined) throw fault(cursor, 'something follows after its end');
  return document;
}

function value(cursor: Cursor, depth: number): unknown {
  if (depth > deepest) throw fault(cursor, `it nests more than ${deepest} levels`);
  const next = peek(cursor);
  if (next === '{') return object(cursor, depth);
  if (next === '[') return list(cursor, depth);
  return next === '"' ? string(cursor) : bareWord(cursor);
}

function object(cursor: Cursor, depth: number): object {
  const entries = new Map<string, unknown>();
  cursor.at += 1;
  while (!took(cursor, '}')) {
    if (entries.size > 0) expect(cursor, ',');
    if (peek(cursor) !== '"') throw fault(cursor, 'a key in double quotes is missing');
    const key = string(cursor);
    if (entries.has(key)) throw fault(cursor, `the key ${key.slice(0, 80)} stands twice there`);
    expect(cursor, ':');
    entries.set(key, value(cursor, depth + 1));
  }
  // Not by assignment, in which a key such as __proto__ would be lost.
  return Object.fromEntries(entries);
}

function list(cursor: Cursor, depth: number): readonly unknown[] {
  const items: unknown[] = [];
  cursor.at += 1;
  while (!took(cursor, ']')) {
    if (items.length > 0) expect(cursor, ',');
    items.push(value(cursor, depth + 1));
  }
  return items;
}

function string(cursor: Cursor): string {
  const { text, at } = cursor;
  let end = at + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  try {
    const decoded = JSON.parse(text.slice(at, end + 1)) as string;
    cursor.at = end + 1;
    return decoded;
  } catch {
    throw fault(cursor, 'a text in quotes does not end, or holds what must be escaped');
  }
}

function bareWord(cursor: Cursor): unknown {
  word.lastIndex = cursor.at;
  const found = word.exec(cursor.text)?.[0];
  if (found === undefined) throw fault(cursor, 'a value is missing');
  const meaning = meaningOf(found);
  if (meaning === undefined) throw fault(cursor, `${found.slice(0, 40)} is no value`);
  cursor.at += found.length;
  return meaning;
}

/** A number, finite or not, true, false or null; undefined for every other word. */
function meaningOf(found: string): unknown {
  if (number.test(found)) return Number(found);
  if (constants.has(found)) return constants.get(found);
  const spelled = notFiniteOf(found);
  return spelled === null ? undefined : Number(spelled);
}

function peek(cursor: Cursor): string | undefined {
  while (' \t\r\n'.includes(cursor.text[cursor.at] ?? '.')) cursor.at += 1;
  return cursor.text[cursor.at];
}

function took(cursor: Cursor, sign: string): boolean {
  if (peek(cursor) !== sign) return false;
  cursor.at += 1;
  return true;
}

function expect(cursor: Cursor, sign: string): void {
  if (!took(cursor, sign)) throw fault(cursor, `a ${sign} is missing`);
}

function fault({ text, source, at }: Cursor, reason: string): Error {
  let line = 1;
  for (let end = text.indexOf('\n'); end !== -1 && end < at; end = text.indexOf('\n', end + 1)) {
    line += 1;
  }
  return unreadable(source, reason, { line });
}
