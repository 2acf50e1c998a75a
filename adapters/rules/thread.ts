import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Question } from './question.ts';

/** A thread that evaluates rules. */
export interface Thread {
  /**
   * What the thread says to a question; null when it said nothing in time, or died of it: then it has ended, and answers
   * nothing more.
   */
  ask(question: Question, limitMs: number): Promise<unknown>;
  end(): Promise<void>;
}

/** Of the heap, young and old, and of the stack; a rule that needs more ends the thread, and not the process. */
const resourceLimits = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };

/** Starts a thread. It is given no environment, and nothing to read or write. */
export function startThread(): Thread {
  // As sources the worker lies beside this file; in a bundle, which is one file, beside the bundle.
  const worker = new Worker(new URL(workerFile(import.meta.url), import.meta.url), {
    resourceLimits,
    env: {},
    execArgv: [],
    stdin: false,
    stdout: true,
    stderr: true,
  });
  // What goes wrong is told by `ask`; unheard, it would end the process.
  worker.on('error', () => undefined);
  return {
    async ask(question, limitMs) {
      const answered = new AbortController();
      const { signal } = answered;
      const silence = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
      const ended = once(worker, 'exit', { signal: silence }).then(() => null);
      const said = once(worker, 'message', { signal: silence }).then(
        ([answer]: unknown[]) => answer,
      );
      try {
        worker.postMessage(question, []);
        return await Promise.race([said, ended]);
      } catch {
        await worker.terminate();
        return null;
      } finally {
        answered.abort();
        await Promise.allSettled([said, ended]);
      }
    },
    async end() {
      await worker.terminate();
    },
  };
}

function workerFile(own: string): string {
  return own.endsWith('.ts') ? './worker.ts' : './rule-worker.js';
}
