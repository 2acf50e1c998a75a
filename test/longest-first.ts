import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * A sequencer that runs the files first whose paths hold the first of `parts`, then those with the second, and so on: a
 * long file that begins last would leave the other workers idle.
 */
export function longestFirst(parts: readonly string[]): typeof BaseSequencer {
  const rank = ({ moduleId }: TestSpecification): number => {
    const index = parts.findIndex((part) => moduleId.includes(part));
    return index === -1 ? parts.length : index;
  };
  return class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      const sorted = await super.sort(files);
      return sorted.toSorted((a, b) => rank(a) - rank(b));
    }
  };
}
