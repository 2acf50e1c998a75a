import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { freePort } from '../../../bench/sides/free-port.ts';

const execute = promisify(execFile);

/** A PostgreSQL of a test's own, on a loopback address. */
export interface PostgresServer {
  readonly port: number;
  /** The address of a new, empty database. */
  create(): Promise<string>;
  close(): Promise<void>;
}

const debianFolder = '/usr/lib/postgresql';

/** The folder of PostgreSQL's programs, as Debian installs them; null where there is none. */
function programs(): string | null {
  const versions = existsSync(debianFolder) ? readdirSync(debianFolder) : [];
  const folders = versions
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(debianFolder, version, 'bin'));
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}

const folder = programs();

/**
 * Whether tests can start one. Where the environment says that it must be there, as in CI, its absence is no reason to
 * skip anything.
 */
export const hasPostgres = folder !== null || process.env['ASSAY_TEST_POSTGRES'] === 'required';

/** Starts a server with an empty cluster; `durable` has it wait for the disk, as it does in earnest. */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
  if (folder === null) {
    throw new Error(`There is no PostgreSQL under ${debianFolder}: apt-get install postgresql.`);
  }
  const data = await mkdtemp(join(tmpdir(), 'assay-postgres-'));
  // It refuses to run as root.
  const who = await unprivileged();
  if (who.uid !== undefined) await chown(data, who.uid, who.gid ?? who.uid);
  await execute(
    join(folder, 'initdb'),
    ['-D', data, '-U', 'assay', '--auth=trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    who,
  );
  const port = await freePort();
  const server = spawn(
    join(folder, 'postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      '-h',
      '127.0.0.1',
      '-k',
      '',
      ...(durable ? [] : ['-c', 'fsync=off', '-c', 'full_page_writes=off']),
    ],
    { ...who, stdio: 'ignore' },
  );
  const address = (database: string): string => `postgres://assay@127.0.0.1:${port}/${database}`;
  await answering(address('postgres'), server);
  let count = 0;
  return {
    port,
    async create() {
      count += 1;
      const name = `test_${count}`;
      await query(address('postgres'), `create database ${name}`);
      return address(name);
    },
    async close() {
      // Immediate: nobody needs what it holds.
      server.kill('SIGQUIT');
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function unprivileged(): Promise<{ readonly uid?: number; readonly gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  return { uid: await idOf('-u'), gid: await idOf('-g') };
}

async function idOf(option: '-u' | '-g'): Promise<number> {
  const { stdout } = await execute('id', [option, 'postgres']).catch(() =>
    execute('id', [option, 'nobody']),
  );
  return Number(stdout);
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with ${server.exitCode}.`);
    try {
      await query(url, 'select 1');
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('PostgreSQL does not answer.');
}

/** Runs one statement on a connection of its own. */
export async function query(url: string, text: string): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
