import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startAppProcess } from '../../bench/sides/app-process.ts';
import type { Call } from '../../sandbox/github/contract.ts';
import { type GitHubWorld, startGitHubWorld } from '../e2e/app/world.ts';
import { full, say, sayFigure, scaled, seededRandom } from './scale.ts';
import {
  expectAllDone,
  expectRightEnds,
  prepare,
  pushChanges,
  settle,
  type TrialPull,
  webhooksTo,
} from './trial.ts';

/** The design's own number; here failed calls and what comes of the disorder are among them. */
const mostCallsPerPush = 12;

/** GitHub at its worst: every repository's API fails, hangs and refuses, and deliveries come late and twice. */
function beginStorm({ github }: GitHubWorld): void {
  github.addFault({
    kind: 'random',
    // What people do is not at stake: they push, and open pull requests.
    match: /^(GET|PATCH|POST) \/repos\/(?!.*\/pulls$)/,
    seed: 7,
    share: { serverError: 0.04, lostAnswer: 0.01, timeout: 0.02, secondaryLimit: 0.001 },
    retryAfterSeconds: 1,
  });
  github.addFault({
    kind: 'random-delivery',
    seed: 8,
    share: { duplicate: 0.1 },
    maximumDelayMs: scaled(15_000, 2_000),
  });
}

/** Somebody asks for the status; GitHub may fail, and then nobody knows whether it was written. */
async function comment(world: GitHubWorld, { repository, number }: TrialPull): Promise<void> {
  const asked = world.as('maintainer').rest.issues.createComment({
    ...repository.at,
    issue_number: number,
    body: '/assay status',
    request: { signal: AbortSignal.timeout(1_000) },
  });
  await asked.catch(() => undefined);
}

it('every pull request ends in the right state, whatever the order, the doubles and the faults', async () => {
  const repositories = scaled(50, 3);
  const pullsEach = scaled(10, 3);
  const world = await startGitHubWorld();
  const folder = await mkdtemp(join(tmpdir(), 'assay-storm-'));
  const database = { kind: 'folder', folder } as const;
  const random = seededRandom(3);
  const options = {
    ...(await webhooksTo(world)),
    database,
    concurrency: 16,
    requestTimeoutMs: 1_000,
    upkeep: { askAgainMs: 5_000, catchUpMs: 600_000, pruneMs: 600_000, quietMs: 0 },
  };
  try {
    const pulls = await prepare(
      world,
      () => startAppProcess({ ...options, upkeep: false }),
      { repositories, pullsEach },
      random,
    );
    const app = startAppProcess(options);
    await app.listening;
    const asked = (): readonly Call[] =>
      world.github.calls.filter(
        ({ actor, path }) => actor === 'app:assay' && path.includes('/repos/'),
      );
    const before = asked().length;
    beginStorm(world);
    // Twice to each, and to some a third time.
    const pushed = [...pulls, ...pulls, ...pulls.filter((_, index) => index % 3 > 0)];
    await pushChanges(pushed, random);
    await settle(world, app);
    const calls = asked().slice(before);
    for (const pull of pulls.filter((_, index) => index % 10 === 0)) await comment(world, pull);
    await settle(world, app);
    world.github.clearFaults();
    await app.stop();
    await expectRightEnds(world, pulls);
    const deliveries = await expectAllDone(world, pulls, database);
    expect(world.github.violations).toEqual([]);
    // GitHub counts no answer that nothing has changed.
    const counted = calls.filter(({ status }) => status !== 304).length / pushed.length;
    say(
      `storm: ${deliveries} deliveries, ${pulls.length} pull requests, ${pushed.length} pushes, ${calls.length} calls, failed and repeated ones among them; ${calls.filter(({ status }) => status === 304).length} cost nothing`,
    );
    sayFigure('storm-calls-per-push', counted, 'calls', { op: '<=', number: mostCallsPerPush });
    if (full) expect(deliveries).toBeGreaterThanOrEqual(10_000);
    expect(counted).toBeLessThanOrEqual(mostCallsPerPush);
  } finally {
    await world.close();
    await rm(folder, { recursive: true, force: true });
  }
}, 560_000);
