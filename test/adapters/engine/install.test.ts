import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Header } from 'tar';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import pinned from '../../../adapters/engine/duckdb-packages.json' with { type: 'json' };
import {
  duckDbVersion,
  packagesFor,
  thisPlatform,
} from '../../../adapters/engine/duckdb-packages.ts';
import {
  type Installation,
  installDuckDb,
  loadDuckDb,
  usualInstallation,
} from '../../../adapters/engine/install.ts';
import { pinnedIn } from '../../../adapters/engine/pin-duckdb.ts';
import lock from '../../../package-lock.json' with { type: 'json' };
import packageJson from '../../../package.json' with { type: 'json' };
import { breakOff } from '../data/web-server.ts';
import { failure } from '../data/fetching.ts';
import { temporaryFolder } from '../temporary.ts';
import { publish, type Published, published, startRegistry } from './npm-registry.ts';

const platform = 'test-x64';
const tell = (): void => undefined;
const root = fileURLToPath(new URL('../../../', import.meta.url));

/** What stands for DuckDB where its bytes don't matter. */
async function standIns(): Promise<readonly Published[]> {
  const api = await temporaryFolder({
    'package.json': '{"name":"@duckdb/node-api","main":"lib/index.js"}',
    'lib/index.js': 'module.exports = { bindings: require("@duckdb/node-bindings") };',
  });
  const bindings = await temporaryFolder({ 'index.js': 'module.exports = 42;' });
  const native = await temporaryFolder({ 'duckdb.node': 'machine code '.repeat(50_000) });
  return [
    await publish('@duckdb/node-api', '1.0.0', api),
    await publish('@duckdb/node-bindings', '1.0.0', bindings),
    await publish(`@duckdb/node-bindings-${platform}`, '1.0.0', native),
  ];
}

/** What lies beside the versions that are installed. */
async function left({ toolCache }: Installation): Promise<readonly string[]> {
  return readdir(join(toolCache, 'assay-duckdb', duckDbVersion)).catch(() => []);
}

