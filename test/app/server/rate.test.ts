import { expect, it } from 'vitest';
import { createRate } from '../../../app/server/rate.ts';

it('allows so many in each span of time, for each key by itself', () => {
  let now = 1_000;
  const allows = createRate(2, 1_000, () => now);
  expect(['a', 'a', 'a', 'b'].map(allows)).toEqual([true, true, false, true]);
  now = 2_000;
  expect(allows('a')).toBe(true);
});
