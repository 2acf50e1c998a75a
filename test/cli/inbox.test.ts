import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DatabaseOptions, openDatabase } from '../../adapters/database/open.ts';
import { isReport } from '../../adapters/inbox/report.ts';
import { openInbox } from '../../adapters/inbox/store.ts';
import { startApp } from '../../app/start.ts';
import type { SandboxGitHub } from '../../sandbox/github/contract.ts';
import { startGitHub } from '../../sandbox/github/index.ts';
import {
  hasPostgres,
  type PostgresServer,
  startPostgres,
} from '../adapters/database/postgres-server.ts';
import { absorb, job } from '../adapters/inbox/jobs.ts';
import { assay, type Outcome } from './assay.ts';

let folder: string;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-inbox-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Makes an inbox with jobs that were given up, each for the reason that is given with its id. */
async function bury(
  options: DatabaseOptions,
  dead: Readonly<Record<string, string>>,
): Promise<void> {
  const database = await openDatabase(options, () => undefined);
  const inbox = openInbox(database, { name: 'test', leaseMs: 1_000 }, absorb);
  for (const [id, reason] of Object.entries(dead)) {
    await inbox.put([job(id)]);
    const [claim] = await inbox.claim(1);
    if (claim === undefined) throw new Error('Nothing is due.');
    await inbox.bury(claim, reason);
  }
  await database.close();
}

function inboxCommand(
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Outcome> {
  return assay({ cwd: folder, env }, 'inbox', ...args);
}

/** What the command does is the same wherever the inbox lies. */
function itShowsAndPutsBack(
  place: (dead: Readonly<Record<string, string>>) => Promise<Record<string, string>>,
): void {
  it('shows what was given up, and why', async () => {
    const env = await place({ 'd1 review-pull': 'No such run.', d2: 'Gone.' });
    const { status, stdout, stderr } = await inboxCommand(env, 'list');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('0 waiting, 0 running, 2 given up.\n');
    expect(stdout).toMatch(
      /^d1 review-pull\n {2}command in acme\/bikes, d1 review-pull; given up \S+ after 1 attempt\n {2}No such run\.$/m,
    );
  });

  it('gives it as JSON', async () => {
    const env = await place({ d1: 'Gone.' });
    const report: unknown = JSON.parse((await inboxCommand(env, 'list', '--json')).stdout);
    expect(isReport(report) && report.deadJobs.map(({ id, reason }) => [id, reason])).toEqual([
      ['d1', 'Gone.'],
    ]);
  });

  it('puts one job back, and all', async () => {
    const env = await place({ 'd1 review-pull': 'Gone.', d2: 'Gone.', d3: 'Gone.' });
    const one = await inboxCommand(env, 'replay', 'd1 review-pull');
    expect(one).toEqual({ status: 0, stdout: '1 job was put back.\n', stderr: '' });
    const none = await inboxCommand(env, 'replay', 'd1', 'review-pull');
    expect(none.status).toBe(1);
    expect(none.stderr).toBe(
      'No job was given up under the id d1 review-pull: see assay inbox list.\n',
    );
    const all = await inboxCommand(env, 'replay', '--all');
    expect(all.stdout).toBe('2 jobs were put back.\n');
    expect((await inboxCommand(env, 'list')).stdout).toContain('3 waiting, 0 running, 0 given up');
  });
}

describe('assay inbox', () => {
  it.each([[], ['show'], ['list', 'd1'], ['list', '--all'], ['replay'], ['replay', 'd1', '--all']])(
    'says how it is called after %j',
    async (...args) => {
      const { status, stderr } = await inboxCommand({}, ...args.flat());
      expect(status).toBe(2);
      expect(stderr).toContain('assay inbox takes list');
    },
  );

  it('says that there is no inbox yet, and makes none', async () => {
    const env = { ASSAY_DATA_DIR: join(folder, 'none') };
    const { status, stderr } = await inboxCommand(env, 'list');
    expect(status).toBe(1);
    expect(stderr).toContain('holds no inbox yet');
    expect((await inboxCommand(env, 'list')).stderr).toContain('holds no inbox yet');
  });

  it('keeps what a terminal would obey out of what it prints', async () => {
    const data = join(folder, 'hostile');
    await bury({ kind: 'folder', folder: data }, { d1: 'red \u001b[31m\r\n\u202egone' });
    const { stdout } = await inboxCommand({ ASSAY_DATA_DIR: data }, 'list');
    expect(stdout).toContain('  red [31m gone\n');
  });
});

describe('assay inbox, with a folder that no app runs on', () => {
  itShowsAndPutsBack(async (dead) => {
    count += 1;
    const data = join(folder, `data${count}`);
    await bury({ kind: 'folder', folder: data }, dead);
    return { ASSAY_DATA_DIR: data };
  });
});

describe.skipIf(!hasPostgres)('assay inbox, with PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.close());

  itShowsAndPutsBack(async (dead) => {
    const url = await server.create();
    await bury({ kind: 'postgres', url }, dead);
    return { DATABASE_URL: url };
  });

  it('leaves a database without tables as it is', async () => {
    const { status, stderr } = await inboxCommand({ DATABASE_URL: await server.create() }, 'list');
    expect(status).toBe(1);
    expect(stderr).toContain('holds no inbox yet');
  });
});

