import { defineConfig } from 'vitest/config';
import { longestFirst } from './test/longest-first.ts';
import { SummaryReporter } from './test/summary-reporter.ts';
import { common } from './vitest.config.ts';

/** The proofs that nothing is lost, in full: `npm run test:resilience`. In `npm test` they are short. */
export default defineConfig({
  test: {
    ...common,
    include: ['test/resilience/**/*.test.ts'],
    reporters: ['default', new SummaryReporter()],
    env: { ASSAY_RESILIENCE: 'full' },
    // Beside the longest proof the others run one after the other.
    sequence: { sequencer: longestFirst(['storm']) },
    maxWorkers: 2,
  },
});
