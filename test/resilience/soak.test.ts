import { expect, it } from 'vitest';
import { measureSoak } from '../../bench/soak.ts';
import { full, say, scaled } from './scale.ts';

it('the memory of the app does not grow with what it has taken', async () => {
  const { growth } = await measureSoak(scaled(100_000, 6_000), say);
  // What is remembered fills up to its bounds first, which takes longer than the short run.
  expect(growth).toBeLessThanOrEqual(full ? 1.1 : 1.5);
}, 240_000);
