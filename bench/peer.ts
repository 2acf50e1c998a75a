import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));
const cache = fileURLToPath(new URL('../.cache/bench', import.meta.url));
const python = join(cache, 'python', 'bin', 'python');
const requirements = join(here, 'peers', 'requirements.txt');

/** A process that ended: how long it took as a whole, and what it printed last, as JSON. */
export interface Measured {
  readonly seconds: number;
  readonly answer: Readonly<Record<string, unknown>>;
}

/** Runs a script of `bench/sides` on this Node. */
export function runOurs(script: string, ...args: readonly string[]): Promise<Measured> {
  return run(process.execPath, [join(here, 'sides', script), ...args]);
}

/** Runs a program of ours by its path on this Node. */
export function runBundle(path: string, ...args: readonly string[]): Promise<Measured> {
  return run(process.execPath, [path, ...args]);
}

/** Runs a script of `bench/peers` with the peers at their pinned versions, which are installed first where needed. */
export async function runPeer(script: string, ...args: readonly string[]): Promise<Measured> {
  await installPeers();
  return run(python, [join(here, 'peers', script), ...args]);
}

/** Runs a script of `bench/peers` with a Python that has what it needs already. */
export function runTool(
  withPython: string,
  script: string,
  ...args: readonly string[]
): Promise<Measured> {
  return run(withPython, [join(here, 'peers', script), ...args]);
}

/** A file of `.cache/bench`, made by a script of `bench/peers` the first time. */
export async function dataFile(
  name: string,
  script: string,
  ...args: readonly string[]
): Promise<string> {
  const path = join(cache, name);
  if (!existsSync(path)) await runPeer(script, path, ...args);
  return path;
}

async function installPeers(): Promise<void> {
  const wanted = await readFile(requirements, 'utf8');
  const stamp = join(cache, 'python', 'installed.txt');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return;
  console.log('  installing the peers into .cache/bench/python');
  await mkdir(cache, { recursive: true });
  await execute('python3', ['-m', 'venv', '--clear', join(cache, 'python')]);
  await execute(python, ['-m', 'pip', 'install', '--quiet', '-r', requirements]);
  await writeFile(stamp, wanted);
}

async function run(command: string, args: readonly string[]): Promise<Measured> {
  const began = performance.now();
  const { stdout } = await execute(command, args, {
    // The peer chooses its own kernels, as it would on a machine where nobody had chosen for it.
    env: Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith('OPENBLAS_')),
    ),
    maxBuffer: 64 * 1024 * 1024,
  });
  const seconds = (performance.now() - began) / 1000;
  const last = stdout.trim().split('\n').at(-1) ?? '';
  return { seconds, answer: JSON.parse(last || '{}') as Record<string, unknown> };
}

/** A number of an answer. Throws where there is none: a bench without a measurement has no figure. */
export function numberOf({ answer }: Measured, key: string): number {
  const value = answer[key];
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new TypeError(`The answer has no number ${key}: ${JSON.stringify(answer).slice(0, 200)}`);
  }
  return value;
}
