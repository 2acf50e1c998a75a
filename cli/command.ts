/** One command of the command line. A plugin: one file under `commands/`, and one line in `main.ts`. */
export interface Command {
  readonly name: string;
  /** The arguments, for the help. */
  readonly usage: string;
  /** What it does, in one line for the help. */
  readonly summary: string;
  /** Runs it with what stands behind its name; resolves with the exit status. */
  readonly run: (args: readonly string[]) => Promise<number>;
}
