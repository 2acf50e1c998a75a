import type { ArgumentsOf, CommandName } from '../../core/command/grammar.ts';
import type { GovernedConfig } from '../../core/policy/organisation.ts';
import type { JobContext } from '../context.ts';
import type { Answered, CommandComment } from '../jobs/job.ts';

/** What a command is called with. */
export interface CommandCall<Name extends CommandName = CommandName> {
  readonly context: JobContext;
  readonly comment: CommandComment;
  /** Which of the comment's commands it is, from 0. */
  readonly place: number;
  /** As the grammar has them; whether there is such a model or environment is not known yet. */
  readonly arguments: ArgumentsOf<Name>;
  /** The default branch's configuration, under the organisation's policy. Throws a RefusedError with the reason when it can't be used. */
  readonly config: () => GovernedConfig;
}

/**
 * What is done for one command of `core/command/grammar.ts`, which says how it is written and who may. One file here, one
 * line in `index.ts`; a command without one can't be typed.
 */
export interface Command<Name extends CommandName = CommandName> {
  readonly name: Name;
  /** Throws an AssayError with the reason when it can't be done. A method, so that commands of all names make a list. */
  run(call: CommandCall<Name>): Promise<Answered>;
}
