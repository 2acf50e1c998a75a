import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openRegistry } from '../../adapters/registries/open.ts';
import { bikes } from '../actions/bikes.ts';
import { type TestJob, testJob } from '../actions/job.ts';
import { temporaryFolder } from '../adapters/temporary.ts';
import { type GitHubWorld, startGitHubWorld } from '../e2e/app/world.ts';
import { full, scaled, seededRandom } from './scale.ts';

const execute = promisify(execFile);
const kills = scaled(10, 5);
const inputs = { model: 'bikes', bump: 'minor' };

/** A job that has trained and evaluated a model. */
async function judgedJob(): Promise<TestJob> {
  const job = await testJob(bikes);
  for (const action of ['train', 'evaluate'] as const) {
    const { exitCode, log } = await job.step(action, { model: 'bikes' });
    expect(exitCode, log).toBe(0);
  }
  return job;
}

/** A new repository with the job's commit; the variables lead a step to it. */
async function repositoryOf(world: GitHubWorld, job: TestJob, name: string) {
  const { admin, url, apiUrl } = world.github;
  await admin.createRepository({ name });
  const address = new URL(`${name}.git`, `${url}/`);
  address.username = 'acme';
  address.password = world.token('acme');
  await execute('git', ['push', '--quiet', address.href, 'HEAD:refs/heads/main'], {
    cwd: job.workspace,
  });
  return { GITHUB_REPOSITORY: name, GITHUB_SERVER_URL: url, GITHUB_API_URL: apiUrl };
}

/** Registers, and kills the process as soon as GitHub has had so many more requests; gives how many it had. */
async function killedAt(
  world: GitHubWorld,
  job: TestJob,
  variables: Readonly<Record<string, string>>,
  requests: number,
): Promise<number> {
  const before = world.github.calls.length;
  const had = (): number => world.github.calls.length - before;
  const ended = new AbortController();
  let watching: Promise<void> = Promise.resolve();
  await job.step('register', { ...inputs, token: world.token('acme') }, variables, (child) => {
    watching = (async () => {
      while (!ended.signal.aborted && had() < requests) await pause(1);
      child.kill('SIGKILL');
    })();
  });
  ended.abort();
  await watching;
  return had();
}

/** The repository has exactly one version of the model, and it verifies. */
async function expectOneVersion(world: GitHubWorld, job: TestJob, name: string): Promise<void> {
  const [owner = '', repo = ''] = name.split('/');
  const registry = openRegistry({
    owner,
    repo,
    serverUrl: world.github.url,
    apiUrl: world.github.apiUrl,
    token: world.token('acme'),
    runId: 0,
    now: () => new Date(),
    variables: {},
    hosts: null,
    progress: () => undefined,
  });
  expect(await registry.numbers('bikes')).toEqual(['1.0.0']);
  const record = await registry.newest('bikes');
  if (record === null) throw new Error('There is no version.');
  expect(record.commit).toBe(job.head);
  expect(await registry.problem(record)).toBeNull();
  const target = await temporaryFolder();
  await registry.fetchModel(record, target, join(await temporaryFolder(), 'scratch'));
  const { data } = await world.as('acme').rest.repos.listReleases({ owner, repo });
  expect(data.filter(({ draft }) => !draft)).toHaveLength(1);
}

describe('register', () => {
  it(
    `ends with one version that verifies after it was killed at any moment and run again (${kills} kills)`,
    { timeout: full ? 180_000 : 90_000 },
    async () => {
      const world = await startGitHubWorld();
      onTestFinished(() => world.close());
      const job = await judgedJob();
      const untouched = await repositoryOf(world, job, 'acme/untouched');
      const most = await killedAt(world, job, untouched, Number.POSITIVE_INFINITY);
      expect(most).toBeGreaterThan(10);
      await expectOneVersion(world, job, 'acme/untouched');
      const random = seededRandom(20_261_126);
      for (let kill = 0; kill < kills; kill += 1) {
        const name = `acme/killed-${kill}`;
        const variables = await repositoryOf(world, job, name);
        // One in each part of its life, by chance.
        const requests = 1 + Math.floor(((kill + random()) / kills) * (most - 1));
        await killedAt(world, job, variables, requests);
        // The same workflow run again, or the next one.
        const again = { ...variables, GITHUB_RUN_ID: kill % 2 === 0 ? '42' : '43' };
        const token = world.token('acme');
        const { exitCode, log } = await job.step('register', { ...inputs, token }, again);
        expect(exitCode, `after ${requests} requests:\n${log}`).toBe(0);
        await expectOneVersion(world, job, name);
      }
      expect(world.github.violations).toEqual([]);
    },
  );
});
