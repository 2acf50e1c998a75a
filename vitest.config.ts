import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { longestFirst } from './test/longest-first.ts';
import { SummaryReporter } from './test/summary-reporter.ts';

/** Tests of pure functions: nothing of one file is left for the next, so they share what they import. */
const pure = 'test/core/**/*.test.ts';

/** What holds for every test. */
export const common = {
  testTimeout: 30_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    projects: [
      { test: { ...common, name: 'pure', include: [pure], isolate: false } },
      { test: { ...common, name: 'whole', include: ['test/**/*.test.ts'], exclude: [pure] } },
    ],
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
    // Many tests wait for processes and for answers over HTTP: with a worker for each core, a fifth of them would be idle.
    maxWorkers: availableParallelism() + 1,
  },
});
