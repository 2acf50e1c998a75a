import { expect } from 'vitest';
import type { StepResult } from './job.ts';

/** Every failure that a user can mend: exit code 1, exactly one annotation with one line, and no stack. */
export function expectOneError(result: StepResult, message: RegExp): void {
  expect(result.errors, result.log).toHaveLength(1);
  expect(result.errors[0]).toMatch(message);
  expect(result.errors[0]).not.toMatch(/defect in Assay/);
  expect(result.exitCode).toBe(1);
  // The runner hides debug commands unless a person asks for them.
  const shown = result.log.replaceAll(/^::debug::.*\n/gm, '');
  expect(shown).not.toMatch(/\bat .+:\d+:\d+|node:internal|\bTypeError\b/);
}
