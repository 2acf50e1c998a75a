import * as core from '@actions/core';
import type { Step } from './action.ts';

/** Adds Markdown to the job's summary; a runner that has none goes without. */
export async function writeSummary(step: Step, markdown: string): Promise<void> {
  if (!step.variables['GITHUB_STEP_SUMMARY']) return;
  await core.summary.addRaw(markdown, true).write();
}
