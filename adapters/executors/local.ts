import { runShell } from '../process/run-shell.ts';
import type { Executor } from './executor.ts';

/** The runner itself, by its shell. */
export const local: Executor = { id: 'local', run: runShell };
