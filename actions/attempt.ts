import * as core from '@actions/core';
import type { Action } from './action.ts';

/** Does what only helps: what fails is a warning that begins with `what`, and null. */
export async function attempt<Value>(
  action: Action['name'],
  what: string,
  work: () => Promise<Value>,
): Promise<Value | null> {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof Error) core.debug(error.stack ?? reason);
    core.warning(`${what}: ${reason}`, { title: `Assay ${action}` });
    return null;
  }
}
