import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { gitEnvironment } from './environment.ts';

/** An object of a repository. */
export interface GitObject {
  readonly sha: string;
  readonly type: string;
  /** In bytes. */
  readonly size: number;
}

/** Reads objects by any name that git knows: digests, refs, `main^{tree}`, `main:README.md`. */
export interface GitReader {
  /** Null where the name stands for nothing. */
  info(name: string): Promise<GitObject | null>;
  contents(name: string): Promise<(GitObject & { readonly bytes: Buffer }) | null>;
  close(): void;
}

interface Question {
  readonly command: 'info' | 'contents';
  readonly name: string;
  readonly answer: (object: GitObject | null, bytes: Buffer) => void;
}

/** How long a process waits for its next question. */
const idleMs = 30_000;
const found = /^([0-9a-f]{40}) (\w+) (\d+)$/;

/**
 * Asks one process, `git cat-file --batch-command`, which looks refs up anew for each question. To start a process
 * takes ten to a hundred times as long as to ask one. It starts with the first question and ends when idle.
 */
export function openReader(folder: string): GitReader {
  let child: ChildProcessWithoutNullStreams | null = null;
  let waiting: Question[] = [];
  let idle: NodeJS.Timeout | undefined;

  const stop = (): void => {
    child?.stdin.end();
    child = null;
  };
  const rest = (): void => {
    clearTimeout(idle);
    idle = setTimeout(stop, idleMs);
    idle.unref();
  };
  const next = (): void => {
    waiting.shift();
    if (waiting.length === 0) rest();
  };
  const send = (question: Question): void => {
    clearTimeout(idle);
    waiting.push(question);
    child ??= start();
    child.stdin.write(`${question.command} ${question.name}\n`);
  };
  const start = (): ChildProcessWithoutNullStreams => {
    const started = spawn(
      'git',
      ['-c', 'safe.directory=*', '--git-dir', folder, 'cat-file', '--batch-command'],
      { env: { PATH: process.env['PATH'], ...gitEnvironment } },
    );
    started.stdin.on('error', () => undefined);
    started.stderr.resume();
    // That git is missing is told by `close` too.
    started.on('error', () => undefined);
    started.stdout.on(
      'data',
      answerer(() => waiting[0], next),
    );
    started.once('close', () => {
      if (child !== started) return;
      child = null;
      // The first question is what git died of; the others are asked again.
      const [deadly, ...others] = waiting;
      waiting = [];
      deadly?.answer(null, Buffer.alloc(0));
      for (const other of others) send(other);
    });
    return started;
  };
  const ask = <Value>(
    command: Question['command'],
    name: string,
    answer: (object: GitObject | null, bytes: Buffer) => Value,
  ): Promise<Value> => {
    // No ref or path that is asked for here has a line break, and it would be a second question.
    if (name.includes('\n')) return Promise.resolve(answer(null, Buffer.alloc(0)));
    return new Promise((resolve) => {
      send({ command, name, answer: (object, bytes) => resolve(answer(object, bytes)) });
    });
  };
  return {
    info: (name) => ask('info', name, (object) => object),
    contents: (name) =>
      ask('contents', name, (object, bytes) => (object === null ? null : { ...object, bytes })),
    close() {
      clearTimeout(idle);
      stop();
    },
  };
}

/** Takes what git writes and answers one question after the other. */
function answerer(current: () => Question | undefined, next: () => void): (chunk: Buffer) => void {
  let parts: Buffer[] = [];
  let held = 0;
  let wanted = 0;
  return (chunk) => {
    parts.push(chunk);
    held += chunk.length;
    if (held < wanted) return;
    let buffer = Buffer.concat(parts);
    wanted = 0;
    for (let question = current(); question !== undefined && wanted === 0; question = current()) {
      const { object, start, end } = readAnswer(question, buffer);
      if (end > buffer.length) {
        wanted = end;
        continue;
      }
      next();
      question.answer(object, buffer.subarray(start, end - (end > start ? 1 : 0)));
      buffer = buffer.subarray(end);
    }
    parts = [buffer];
    held = buffer.length;
  };
}

/** An answer is one line and, to `contents`, the bytes and a line break. It may end beyond what is there yet. */
function readAnswer(
  { command }: Question,
  buffer: Buffer,
): { readonly object: GitObject | null; readonly start: number; readonly end: number } {
  const start = buffer.indexOf('\n') + 1;
  if (start === 0) return { object: null, start, end: buffer.length + 1 };
  const [, sha, type = '', size] = found.exec(buffer.toString('utf8', 0, start - 1)) ?? [];
  if (sha === undefined) return { object: null, start, end: start };
  const object = { sha, type, size: Number(size) };
  return { object, start, end: command === 'contents' ? start + object.size + 1 : start };
}
