import { LRUCache } from 'lru-cache';

/** Values by key; when there are too many, those go that nobody has asked for the longest. */
export interface Cache<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
}

/** A cache of at most `most` values in memory. */
export function createCache<Value extends string | number | object>(most: number): Cache<Value> {
  return new LRUCache<string, Value>({ max: most });
}

/**
 * A cache of at most `most` texts, which have at most so many characters together. A text of more than that is not kept.
 */
export function createTextCache(most: number, mostCharacters: number): Cache<string> {
  return new LRUCache<string, string>({
    max: most,
    maxSize: mostCharacters,
    // It wants at least 1 of each.
    sizeCalculation: ({ length }) => Math.max(1, length),
  });
}

/** Values that are kept for so long at most, and that have so many characters together at most. */
export interface ShortCacheBounds<Value> {
  readonly ttlMs: number;
  readonly mostCharacters: number;
  readonly charactersOf: (value: Value) => number;
}

/** A cache of at most `most` values in memory, within bounds. A value that is too large is not kept. */
export function createShortCache<Value extends object>(
  most: number,
  { ttlMs, mostCharacters, charactersOf }: ShortCacheBounds<Value>,
): Cache<Value> {
  return new LRUCache<string, Value>({
    max: most,
    ttl: ttlMs,
    maxSize: mostCharacters,
    sizeCalculation: (value) => Math.max(1, charactersOf(value)),
  });
}
