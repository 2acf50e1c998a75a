import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from './figure.ts';
import { startAppProcess } from './sides/app-process.ts';
import { sendAll, signed, type SignedDelivery, webhookSecret } from './sides/senders.ts';
import { privateKey, startStubGitHub } from './sides/stub-github.ts';

const senders = 50;
const installations = 20;
const repositories = 2_000;
/** Of the deliveries, every so many asks for a job. */
const jobEvery = 10;

/** What a busy organisation sends in a day, in a minute: does the app's memory grow? */
export const soak: Bench = {
  name: 'soak',
  about: 'the memory of the app over 100,000 deliveries, of which 10,000 ask for a job',
  async run() {
    const { growth } = await measureSoak(100_000, (line) => {
      console.log(`  ${line}`);
    });
    return [
      {
        name: 'soak-heap-growth',
        value: growth,
        unit: 'of the heap at a third',
        goal: { op: '<=', number: 1.1 },
      },
    ];
  },
};

/** Sends so many deliveries, and gives how the heap at the end compares with that after the first third. */
export async function measureSoak(
  count: number,
  say: (line: string) => void,
): Promise<{ readonly growth: number }> {
  const github = await startStubGitHub();
  const folder = await mkdtemp(join(tmpdir(), 'assay-soak-'));
  const app = startAppProcess({
    appId: 7,
    privateKey,
    secret: webhookSecret,
    baseUrl: github.url,
    database: { kind: 'folder', folder },
    concurrency: 8,
    contentIntervalMs: 0,
    upkeep: false,
  });
  const heaps: number[] = [];
  const steps = 12;
  try {
    const url = await app.listening;
    for (let step = 0; step < steps; step += 1) {
      const size = Math.round(count / steps);
      // Made in small parts: the sender's own memory is not at stake.
      for (let sent = 0; sent < size; sent += 1_000) {
        const part = Math.min(1_000, size - sent);
        const first = step * size + sent;
        await sendAll(
          url,
          Array.from({ length: part }, (_, number) => delivery(first + number)),
          senders,
        );
      }
      await app.idle();
      const { heapUsed, rss } = await app.memory();
      heaps.push(heapUsed);
      say(
        `${(step + 1) * size} deliveries: heap ${megabytes(heapUsed)} MB, resident ${megabytes(rss)} MB, ${github.calls()} calls to GitHub`,
      );
    }
  } finally {
    await app.kill();
    await github.close();
    await rm(folder, { recursive: true, force: true });
  }
  const [early = Number.NaN, late = Number.NaN] = [heaps[steps / 3 - 1], heaps.at(-1)];
  return { growth: late / early };
}

function delivery(number: number): SignedDelivery {
  const name = `r${number % repositories}`;
  const common = {
    repository: { name, owner: { login: 'acme' }, default_branch: 'main' },
    installation: { id: 1 + (number % installations) },
    filler: 'x'.repeat(8_000),
  };
  if (number % jobEvery === 0) {
    const pull_request = { number };
    return signed('pull_request', {
      action: 'edited',
      changes: { base: {} },
      pull_request,
      ...common,
    });
  }
  // What GitHub sends most: it tells of what the app need not know.
  const workflow_run = { id: number, head_sha: String(number).padStart(40, '0') };
  return signed('workflow_run', { action: 'in_progress', workflow_run, ...common });
}

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}
