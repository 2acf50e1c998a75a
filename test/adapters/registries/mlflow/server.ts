import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../../bench/sides/free-port.ts';
import { installed } from '../../../tools/installed.ts';

/** An MLflow server of a test's own, on the loopback. */
export interface MlflowServer {
  readonly url: string;
  /** Where it keeps artifacts. */
  readonly artifacts: string;
  close(): Promise<void>;
}

/** Whether tests can start one. */
export const hasMlflow = installed('mlflow') !== null;

/** Starts an empty server, with these options beside the usual ones. */
export async function startMlflow(...options: readonly string[]): Promise<MlflowServer> {
  const program = installed('mlflow');
  if (program === null) throw new Error('MLflow is not installed.');
  const folder = await mkdtemp(join(tmpdir(), 'assay-mlflow-'));
  const artifacts = join(folder, 'artifacts');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(
    program,
    argumentsFor({ port, folder, artifacts }, options),
    // A group of its own: it starts others.
    {
      cwd: folder,
      detached: true,
      stdio: 'ignore',
      env: {
        ...process.env,
        MLFLOW_DISABLE_TELEMETRY: 'true',
        // Processes for what nobody asks of it here.
        MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false',
      },
    },
  );
  const close = async (): Promise<void> => {
    await end(server);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await answering(url, server);
  } catch (error) {
    await close();
    throw error;
  }
  return { url, artifacts, close };
}

function argumentsFor(
  place: { readonly port: number; readonly folder: string; readonly artifacts: string },
  options: readonly string[],
): readonly string[] {
  return [
    'server',
    '--host=127.0.0.1',
    `--port=${place.port}`,
    '--workers=1',
    `--backend-store-uri=sqlite:///${join(place.folder, 'mlflow.db')}`,
    `--artifacts-destination=${place.artifacts}`,
    ...options,
  ];
}

async function end(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null) return;
  const ended = once(server, 'exit');
  process.kill(-server.pid, 'SIGKILL');
  await ended;
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  const until = Date.now() + 100_000;
  while (Date.now() < until) {
    if (server.exitCode !== null) throw new Error(`MLflow ended with ${server.exitCode}.`);
    const answer = await fetch(`${url}/health`).catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('MLflow does not answer.');
}
