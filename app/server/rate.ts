import { LRUCache } from 'lru-cache';

/** Says for each key whether one more is allowed now: at most so many in each span of time. */
export function createRate(
  most: number,
  spanMs: number,
  now: () => number,
): (key: string) => boolean {
  const counts = new LRUCache<string, { readonly span: number; readonly count: number }>({
    max: 10_000,
  });
  return (key) => {
    const span = Math.floor(now() / spanMs);
    const known = counts.get(key);
    const count = known?.span === span ? known.count + 1 : 1;
    counts.set(key, { span, count });
    return count <= most;
  };
}
