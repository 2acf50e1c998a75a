import { existsSync } from 'node:fs';
import { InputError } from '../../../core/errors.ts';
import type { JobSession } from '../job/session.ts';
import { execute, type Ending, type Execution } from '../process/execute.ts';

/** Runs a program within a job, which ends what the program leaves running. */
export async function executeIn(session: JobSession, execution: Execution): Promise<Ending> {
  if (!existsSync(execution.folder)) {
    // Otherwise the system says that the program is missing.
    throw new InputError('working-directory', `There is no folder ${execution.folder}.`);
  }
  const { ending, survivors } = await execute(execution);
  if (survivors !== undefined) session.survivors.push(survivors);
  return ending;
}
