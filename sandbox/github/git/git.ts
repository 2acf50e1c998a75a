import { type GitObject, openReader } from './reader.ts';
import type { GitCommand, GitResult } from './run.ts';
import type { GitRunner } from './runner.ts';

/** A git command that failed. */
export class GitError extends Error {
  override readonly name = 'GitError';
  readonly exitCode: number | null;

  constructor(args: readonly string[], exitCode: number | null, stderr: string) {
    super(`git ${args.join(' ')}: ${stderr.trim()}`);
    this.exitCode = exitCode;
  }
}

/** A bare repository on disk, spoken to through the git command. */
export interface Git {
  readonly folder: string;
  /** Standard output, trimmed at its end. Throws a GitError unless the exit code is 0. */
  run(
    args: readonly string[],
    input?: string | Uint8Array,
    environment?: Readonly<Record<string, string>>,
  ): Promise<string>;
  /** Like `run`, for a question about objects named by their digests: its answer never changes, so git is asked once. */
  ofObjects(args: readonly string[]): Promise<string>;
  /** Standard output, or null when git answers with another exit code than 0. */
  maybe(args: readonly string[]): Promise<string | null>;
  /** The digest of the object that a name stands for, or null. `peel` is such as `commit` or `tree`. */
  resolve(name: string, peel?: string): Promise<string | null>;
  /** The object that a name stands for, or null. */
  object(name: string): Promise<GitObject | null>;
  /** The object that a name stands for, with its bytes, or null. */
  read(name: string): Promise<(GitObject & { readonly bytes: Buffer }) | null>;
  /** Runs one change of refs after the other. */
  exclusively<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Ends the process that reads objects. */
  close(): void;
}

const digest = /^[0-9a-f]{40}$/;
/** Answers that are remembered, and how long they may be; a process to ask git costs more than the rest of a request. */
const mostAnswers = 5_000;
const longestAnswer = 100_000;

/** Opens a bare repository. */
export function openGit(folder: string, runner: GitRunner): Git {
  let last: Promise<unknown> = Promise.resolve();
  const reader = openReader(folder);
  const answers = new Map<string, string>();
  const remember = (question: string, answer: string): void => {
    if (answer.length > longestAnswer) return;
    if (answers.size >= mostAnswers) answers.clear();
    answers.set(question, answer);
  };
  const here = ({ args, ...rest }: GitCommand): Promise<GitResult> =>
    runner.run({ args: ['-c', 'safe.directory=*', '--git-dir', folder, ...args], ...rest });
  const git: Git = {
    folder,
    async ofObjects(args) {
      const question = args.join('\0');
      const known = answers.get(question);
      if (known !== undefined) return known;
      const answer = await git.run(args);
      remember(question, answer);
      return answer;
    },
    async run(args, input, environment) {
      const result = await here({ args, input, environment });
      if (result.exitCode !== 0) throw new GitError(args, result.exitCode, result.stderr);
      return textOf(result);
    },
    async maybe(args) {
      const result = await here({ args });
      return result.exitCode === 0 ? textOf(result) : null;
    },
    async resolve(name, peel) {
      if (name === '') return null;
      const wanted = peel === undefined ? name : `${name}^{${peel}}`;
      const known = answers.get(wanted);
      if (known !== undefined) return known;
      const found = await reader.info(wanted);
      // What isn't there may come yet.
      if (found !== null && digest.test(name)) remember(wanted, found.sha);
      return found?.sha ?? null;
    },
    object: (name) => reader.info(name),
    read: (name) => reader.contents(name),
    close: () => reader.close(),
    exclusively(work) {
      const next = last.then(work, work);
      last = next.catch(() => undefined);
      return next;
    },
  };
  return git;
}

function textOf({ stdout }: GitResult): string {
  return Buffer.from(stdout).toString('utf8').trimEnd();
}

/** The author and committer of commits that GitHub makes for somebody. */
export function identity(login: string, email: string, date: string): Record<string, string> {
  return {
    GIT_AUTHOR_NAME: login,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: login,
    GIT_COMMITTER_EMAIL: email,
    GIT_COMMITTER_DATE: date,
  };
}
