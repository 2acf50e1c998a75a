import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));
const cache = fileURLToPath(new URL('../.cache/bench', import.meta.url));

/** Peers that can't be installed beside each other have a Python of their own, named as its list of versions is. */
export type PeerSet = 'requirements' | 'evidently';

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
export function runPeer(script: string, ...args: readonly string[]): Promise<Measured> {
  return runPeerOf('requirements', script, ...args);
}

/** The same with the peers of that list. */
export async function runPeerOf(
  peers: PeerSet,
  script: string,
  ...args: readonly string[]
): Promise<Measured> {
  const python = await installPeers(peers);
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

/** Answers with the Python that has the peers. */
async function installPeers(peers: PeerSet): Promise<string> {
  const requirements = join(here, 'peers', `${peers}.txt`);
  const folder = join(cache, peers === 'requirements' ? 'python' : peers);
  const python = join(folder, 'bin', 'python');
  const wanted = await readFile(requirements, 'utf8');
  const stamp = join(folder, 'installed.txt');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return python;
  console.log(`  installing the peers into .cache/bench/${basename(folder)}`);
  await mkdir(cache, { recursive: true });
  await execute('python3', ['-m', 'venv', '--clear', folder]);
  await execute(python, ['-m', 'pip', 'install', '--quiet', '-r', requirements]);
  await writeFile(stamp, wanted);
  return python;
}

/** A path in `.cache/bench`, for what a bench makes. */
export function cachePath(name: string): string {
  return join(cache, name);
}

async function run(command: string, args: readonly string[]): Promise<Measured> {
  const began = performance.now();
  // The peer chooses its own kernels, as it would on a machine where nobody had chosen for it.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('OPENBLAS_')),
  );
  const ended = execute(command, args, { env, maxBuffer: 64 * 1024 * 1024 });
  const { stdout } = await ended.catch((error: unknown) => {
    throw new Error(`${basename(args[0] ?? command)} ${howItEnded(error)}`, { cause: error });
  });
  const seconds = (performance.now() - began) / 1000;
  const last = stdout.trim().split('\n').at(-1) ?? '';
  return { seconds, answer: JSON.parse(last || '{}') as Record<string, unknown> };
}

/** A system that has no memory left kills the process that holds most of it, and says so to nobody. */
function howItEnded(error: unknown): string {
  const { signal, code, stderr } = error as { signal?: string; code?: unknown; stderr?: string };
  if (signal === 'SIGKILL')
    return 'was killed, most likely since it wanted more memory than there is';
  const last = stderr?.trim().split('\n').at(-1) ?? '';
  return `ended with ${signal ?? `status ${String(code)}`}${last === '' ? '' : `: ${last}`}`;
}

/** A number of an answer. Throws where there is none: a bench without a measurement has no figure. */
export function numberOf({ answer }: Measured, key: string): number {
  const value = answer[key];
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new TypeError(`The answer has no number ${key}: ${JSON.stringify(answer).slice(0, 200)}`);
  }
  return value;
}