describe('the installation of DuckDB', () => {
  let packages: readonly Published[];
  beforeEach(async () => {
    packages = await standIns();
  });

  async function installation(given: Partial<Installation>): Promise<Installation> {
    return {
      toolCache: join(await temporaryFolder(), 'tools'),
      registry: 'http://127.0.0.1:9/',
      tell,
      platform,
      packages,
      patience: { idleMs: 400, uploadIdleMs: 400, pause: () => Promise.resolve() },
      ...given,
    };
  }

  it('fetches what the platform needs, once, and loads it', async () => {
    const { origin, asked } = await startRegistry(packages);
    const wanted = await installation({ registry: `${origin}/mirror` });
    const folder = await installDuckDb(wanted);
    expect(folder).toBe(join(wanted.toolCache, 'assay-duckdb', duckDbVersion, platform));
    expect(loadDuckDb(folder)).toEqual({ bindings: 42 });
    expect(asked).toHaveLength(3);
    expect(await installDuckDb({ ...wanted, registry: 'http://127.0.0.1:9/' })).toBe(folder);
    expect(await left(wanted)).toEqual([platform]);
  });

  it('may be done by several jobs at once', async () => {
    const { origin } = await startRegistry(packages);
    const wanted = await installation({ registry: `${origin}/mirror/` });
    const folders = await Promise.all([1, 2, 3].map(() => installDuckDb(wanted)));
    expect(new Set(folders).size).toBe(1);
    expect(loadDuckDb(folders[0] ?? '')).toEqual({ bindings: 42 });
    expect(await left(wanted)).toEqual([platform]);
  });

  it('takes no package with a wrong byte, and leaves nothing', async () => {
    const wrong = packages.map((one) => ({ ...one, archive: Buffer.from(one.archive) }));
    wrong[2]?.archive.writeUInt8(1, 5_000);
    const { origin } = await startRegistry(wrong);
    const wanted = await installation({ registry: `${origin}/mirror` });
    expect(await failure(installDuckDb(wanted))).toContain(
      `duckdb-changed: DuckDB was not installed: node-bindings-${platform}-1.0.0.tgz of 127.0.0.1:`,
    );
    expect(await left(wanted)).toEqual([]);
  });

  it.each([
    ['a link', { path: 'package/l', type: 'SymbolicLink', linkpath: '/etc' }],
    ['a path that leads out', { path: 'package/../../../out', type: 'File' }],
    ['an absolute path', { path: '/tmp/assay-out', type: 'File' }],
  ] as const)(
    'takes no package with %s in it, even with the right digest',
    async (_what, entry) => {
      const block = Buffer.alloc(1_536);
      new Header({ ...entry, mode: 0o644, size: 0, mtime: new Date(0) }).encode(block, 0);
      const bad = published('@duckdb/node-api', '1.0.0', gzipSync(block));
      const served = [bad, ...packages.slice(1)];
      const { origin } = await startRegistry(served);
      const wanted = await installation({ registry: `${origin}/mirror`, packages: served });
      expect(await failure(installDuckDb(wanted))).toContain('archive-refused');
      expect(await left(wanted)).toEqual([]);
    },
  );

  it('ends in words where the registry breaks off, has nothing or is not there', async () => {
    const cut = await startRegistry(packages, (_request, response) => {
      breakOff(response, 200, { 'content-length': 100_000 }, Buffer.alloc(5_000));
    });
    const empty = await startRegistry([]);
    for (const [registry, words] of [
      [cut.origin, 'download-unreachable: 127.0.0.1:'],
      [empty.origin, 'no-duckdb: 127.0.0.1:'],
      ['http://127.0.0.1:9/', 'ECONNREFUSED'],
      ['nowhere', 'npm_config_registry is no address'],
      ['file:///etc/', 'npm_config_registry is no address'],
    ] as const) {
      const wanted = await installation({ registry });
      expect(await failure(installDuckDb(wanted))).toContain(words);
      expect(await left(wanted)).toEqual([]);
    }
  });

  it('does not use a folder that is not whole, nor what a killed job has left', async () => {
    const { origin } = await startRegistry(packages);
    const wanted = await installation({ registry: `${origin}/mirror` });
    const parent = join(wanted.toolCache, 'assay-duckdb', duckDbVersion);
    await mkdir(join(parent, platform, 'node_modules'), { recursive: true });
    await writeFile(join(parent, platform, 'assay-packages.json'), '[]');
    await mkdir(join(parent, 'part-old'));
    await utimes(join(parent, 'part-old'), 0, 0);
    await mkdir(join(parent, 'part-running'));
    expect(loadDuckDb(await installDuckDb(wanted))).toEqual({ bindings: 42 });
    expect([...(await left(wanted))].sort()).toEqual(['part-running', platform]);
  });

  it('says where it can not be written, and where it is not made for the machine', async () => {
    const folder = await temporaryFolder({ tools: 'a file' });
    const wanted = await installation({ toolCache: join(folder, 'tools') });
    expect(await failure(installDuckDb(wanted))).toContain(
      "no-duckdb: DuckDB can't be installed in",
    );
    const other = { ...wanted, platform: 'sunos-sparc' };
    expect(await failure(installDuckDb(other))).toContain('no-duckdb-platform: There is no DuckDB');
    expect(() => loadDuckDb(folder)).toThrow('MODULE_NOT_FOUND');
  });

  it('goes by what the runner says', () => {
    expect(usualInstallation({ RUNNER_TOOL_CACHE: '/t', RUNNER_TEMP: '/r' }, tell)).toMatchObject({
      toolCache: '/t',
      registry: 'https://registry.npmjs.org',
    });
    expect(
      usualInstallation({ RUNNER_TEMP: '/r', NPM_CONFIG_REGISTRY: 'https://mirror' }, tell),
    ).toMatchObject({ toolCache: '/r', registry: 'https://mirror' });
  });
});

describe('the packages of DuckDB', () => {
  it('are those of the lock file, for every platform: else run adapters/engine/pin-duckdb.ts', () => {
    expect(pinned).toEqual(pinnedIn(lock));
    expect(duckDbVersion).toBe(packageJson.devDependencies['@duckdb/node-api']);
    for (const system of ['linux', 'darwin', 'win32'])
      for (const processor of ['x64', 'arm64'])
        expect(packagesFor(`${system}-${processor}`)).toHaveLength(4);
    expect(packagesFor('linux-x64-musl').map(({ name }) => name)).toContain(
      '@duckdb/node-bindings-linux-x64-musl',
    );
  });

  it('work from where they are installed', async () => {
    const own = packagesFor(thisPlatform());
    const packages = await Promise.all(
      own.map(({ name, version }) => publish(name, version, join(root, 'node_modules', name))),
    );
    const { origin } = await startRegistry(packages);
    const folder = await installDuckDb({
      toolCache: await temporaryFolder(),
      registry: `${origin}/mirror`,
      packages,
      tell,
    });
    const script = `
      const { loadDuckDb } = await import('./adapters/engine/install.ts');
      const { DuckDBInstance } = loadDuckDb(${JSON.stringify(folder)});
      const connection = await (await DuckDBInstance.create()).connect();
      const { length } = process.report.getReport().sharedObjects.filter((one) => one.includes(${JSON.stringify(folder)}));
      process.stdout.write(JSON.stringify([(await connection.runAndReadAll('select 42')).getRows(), length > 0]));`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', script],
      { cwd: root },
    );
    expect(JSON.parse(stdout)).toEqual([[[42]], true]);
    const marker = await readFile(join(folder, 'assay-packages.json'), 'utf8');
    expect(marker).toContain('@duckdb/node-api');
  });
});
