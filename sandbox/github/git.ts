import { type ChildProcess, spawn } from 'node:child_process';
import { text, buffer } from 'node:stream/consumers';
import { gitEnvironment } from './git-environment.ts';
import { type GitObject, openReader } from './git-reader.ts';

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
export function openGit(folder: string): Git {
  let last: Promise<unknown> = Promise.resolve();
  const reader = openReader(folder);
  const answers = new Map<string, string>();
  const remember = (question: string, answer: string): void => {
    if (answer.length > longestAnswer) return;
    if (answers.size >= mostAnswers) answers.clear();
    answers.set(question, answer);
  };
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
      const child = start(folder, args, environment);
      const result = await finish(child, input);
      if (result.exitCode !== 0) throw new GitError(args, result.exitCode, result.stderr);
      return result.stdout.toString('utf8').trimEnd();
    },
    async maybe(args) {
      const result = await finish(start(folder, args));
      return result.exitCode === 0 ? result.stdout.toString('utf8').trimEnd() : null;
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

function start(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): ChildProcess {
  return spawn('git', ['-c', 'safe.directory=*', '--git-dir', folder, ...args], {
    env: { PATH: process.env['PATH'], ...gitEnvironment, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

async function finish(
  child: ChildProcess,
  input?: string | Uint8Array,
): Promise<{ stdout: Buffer; stderr: string; exitCode: number | null }> {
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null) throw new TypeError('No pipes.');
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  // Git may end without reading all of its input.
  stdin.on('error', () => undefined);
  stdin.end(input);
  const [out, err, exitCode] = await Promise.all([buffer(stdout), text(stderr), exited]);
  return { stdout: out, stderr: err, exitCode };
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