describe('assay inbox, with the folder of a running app', () => {
  const adminToken = 'a token of this test';
  let github: SandboxGitHub;
  const closing: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    github = await startGitHub({ folder: join(folder, 'github') });
  });
  beforeEach(async () => {
    for (const close of closing.splice(0)) await close();
  });
  afterAll(async () => {
    for (const close of closing) await close();
    await github.close();
  });

  const start = async (dead: Readonly<Record<string, string>>) => {
    count += 1;
    const data = join(folder, `data${count}`);
    await bury({ kind: 'folder', folder: data }, dead);
    const { id: appId, privateKey } = github.admin.createApp({
      slug: `assay-${count}`,
      permissions: {},
      events: [],
      webhook: { url: 'http://127.0.0.1:9/', secret: 'secret' },
    });
    const app = await startApp({
      appId,
      privateKey,
      secret: 'secret',
      baseUrl: github.apiUrl,
      database: { kind: 'folder', folder: data },
      adminToken,
      upkeep: false,
      // What was put back is to be seen waiting.
      concurrency: 0,
    });
    closing.push(() => app.close());
    return { ASSAY_DATA_DIR: data, ASSAY_OPERATIONS_PORT: new URL(app.operationsUrl).port };
  };

  itShowsAndPutsBack(async (dead) => ({ ...(await start(dead)), ASSAY_ADMIN_TOKEN: adminToken }));

  it('asks for the token, and says when it is another', async () => {
    const env = await start({ d1: 'Gone.' });
    const without = await inboxCommand(env, 'list');
    expect(without.status).toBe(1);
    expect(without.stderr).toContain('set ASSAY_ADMIN_TOKEN to what the app was started with');
    const wrong = await inboxCommand({ ...env, ASSAY_ADMIN_TOKEN: 'not that token' }, 'list');
    expect(wrong.status).toBe(1);
    expect(wrong.stderr).toContain('does not accept ASSAY_ADMIN_TOKEN');
  });

  it('asks the app at --url, and says when there is none, or another server', async () => {
    const { ASSAY_OPERATIONS_PORT: port } = await start({ d1: 'Gone.' });
    const env = { ASSAY_ADMIN_TOKEN: adminToken };
    const url = `http://127.0.0.1:${port}/`;
    expect((await inboxCommand(env, 'list', '--url', url)).stdout).toContain('1 given up');
    const none = await inboxCommand(env, 'list', '--url', 'http://127.0.0.1:9');
    expect(none.stderr).toMatch(/^The app can't be reached at http:\/\/127\.0\.0\.1:9 \(/);
    const other = await inboxCommand(env, 'list', '--url', github.url);
    expect(other.stderr).toContain('serves no page of the inbox');
  });
});
