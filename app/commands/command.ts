import type { Config } from '../../schemas/types.ts';
import type { JobContext } from '../context.ts';
import type { CommandComment } from '../jobs/job.ts';

/** What a command is called with. */
export interface CommandCall {
  readonly context: JobContext;
  readonly comment: CommandComment;
  /** The words after the command's name. */
  readonly words: readonly string[];
  /** The default branch's configuration. Throws a RefusedError with the reason when it can't be used. */
  readonly config: () => Promise<Config>;
}

/** What a command answers: Markdown, and whether it did what was asked. */
export interface Answer {
  readonly done: boolean;
  readonly body: string;
}

/** One thing that people can ask for in a comment. One file here, one line in `index.ts`. */
export interface Command {
  readonly name: string;
  /** As people type it after `/assay`. */
  readonly usage: string;
  /** What it does, in a few words. */
  readonly help: string;
  /** What GitHub must allow the person: `write` for everything that acts. */
  readonly permission: 'read' | 'write';
  /** Throws an AssayError with the reason when it can't be done. */
  run(call: CommandCall): Promise<Answer>;
}
