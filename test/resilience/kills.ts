import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { DatabaseOptions } from '../../adapters/database/open.ts';
import { type AppProcess, startAppProcess } from '../../bench/sides/app-process.ts';
import { ledgerRecords, pullsFrom } from '../e2e/app/look.ts';
import { type GitHubWorld, startGitHubWorld } from '../e2e/app/world.ts';
import {
  expectAllDone,
  expectRightEnds,
  playRun,
  prepare,
  pushChange,
  settle,
  type TrialPull,
  webhooksTo,
} from './trial.ts';
import { seededRandom } from './scale.ts';

/** How it is tried. */
export interface KillTrial {
  readonly rounds: number;
  readonly seed: number;
  /** Processes at once, each killed at a moment of its own: 1 for an embedded database. */
  readonly replicas: number;
}

/** A trial: people push, comment and ask for promotions, while the app is killed at any moment and begins anew. */
export async function killTrial(
  store: DatabaseOptions,
  { rounds, seed, replicas }: KillTrial,
): Promise<{ readonly kills: number; readonly deliveries: number }> {
  const world = await startGitHubWorld();
  const random = seededRandom(seed);
  const options = {
    ...(await webhooksTo(world)),
    database: store,
    leaseMs: 1_500,
    upkeep: { askAgainMs: 400, catchUpMs: 2_000, pruneMs: 600_000, quietMs: 0 },
  };
  const start = (): AppProcess => startAppProcess(options);
  try {
    const pulls = await prepare(world, start, { repositories: 3, pullsEach: 3 }, random);
    const busy = new AbortController();
    // People know nothing of the app's troubles.
    const people = (async () => {
      for (const pull of pulls) await playRun(pull, 30);
      while (!busy.signal.aborted) await doSomething(world, pulls, random);
    })();
    for (let round = 0; round < rounds; round += 1) {
      // The first has the port that webhooks go to; the others work on what it has taken.
      const apps = Array.from({ length: replicas }, (_, index) =>
        startAppProcess(index === 0 ? options : { ...options, port: 0 }),
      );
      await Promise.all(
        apps.map(async (app) => {
          await pause(250 + random() * 1_250);
          await app.kill();
        }),
      );
    }
    busy.abort();
    await people;
    const last = start();
    await last.listening;
    await settle(world, last);
    await last.stop();
    await expectRightEnds(world, pulls);
    await expectNothingTwice(pulls);
    const deliveries = await expectAllDone(world, pulls, store);
    expect(world.github.violations).toEqual([]);
    return { kills: rounds * replicas, deliveries };
  } finally {
    await world.close();
  }
}

/** What somebody does to one of the pull requests. */
async function doSomething(
  world: GitHubWorld,
  pulls: readonly TrialPull[],
  random: () => number,
): Promise<void> {
  const pull = pulls[Math.floor(random() * pulls.length)];
  if (pull === undefined) throw new TypeError('There is none.');
  const what = random();
  if (what < 0.6) await pushChange(pull, random);
  else {
    await world.as('maintainer').rest.issues.createComment({
      ...pull.repository.at,
      issue_number: pull.number,
      body: what < 0.8 ? '/assay status' : '/assay promote bikes staging',
    });
  }
  await pause(random() * 150);
}

/** The version and its records were there before; a promotion was asked for many times. */
async function expectNothingTwice(pulls: readonly TrialPull[]): Promise<void> {
  for (const repository of new Set(pulls.map((pull) => pull.repository))) {
    expect((await pullsFrom(repository, 'assay/promote/bikes/staging')).length).toBeLessThan(2);
    for (const kind of ['run', 'evaluation', 'version'] as const) {
      expect(await ledgerRecords(repository, kind)).toHaveLength(1);
    }
  }
}
