import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { AssayError, RefusedError, UnavailableError } from '../../core/errors.ts';
import { unpack } from '../archive/index.ts';
import { eachAtOnce } from '../transfer/at-once.ts';
import { download } from '../transfer/download.ts';
import { httpSource } from '../transfer/http-source.ts';
import { type Patience, usualPatience } from '../transfer/patience.ts';
import { transferProgress } from '../transfer/progress.ts';
import { duckDbVersion, packagesFor, type PinnedPackage, thisPlatform } from './duckdb-packages.ts';

/** Where DuckDB comes from, and where it is kept. */
export interface Installation {
  /** The runner's tool cache, which later jobs on the machine have, too. */
  readonly toolCache: string;
  /** The address of the npm registry, or of a mirror of it. */
  readonly registry: string;
  /** Is told how far a download is that takes long. */
  readonly tell: (sentence: string) => void;
  readonly platform?: string;
  readonly packages?: readonly PinnedPackage[];
  readonly patience?: Patience;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Says of a folder that it is whole, and what is in it. */
const markerFile = 'assay-packages.json';
/** A package is at most so large, packed and unpacked; the largest now has 25 MB and 75 MB. */
const mostBytes = 512 * 1024 ** 2;
const mostEntries = 5_000;
/** What a job left that was killed; a running one is done long before. */
const abandonedMs = 60 * 60 * 1_000;

/** Where a job has its tool cache, and which registry its npm asks. */
export function usualInstallation(
  variables: Variables,
  tell: Installation['tell'],
): Pick<Installation, 'toolCache' | 'registry' | 'tell'> {
  return {
    // Never a folder that other users of the machine write to: code is loaded from it.
    toolCache:
      variables['RUNNER_TOOL_CACHE'] ?? variables['RUNNER_TEMP'] ?? join(homedir(), '.cache'),
    registry:
      variables['npm_config_registry'] ??
      variables['NPM_CONFIG_REGISTRY'] ??
      'https://registry.npmjs.org',
    tell,
  };
}

/**
 * DuckDB at the one version that this code is made for: the folder to load it from. It is fetched when the tool cache does
 * not have it; every byte is held to the digests in `duckdb-packages.json` before anything is unpacked. The folder appears
 * whole or not at all, and several jobs may do this at once. Throws an AssayError where it can't be had.
 */
export async function installDuckDb(installation: Installation): Promise<string> {
  try {
    return await install(installation);
  } catch (error) {
    throw error instanceof AssayError ? error : notInstalled(installation.toolCache, error);
  }
}

async function install(installation: Installation): Promise<string> {
  const platform = installation.platform ?? thisPlatform();
  const packages = packagesFor(platform, installation.packages);
  const folder = join(installation.toolCache, 'assay-duckdb', duckDbVersion, platform);
  const marker = JSON.stringify(packages.map(({ name, integrity }) => [name, integrity]));
  if (await isWhole(folder, marker)) return folder;
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true });
  await removeAbandoned(parent);
  const part = await mkdtemp(join(parent, 'part-'));
  try {
    const whole = join(part, 'whole');
    await eachAtOnce([...packages.entries()], 4, ([index, one]) =>
      place(one, join(part, String(index)), whole, installation),
    );
    await writeFile(join(whole, markerFile), marker);
    await putInPlace(whole, folder, marker, part);
    return folder;
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/** DuckDB from the folder in which it was installed. Throws an UnavailableError where the machine can't load it. */
export function loadDuckDb(folder: string): typeof import('@duckdb/node-api') {
  try {
    const require = createRequire(join(folder, 'package.json'));
    return require('@duckdb/node-api') as typeof import('@duckdb/node-api');
  } catch (error) {
    throw notInstalled(folder, error);
  }
}

async function isWhole(folder: string, marker: string): Promise<boolean> {
  return (await readFile(join(folder, markerFile), 'utf8').catch(() => null)) === marker;
}

/** Fetches a package, holds it to its digest and unpacks it to where Node looks for it. */
async function place(
  wanted: PinnedPackage,
  scratch: string,
  whole: string,
  installation: Installation,
): Promise<void> {
  await mkdir(scratch, { recursive: true });
  const archive = join(scratch, 'package.tgz');
  await fetchArchive(wanted, archive, installation);
  const unpacked = join(scratch, 'unpacked');
  await mkdir(unpacked);
  await unpack(archive, unpacked, { entries: mostEntries, bytes: mostBytes });
  const target = join(whole, 'node_modules', wanted.name);
  await mkdir(dirname(target), { recursive: true });
  await rename(join(unpacked, 'package'), target);
}

async function fetchArchive(
  { name, version, integrity }: PinnedPackage,
  path: string,
  { registry, tell, patience = usualPatience }: Installation,
): Promise<void> {
  const file = `${name.replace(/^@[^/]*\//, '')}-${version}.tgz`;
  const url = archiveUrl(registry, `${name}/-/${file}`);
  const source = httpSource({
    url,
    headers: {},
    idleMs: patience.idleMs,
    refused: (status, host) =>
      new UnavailableError('no-duckdb', `${host} does not give ${file} (${status}): ${advice}.`),
  });
  const { hash } = await download(source, {
    path,
    algorithm: 'sha512',
    patience,
    limit: {
      bytes: mostBytes,
      exceeded: () => changed(`${file} of ${url.host} has more than ${mostBytes} bytes`),
    },
    progress: (total) => transferProgress(`The download of ${file}`, total, tell),
  });
  if (`sha512-${hash.toString('base64')}` === integrity) return;
  throw changed(`${file} of ${url.host} has another digest than ${integrity}`);
}

const advice =
  'let npm_config_registry name a registry that has the packages of @duckdb, or set monitor.engine to builtin, which does without';

function archiveUrl(registry: string, path: string): URL {
  const base = registry.endsWith('/') ? registry : `${registry}/`;
  if (URL.canParse(path, base) && /^https?:$/.test(new URL(base).protocol)) {
    return new URL(path, base);
  }
  throw new UnavailableError(
    'no-duckdb',
    `npm_config_registry is no address of a registry: ${advice}.`,
  );
}

function notInstalled(folder: string, cause: unknown): UnavailableError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const why = typeof code === 'string' ? code : 'unknown reason';
  return new UnavailableError(
    'no-duckdb',
    `DuckDB can't be installed in ${folder}, or not loaded from there (${why}): let this account write there, or set monitor.engine to builtin, which does without.`,
    { cause },
  );
}

function changed(what: string): RefusedError {
  return new RefusedError(
    'duckdb-changed',
    `DuckDB was not installed: ${what}, so it is not what was published. Look at the registry or mirror; until then set monitor.engine to builtin.`,
  );
}

/** Renames the whole folder to its place; another job may have been faster. What is there and is not whole gives way. */
async function putInPlace(
  whole: string,
  folder: string,
  marker: string,
  part: string,
): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const failure: unknown = await rename(whole, folder).catch((error: unknown) => error);
    if (failure === undefined || (await isWhole(folder, marker))) return;
    await rename(folder, join(part, `old-${attempt}`)).catch(() => undefined);
  }
  await rename(whole, folder);
}

/** Removes what jobs have left that were killed while they fetched. */
async function removeAbandoned(parent: string): Promise<void> {
  const names = (await readdir(parent)).filter((name) => name.startsWith('part-'));
  for (const name of names) {
    const found = await stat(join(parent, name)).catch(() => null);
    if (found === null || Date.now() - found.mtimeMs < abandonedMs) continue;
    await rm(join(parent, name), { recursive: true, force: true });
  }
}
