/** `uses: assay-dev/assay/app@v1`: does the app's work in a workflow job. */
import * as core from '@actions/core';
import { AssayError, InputError, UnavailableError } from '../../core/errors.ts';
import { type JobOutcome, renderJobSummary } from '../../core/report/job-summary.ts';
import type { Narrator } from './outcome.ts';
import { runInJob } from './run.ts';
import { readSettings } from './settings.ts';

const limitMs = 10 * 60_000;
const title = 'Assay';

const narrator: Narrator = {
  info: core.info,
  warn: (sentence) => {
    core.warning(sentence, { title });
  },
  trouble: (what, error) => {
    core.debug(
      `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  },
};

/** A cancelled job gets SIGINT, then SIGTERM seven seconds later. */
function cancellation(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      controller.abort();
    });
  }
  return controller.signal;
}

async function run(): Promise<readonly JobOutcome[]> {
  const settings = await readSettings(process.env, (name) => core.getInput(name));
  try {
    return await runInJob(settings, narrator, { limitMs, cancelled: cancellation() });
  } catch (cause) {
    if (cause instanceof AssayError) throw cause;
    const { status } = cause as { readonly status?: unknown };
    if (status === 401) {
      throw new InputError(
        'bad-token',
        'GitHub refuses `token` or `pull-request-token` (401): give one that has not expired.',
        { cause },
      );
    }
    if (typeof status !== 'number') throw cause;
    const sentence = `${settings.apiUrl} did not answer as it should (${status}): run this job again.`;
    throw new UnavailableError('github-unavailable', sentence, { cause });
  }
}

/** A stack is for those who mend this project: it is shown in debug logs only. */
function report(error: unknown): void {
  narrator.trouble('The job failed', error);
  const message = error instanceof Error ? error.message : String(error);
  const sentence =
    error instanceof AssayError
      ? message
      : `This is a defect in Assay, not in your repository: ${message} Please report it; run the job again with debug logging to see where it comes from.`;
  core.error(sentence, { title });
}

try {
  const outcomes = await run();
  if (outcomes.length === 0) core.info('This event asks for nothing.');
  if (process.env['GITHUB_STEP_SUMMARY']) {
    await core.summary.addRaw(renderJobSummary(outcomes), true).write();
  }
  for (const { what, reason } of outcomes.filter(({ outcome }) => outcome !== 'done')) {
    core.error(`Assay could not ${what}. ${reason ?? ''} Run this job again to try once more.`, {
      title,
    });
    process.exitCode = 1;
  }
} catch (error) {
  report(error);
  process.exitCode = 1;
}
