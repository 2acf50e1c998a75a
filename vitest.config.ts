import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { longestFirst } from './test/longest-first.ts';
import { SummaryReporter } from './test/summary-reporter.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', new SummaryReporter()],
    sequence: {
      sequencer: longestFirst([
        '/test/e2e/story/',
        '/test/adapters/registries/',
        '/test/resilience/',
        '/test/e2e/',
        '/test/actions/',
        '/test/cli/',
      ]),
    },
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // Many tests wait for processes and for answers over HTTP: of two cores, one would be idle half of the time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
