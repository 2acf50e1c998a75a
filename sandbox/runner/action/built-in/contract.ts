/** What a built-in action may use while it runs; the counterpart of `@actions/core` and `@actions/exec`. */
export interface ActionToolkit {
  readonly workspace: string;
  readonly temporaryFolder: string;
  readonly cacheFolder: string;
  /** The environment of the step. */
  readonly env: Readonly<Record<string, string>>;
  /** The value of a declared input, trimmed; its default where the step gives none. */
  input(name: string): string;
  /** One line for the job's log; workflow commands in it are obeyed. */
  log(line: string): void;
  /** Runs a program; its output goes to the log. Throws when it fails. */
  execute(program: string, ...parameters: readonly string[]): Promise<void>;
  /** Runs a program in silence and gives what it prints. Throws when it fails. */
  read(program: string, ...parameters: readonly string[]): Promise<string>;
  setOutput(name: string, value: string): void;
  setEnvironment(name: string, value: string): void;
  addPath(folder: string): void;
  addMask(secret: string): void;
  /** Holds a file as a lock, also against other processes, until the job ends. */
  holdLock(file: string): Promise<void>;
  /** Aborted when the step is to stop. */
  readonly signal: AbortSignal;
}

/** What a built-in action knows of the run it is in. */
export interface ActionFacts {
  /** Where repositories are cloned from: `<gitUrl>/<owner>/<name>.git`. */
  readonly gitUrl: string;
  readonly repository: string;
  readonly ref: string;
  readonly sha: string;
  readonly token: string;
}

/** An action that the runner brings itself, in place of the one of that name on github.com. */
export interface BuiltInAction {
  /** `owner/name`, in lower case. */
  readonly name: string;
  /** Every input that it understands with its default; any other is refused. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly run: (toolkit: ActionToolkit, facts: ActionFacts) => Promise<void>;
  /** What is shown as `Post …` at the end of the job. */
  readonly post?: (toolkit: ActionToolkit, facts: ActionFacts) => Promise<void>;
}
