import { describe, expect, it } from 'vitest';
import { createCache, createTextCache } from '../../../adapters/github/cache.ts';

describe('a cache', () => {
  it('gives up what nobody has asked for the longest', () => {
    const cache = createCache<number>(2);
    cache.set('a', 1);
    cache.set('b', 2);
    cache.get('a');
    cache.set('c', 3);
    expect(['a', 'b', 'c'].map((key) => cache.get(key))).toEqual([1, undefined, 3]);
  });

  it('forgets a key', () => {
    const cache = createCache<number>(2);
    cache.set('a', 1);
    cache.delete('a');
    expect(cache.get('a')).toBeUndefined();
  });
});

describe('a cache of texts', () => {
  it('holds no more characters than it may, however few texts they are', () => {
    const cache = createTextCache(5_000, 100);
    for (const key of ['a', 'b', 'c']) cache.set(key, key.repeat(40));
    expect(cache.get('a')).toBeUndefined();
    expect(cache.get('b')).toHaveLength(40);
    expect(cache.get('c')).toHaveLength(40);
  });

  it('does not keep a text that is larger than all of it, and keeps the others', () => {
    const cache = createTextCache(5_000, 100);
    cache.set('a', 'small');
    cache.set('b', 'b'.repeat(101));
    expect(cache.get('b')).toBeUndefined();
    expect(cache.get('a')).toBe('small');
  });

  it('keeps an empty text', () => {
    const cache = createTextCache(2, 100);
    cache.set('a', '');
    expect(cache.get('a')).toBe('');
  });
});
