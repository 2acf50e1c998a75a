import * as core from '@actions/core';

/** A note for the summary, which is a warning of the job as well. */
export function warned(note: string): readonly string[] {
  core.warning(note, { title: 'Assay monitor' });
  return [note];
}
