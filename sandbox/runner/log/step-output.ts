import { toAnnotation } from './annotation.ts';
import { parseCommand, type WorkflowCommand } from './command.ts';
import type { JobLog } from './job-log.ts';

/** Commands that GitHub has taken back in favour of files, and the file of each. */
const REPLACED: Readonly<Record<string, string>> = {
  'set-output': 'GITHUB_OUTPUT',
  'save-state': 'GITHUB_STATE',
  'set-env': 'GITHUB_ENV',
  'add-path': 'GITHUB_PATH',
};

/** Commands that GitHub knows and this runner does not do. */
const NOT_DONE = new Set(['add-matcher', 'remove-matcher']);

/** Takes the lines that a step writes: obeys workflow commands and logs the rest. */
export class StepOutput {
  readonly #log: JobLog;
  readonly #debug: boolean;
  /** The word that ends `::stop-commands::`. */
  #stoppedUntil: string | undefined;
  /** Whether a command was refused, which fails the step. */
  refused = false;

  constructor(log: JobLog, debug: boolean) {
    this.#log = log;
    this.#debug = debug;
  }

  /** Takes one line. */
  line(text: string): void {
    if (this.#stoppedUntil !== undefined) {
      if (text.trim() === `::${this.#stoppedUntil}::`) this.#stoppedUntil = undefined;
      else this.#log.write(text);
      return;
    }
    const command = parseCommand(text);
    if (command === undefined || !this.#obey(command)) this.#log.write(text);
  }

  #obey(command: WorkflowCommand): boolean {
    const { name, message } = command;
    switch (name) {
      case 'error':
      case 'warning':
      case 'notice':
        this.#log.annotate(toAnnotation(name, command));
        return true;
      case 'group':
        this.#log.write(`##[group]${message}`);
        return true;
      case 'endgroup':
        this.#log.write('##[endgroup]');
        return true;
      case 'debug':
        if (this.#debug) this.#log.write(`##[debug]${message}`);
        return true;
      case 'add-mask':
        this.#log.masks.add(message);
        return true;
      case 'stop-commands':
        this.#stoppedUntil = message;
        return true;
      case 'echo':
        return true;
      default:
        return this.#refuse(name);
    }
  }

  /** Anything else that looks like a command is text, as it is for GitHub. */
  #refuse(name: string): boolean {
    const file = REPLACED[name];
    if (file === undefined && !NOT_DONE.has(name)) return false;
    const advice = file === undefined ? 'leave it out' : `write to the file $${file} names instead`;
    this.#log.annotate({
      level: 'error',
      message: `The command \`::${name}::\` is refused by the local runner: ${advice}.`,
    });
    this.refused = true;
    return true;
  }
}
