import type { ShellCommand, ShellResult } from '../process/run-shell.ts';

/** Where a configured command runs. One file here, one line in `index.ts`. */
export interface Executor {
  /** Its name in the configuration and in the fingerprint. */
  readonly id: string;
  run(command: ShellCommand): Promise<ShellResult>;
}
