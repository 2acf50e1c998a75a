import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { SummaryReporter } from './test/summary-reporter.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', new SummaryReporter()],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // Many tests wait for processes and for answers over HTTP: of two cores, one would be idle half of the time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
