import { type ChildProcess, spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import type { Readable } from 'node:stream';
import { InputError } from '../../core/errors.ts';
import type { LastLine } from './last-line.ts';
import { watchPeakMemory } from './peak-memory.ts';

/** A command for the shell. Its output goes where ours goes, as it comes. */
export interface ShellCommand {
  readonly command: string;
  readonly folder: string;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  /** Ends the command and all that it started. */
  readonly signal: AbortSignal;
  /** Hears what the command writes, beside the log; of what it leaves running, no more is heard once it has ended. */
  readonly listener?: { readonly stdout: LastLine; readonly stderr: LastLine };
}

/** How a command ended and what it used. */
export interface ShellResult {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly endedBy: NodeJS.Signals | null;
  readonly durationSeconds: number;
  readonly peakMemoryBytes: number | null;
}

const graceMs = 5_000;
const lastWordsMs = 500;

/**
 * Runs a command as GitHub runs `shell: bash`: the first line that fails ends it.
 * The command leads a process group of its own, so that a cancelled job leaves nothing behind.
 * Rejects with an InputError when there is no shell to start.
 */
export async function runShell(command: ShellCommand): Promise<ShellResult> {
  const started = performance.now();
  const child = spawn('bash', ['-e', '-o', 'pipefail', '-c', command.command], {
    cwd: command.folder,
    env: command.environment,
    stdio:
      command.listener === undefined
        ? ['ignore', 'inherit', 'inherit']
        : ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const memory = child.pid === undefined ? null : watchPeakMemory(child.pid);
  const stop = stopOn(command.signal, child);
  const heard = listenTo(child, command.listener);
  try {
    const [exitCode, endedBy] = await ended(child);
    await heard;
    return {
      exitCode,
      endedBy,
      durationSeconds: (performance.now() - started) / 1000,
      peakMemoryBytes: memory?.stop() ?? null,
    };
  } finally {
    memory?.stop();
    stop();
  }
}

function ended(child: ChildProcess): Promise<[number | null, NodeJS.Signals | null]> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      reject(isMissing(error) ? noShell(error) : error);
    });
    child.once('exit', (code, signal) => {
      resolve([code, signal]);
    });
  });
}

/** Passes on what a command writes; resolves when all of it is there, or a moment after the command has ended. */
async function listenTo(child: ChildProcess, listener: ShellCommand['listener']): Promise<void> {
  const { stdout, stderr } = child;
  if (listener === undefined || stdout === null || stderr === null) return;
  stdout.on('data', (chunk: Buffer) => {
    listener.stdout.hear(chunk);
  });
  stderr.on('data', (chunk: Buffer) => {
    listener.stderr.hear(chunk);
  });
  stdout.pipe(process.stdout, { end: false });
  stderr.pipe(process.stderr, { end: false });
  child.once('exit', () => {
    // What the command has left running may hold them open.
    setTimeout(() => {
      stdout.destroy();
      stderr.destroy();
    }, lastWordsMs).unref();
  });
  await Promise.all([closed(stdout), closed(stderr)]);
}

function closed(stream: Readable): Promise<void> {
  return new Promise((resolve) => {
    stream.once('close', resolve);
  });
}

function isMissing(error: Error): boolean {
  return 'code' in error && error.code === 'ENOENT';
}

function noShell(cause: Error): InputError {
  return new InputError(
    'no-shell',
    'There is no bash on this runner, or the folder of the model is gone: configured commands run by bash, so install it in the image, or use a runner that has it.',
    { cause },
  );
}

/** Asks the group to end when the signal comes, and makes it after a grace; returns how to let go. */
function stopOn(signal: AbortSignal, child: ChildProcess): () => void {
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    signalGroup(child, 'SIGTERM');
    timer = setTimeout(() => {
      signalGroup(child, 'SIGKILL');
    }, graceMs);
  };
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  return () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    // The shell may be gone while something that it started lives on.
    if (signal.aborted) signalGroup(child, 'SIGKILL');
  };
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch (error) {
    // Nothing of the group is left.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
