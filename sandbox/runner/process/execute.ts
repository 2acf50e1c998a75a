import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';

/** How a process ended. */
export type Ending =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'not-started'; readonly reason: string };

/** A program, where it runs and who hears it. */
export interface Execution {
  readonly program: string;
  readonly parameters: readonly string[];
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
  /** Stops the process and all its children: interrupt, then terminate, then kill. */
  readonly signal: AbortSignal;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGKILL'] as const;
const MILLISECONDS_BETWEEN_SIGNALS = 1500;
/** A child in the background may hold the output open after its parent has ended. */
const MILLISECONDS_FOR_LAST_OUTPUT = 1000;

function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    // The group has ended.
    return false;
  }
}

/** What a shell answers for a program that a signal has ended. */
function codeOfSignal(signal: NodeJS.Signals | null): number {
  return 128 + (signal === null ? 0 : constants.signals[signal]);
}

/** Kills a process group that `execute` has left behind. */
export function killGroup(group: number): void {
  signalGroup(group, 'SIGKILL');
}

/**
 * Runs a program as the leader of a new process group and waits for it. Resolves with how it ended and with
 * the group where children of it still run.
 */
export async function execute(
  execution: Execution,
): Promise<{ readonly ending: Ending; readonly survivors: number | undefined }> {
  const { signal } = execution;
  if (signal.aborted) return { ending: { kind: 'stopped' }, survivors: undefined };
  const child = spawn(execution.program, execution.parameters, {
    cwd: execution.folder,
    env: execution.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  const readers = [child.stdout, child.stderr].map((stream) =>
    createInterface({ input: stream, crlfDelay: Infinity }).on('line', execution.onLine),
  );
  const ended = Promise.all(
    readers.map((reader) => new Promise<void>((resolve) => reader.once('close', resolve))),
  );
  let timer: NodeJS.Timeout | undefined;
  const stop = (at = 0): void => {
    const next = SIGNALS[at];
    if (pid === undefined || next === undefined || !signalGroup(pid, next)) return;
    timer = setTimeout(() => stop(at + 1), MILLISECONDS_BETWEEN_SIGNALS);
  };
  const onAbort = (): void => stop();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const ending = await new Promise<Ending>((resolve) => {
      child.once('error', (error) => resolve({ kind: 'not-started', reason: error.message }));
      child.once('exit', (code, killedBy) =>
        resolve(
          signal.aborted
            ? { kind: 'stopped' }
            : { kind: 'exited', code: code ?? codeOfSignal(killedBy) },
        ),
      );
    });
    let patience: NodeJS.Timeout | undefined;
    const patienceEnds = new Promise<void>((resolve) => {
      patience = setTimeout(resolve, MILLISECONDS_FOR_LAST_OUTPUT);
    });
    await Promise.race([ended, patienceEnds]);
    clearTimeout(patience);
    const survives = pid !== undefined && signalGroup(pid, 0);
    if (survives && signal.aborted) killGroup(pid);
    return { ending, survivors: survives && !signal.aborted ? pid : undefined };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}
