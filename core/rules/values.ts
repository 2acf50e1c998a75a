import { celMap } from '@bufbuild/cel';
import type { RuleValue, RuleValues } from './type.ts';

/** What a rule came upon that has no value. Paths are as a rule writes them. */
export interface Misses {
  /** What was recorded without a finite value, the first that was read; null when nothing was. */
  valueless: string | null;
  /** What is not in the record, the last that was asked for; null when all was there. */
  absent: string | null;
}

/** A value that CEL reads; spelt out, since the library's own type for it is endless. */
type Readable = string | number | boolean | ReturnType<typeof celMap>;

/**
 * The variables as CEL reads them. What is not in the record can be asked for by `has` and `in`. What was recorded
 * without a finite value can't be read at all: reading it throws, and is remembered, since a null is never a pass.
 */
export function celVariables(
  variables: RuleValues,
  misses: Misses,
): Readonly<Record<string, Readable>> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, celValue(value ?? {}, name, misses)]),
  );
}

function celValue(value: Exclude<RuleValue, undefined>, path: string, misses: Misses): Readable {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (value === null || typeof value === 'number') return valueless(path, misses);
  return factMap(new Map(Object.entries(value)), path, misses);
}

function valueless(path: string, misses: Misses): never {
  misses.valueless ??= path;
  throw new TypeError(`${path} has no finite value`);
}

/** A map whose values are made when they are read, so that only what a rule reads is looked at. */
function factMap(
  values: ReadonlyMap<string, RuleValue>,
  path: string,
  misses: Misses,
): ReturnType<typeof celMap> {
  const there = new Map([...values].filter(([, value]) => value !== undefined));
  const get = (key: string): Readable | undefined => {
    const value = there.get(key);
    const own = pathTo(path, key);
    if (value !== undefined) return celValue(value, own, misses);
    misses.absent = own;
    return undefined;
  };
  const read = (key: string): Readable =>
    celValue(there.get(key) ?? null, pathTo(path, key), misses);
  const keys = [...there.keys()];
  const map: ReadonlyMap<string, Readable> = {
    size: there.size,
    get,
    has: (key) => there.has(key),
    keys: () => keys.values(),
    values: () => keys.map(read).values(),
    entries: () => keys.map((key): [string, Readable] => [key, read(key)]).values(),
    forEach: (each) => {
      for (const key of keys) each(read(key), key, map);
    },
    [Symbol.iterator]: () => map.entries(),
  };
  return celMap(map);
}

/** `candidate.artifact.bytes`, `candidate.metrics["ndcg@10"]`. */
function pathTo(path: string, key: string): string {
  return /^[a-z_]\w{0,63}$/i.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}
