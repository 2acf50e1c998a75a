import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import base from './vitest.config.ts';

function isLongest({ moduleId }: TestSpecification): boolean {
  return moduleId.includes('storm');
}

/** The longest proof goes first, beside which the others run one after the other. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isLongest), ...sorted.filter((file) => !isLongest(file))];
  }
}

/** The proofs that nothing is lost, in full: `npm run test:resilience`. In `npm test` they are short. */
export default defineConfig({
  test: {
    ...base.test,
    include: ['test/resilience/**/*.test.ts'],
    env: { ASSAY_RESILIENCE: 'full' },
    sequence: { sequencer: LongestFirst },
    maxWorkers: 2,
  },
});
