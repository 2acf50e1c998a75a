import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { AppServerOptions } from './app-server.ts';

const script = fileURLToPath(new URL('app-server.ts', import.meta.url));
const longestStartMs = 30_000;

/** The app in a process of its own. */
export interface AppProcess {
  /** Where it takes webhooks; rejects when it ends before it listens. */
  readonly listening: Promise<string>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Has it end by itself. */
  stop(): Promise<void>;
  /** Resolves when nothing waits in its inbox. */
  idle(): Promise<void>;
  /** Bytes, after a collection. */
  memory(): Promise<{ readonly heapUsed: number; readonly rss: number }>;
}

/** Starts it; `onLog` hears each line of its log. */
export function startAppProcess(
  options: AppServerOptions,
  onLog: (line: string) => void = () => undefined,
): AppProcess {
  const child = spawn(process.execPath, ['--expose-gc', script, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const lines = createInterface(child.stdout);
  createInterface(child.stderr).on('line', onLog);
  // It may be gone before it has read what it was told.
  child.stdin.on('error', () => undefined);
  const ask = async (word: string): Promise<string> => {
    child.stdin.write(`${word}\n`);
    return nextLine(child, lines);
  };
  const listening = nextLine(child, lines, longestStartMs);
  // Whoever kills it before doesn't wait for this.
  listening.catch(() => undefined);
  return {
    listening,
    async kill() {
      child.kill('SIGKILL');
      await ended(child);
    },
    async stop() {
      child.stdin.end();
      await ended(child);
    },
    async idle() {
      await ask('idle');
    },
    async memory() {
      return JSON.parse(await ask('memory')) as { heapUsed: number; rss: number };
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

async function nextLine(child: ChildProcess, lines: Interface, limitMs?: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer =
      limitMs === undefined
        ? null
        : setTimeout(() => {
            settle(() => {
              reject(new Error('The process of the app does not begin.'));
            });
          }, limitMs);
    const onLine = (line: string): void => {
      settle(() => {
        resolve(line);
      });
    };
    const onExit = (): void => {
      settle(() => {
        reject(new Error('The process of the app has ended.'));
      });
    };
    const settle = (end: () => void): void => {
      if (timer !== null) clearTimeout(timer);
      lines.off('line', onLine);
      child.off('exit', onExit);
      end();
    };
    lines.on('line', onLine);
    child.on('exit', onExit);
  });
}
