import * as fc from 'fast-check';
import { hostile } from '../../core/report/hostile.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What is written into a record's text as it stands here, since no value has this form in JSON. */
const raws = [
  'NaN',
  'Infinity',
  '1e999',
  '-0',
  '1e-400',
  '9007199254740993',
  '9'.repeat(400),
  '"\\ud800"',
  '"\\u0000"',
  '{"__proto__":{"outcome":"pass"}}',
  '{"constructor":{"prototype":{}}}',
  '{"a":1,"a":2}',
  `${'['.repeat(300)}${']'.repeat(300)}`,
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
] as const;
const mark = 'raw text ';

/** Words that mean something to a program that is not careful. */
const words = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'NaN',
  'Infinity',
  'null',
  '',
  ' ',
  '../../etc/passwd',
  '/etc/passwd',
  '.github/workflows/ml.yml',
  'C:\\Windows',
  'pass',
  'succeeded',
  '9999-12-31T23:59:60Z',
  `sha256:${'0'.repeat(64)}`,
  'x'.repeat(300),
  '@octocat '.repeat(600),
  'x'.repeat(70_000),
  '\u{1f4a5}'.repeat(2_000),
);

const texts: fc.Arbitrary<string> = fc.oneof({ weight: 3, arbitrary: hostile }, words);

const numbers: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 0.5, 1e-308, 5e-324, 1e15, 1e16, 2 ** 53, 1e308, -1e308),
  fc.integer({ min: -10, max: 20_000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

const anything: fc.Arbitrary<Json> = fc.oneof(
  texts,
  numbers,
  fc.constantFrom(...raws).map((raw) => mark + raw),
  fc.constantFrom<Json>(null, true, false, [], {}),
  fc.array(texts, { maxLength: 4 }),
  fc.dictionary(texts, fc.oneof(texts, numbers), { maxKeys: 4 }),
);

/** One change of a place in a value; the place is picked by its number among all there are. */
export interface Change {
  readonly place: number;
  readonly act: 'twist' | 'replace' | 'remove' | 'add' | 'rename' | 'repeat';
  readonly text: string;
  readonly number: number;
  readonly value: Json;
}

/** Most keep the kind of value, so that the schema lets many of them through. */
const change: fc.Arbitrary<Change> = fc.record(
  {
    place: fc.nat(),
    act: fc.oneof(
      { weight: 8, arbitrary: fc.constant('twist' as const) },
      { weight: 3, arbitrary: fc.constantFrom('add', 'rename', 'repeat') },
      { weight: 2, arbitrary: fc.constantFrom('replace', 'remove') },
    ),
    text: texts,
    number: numbers,
    value: anything,
  },
  { noNullPrototype: true },
);

export const changes: fc.Arbitrary<readonly Change[]> = fc.array(change, {
  minLength: 1,
  maxLength: 3,
});

/** So many that some fit. */
export const manyChanges: fc.Arbitrary<readonly Change[]> = fc.array(change, {
  minLength: 4,
  maxLength: 10,
});

/** A value that no section of an inspection can be. */
export const garbage: fc.Arbitrary<Json> = fc.oneof(
  texts,
  numbers,
  fc.constantFrom<Json>(null, true, false, [], {}),
  fc.constantFrom(...raws).map((raw) => mark + raw),
);

/** The value with all changes, one after the other. */
export function withChanges(value: Json, all: readonly Change[]): Json {
  return all.reduce((changed, change) => {
    const place = { left: change.place % countOf(changed) };
    return changedAt(changed, change, place) ?? null;
  }, value);
}

function countOf(value: Json): number {
  return 1 + childrenOf(value).reduce((sum, [, child]) => sum + countOf(child), 0);
}

function childrenOf(value: Json): readonly (readonly [string, Json])[] {
  return value !== null && typeof value === 'object' ? Object.entries(value) : [];
}

/** Counts `left` down on the way through the value, and changes what it is 0 at. Undefined where that is removed. */
function changedAt(value: Json, change: Change, place: { left: number }): Json | undefined {
  place.left -= 1;
  if (place.left === -1) return changed(value, change);
  if (place.left < 0 || value === null || typeof value !== 'object') return value;
  const children = Object.entries(value).flatMap(([key, child]): [string, Json][] => {
    const next = changedAt(child, change, place);
    return next === undefined ? [] : [[key, next]];
  });
  return Array.isArray(value) ? children.map(([, child]) => child) : Object.fromEntries(children);
}

function changed(value: Json, change: Change): Json | undefined {
  switch (change.act) {
    case 'replace':
      return change.value;
    case 'remove':
      return undefined;
    case 'twist':
      return twisted(value, change);
    case 'add':
    case 'rename':
    case 'repeat':
      return rearranged(value, change);
    default:
      return change.act satisfies never;
  }
}

function twisted(value: Json, { text, number, place }: Change): Json {
  if (typeof value === 'string') return text;
  if (typeof value === 'number') return number;
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return place % 2 === 0 ? [] : value.toReversed();
  return value === null ? number : {};
}

function rearranged(value: Json, { act, text, value: added }: Change): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    return act === 'add' ? [...value, added] : [...value, ...value, ...value];
  }
  const entries = Object.entries(value);
  const [first] = entries;
  if (first === undefined || act === 'add') return Object.fromEntries([...entries, [text, added]]);
  const others = act === 'rename' ? entries.slice(1) : entries;
  return Object.fromEntries([[text, first[1]], ...others]);
}

/** The text of a value, in which what was to stand raw does. */
export function textOf(value: Json): string {
  const text = JSON.stringify(value);
  if (!text.includes(mark)) return text;
  return raws.reduce(
    (written, raw) => written.replaceAll(JSON.stringify(mark + raw), () => raw),
    text,
  );
}
