import { defineConfig } from 'vitest/config';
import { longestFirst } from './test/longest-first.ts';
import base from './vitest.config.ts';

/** The proofs that nothing is lost, in full: `npm run test:resilience`. In `npm test` they are short. */
export default defineConfig({
  test: {
    ...base.test,
    include: ['test/resilience/**/*.test.ts'],
    env: { ASSAY_RESILIENCE: 'full' },
    // Beside the longest proof the others run one after the other.
    sequence: { sequencer: longestFirst(['storm']) },
    maxWorkers: 2,
  },
});
