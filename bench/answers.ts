import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  hasPostgres,
  type PostgresServer,
  startPostgres,
} from '../test/adapters/database/postgres-server.ts';
import type { Bench, Figure } from './figure.ts';
import { startAppProcess } from './sides/app-process.ts';
import { freePort } from './sides/free-port.ts';
import { pushDelivery, sendAll, webhookSecret } from './sides/senders.ts';
import { privateKey, startStubGitHub } from './sides/stub-github.ts';

const senders = 50;
const each = 2_000;
const rounds = 5;
const plainProbot = fileURLToPath(new URL('sides/plain-probot.ts', import.meta.url));

/** How long deliveries wait for their answer, beside plain Probot with an empty handler, which stores nothing. */
export const answers: Bench = {
  name: 'answers',
  about: `the answer to a delivery under ${senders} senders, beside plain Probot with an empty handler`,
  async run() {
    const { ratios } = await measureAnswers((line) => {
      console.log(`  ${line}`);
    });
    return [...ratios].map(([store, value]): Figure => ({
      name: `answer-p99-${store}`,
      value,
      unit: 'times Probot',
      goal: { op: '<=', number: 2 },
    }));
  },
};

/** One side of the comparison. */
interface Side {
  readonly name: string;
  readonly url: string;
  readonly times: number[];
  stop(): Promise<void>;
}

/** Measures all sides in turns, and gives the ratio of each store's 99th percentile to plain Probot's. */
export async function measureAnswers(
  say: (line: string) => void,
): Promise<{ readonly ratios: ReadonlyMap<string, number> }> {
  const github = await startStubGitHub();
  const folder = await mkdtemp(join(tmpdir(), 'assay-answers-'));
  const postgres = hasPostgres ? await startPostgres({ durable: true }) : null;
  const sides = await startSides(github.url, folder, postgres);
  try {
    // The first round warms up, and counts for nobody.
    for (let round = 0; round <= rounds; round += 1) {
      for (const { url, times } of sides) {
        const deliveries = Array.from({ length: each }, (_, number) =>
          pushDelivery(`acme/r${number % 50}`, number % 500, number % 5),
        );
        const taken = await sendAll(url, deliveries, senders);
        if (round > 0) times.push(...taken);
      }
    }
  } finally {
    for (const side of sides) await side.stop();
    await postgres?.close();
    await github.close();
    await rm(folder, { recursive: true, force: true });
  }
  const [peer, ...stores] = sides;
  const ratios = new Map<string, number>();
  for (const { name, times } of sides) {
    say(
      `${name}: p50 ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms of ${times.length} answers`,
    );
  }
  for (const { name, times } of stores) {
    ratios.set(name, quantile(times, 0.99) / quantile(peer?.times ?? [], 0.99));
  }
  return { ratios };
}

async function startSides(
  api: string,
  folder: string,
  postgres: PostgresServer | null,
): Promise<readonly Side[]> {
  const stores = [
    { name: 'sqlite', database: { kind: 'folder', folder } } as const,
    ...(postgres === null
      ? []
      : [
          {
            name: 'postgres',
            database: { kind: 'postgres', url: await postgres.create() },
          } as const,
        ]),
  ];
  const apps = stores.map(async ({ name, database }): Promise<Side> => {
    const app = startAppProcess({
      appId: 7,
      privateKey,
      secret: webhookSecret,
      baseUrl: api,
      database,
      // What is measured is the way to the answer: the jobs are stored, and left.
      concurrency: 0,
      contentIntervalMs: 0,
      upkeep: false,
    });
    return { name, url: await app.listening, times: [], stop: () => app.kill() };
  });
  return [await startPlainProbot(api), ...(await Promise.all(apps))];
}

async function startPlainProbot(api: string): Promise<Side> {
  const port = String(await freePort());
  const child: ChildProcess = spawn(process.execPath, [plainProbot, api, port], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  return {
    name: 'probot',
    url: line.toString().trim(),
    times: [],
    async stop() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
