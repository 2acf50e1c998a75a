import type { Job } from '../adapters/actions-runtime/job.ts';

/** One custom action: what `action.yml` declares of it, and what it does. */
export interface Action<Input extends string = string, Output extends string = string> {
  readonly name: 'train' | 'evaluate' | 'register' | 'monitor' | 'deploy';
  readonly inputs: readonly Input[];
  readonly outputs: readonly Output[];
  /** Throws an AssayError for what the user can mend; anything else is a defect of ours. */
  run(step: Step<Input, Output>): Promise<void>;
}

/** The step that an action runs as. */
export interface Step<Input extends string = string, Output extends string = string> {
  readonly job: Job;
  /** An input's text, trimmed; empty when it isn't given and has no default. */
  input(name: Input): string;
  output(name: Output, value: string): void;
  /** The runner's variables, for the commands that the step starts. */
  readonly variables: Readonly<NodeJS.ProcessEnv>;
  /** Aborted when the job is cancelled. */
  readonly cancelled: AbortSignal;
  now(): Date;
}
