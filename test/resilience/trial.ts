import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { type DatabaseOptions, openDatabase } from '../../adapters/database/open.ts';
import type { AppProcess } from '../../bench/sides/app-process.ts';
import type { AppServerOptions } from '../../bench/sides/app-server.ts';
import { freePort } from '../../bench/sides/free-port.ts';
import { parameterChange } from '../e2e/app/content.ts';
import { deliveriesOf } from '../e2e/app/deliveries.ts';
import { checksAt, comments, ledgerPaths, verdictComment } from '../e2e/app/look.ts';
import { registerAt } from '../e2e/app/register.ts';
import { createRepository, type TestRepository } from '../e2e/app/repository.ts';
import { successful } from '../e2e/app/workflow.ts';
import { type GitHubWorld, slug, webhookSecret } from '../e2e/app/world.ts';

/** A pull request of the trial, and what was pushed to it. */
export interface TrialPull {
  readonly repository: TestRepository;
  readonly number: number;
  readonly branch: string;
  readonly heads: string[];
  /** The mean absolute error that the last run found. */
  mae: number;
}

/** Has the world's webhooks go to a port of their own; gives the options of an app that listens there. */
export async function webhooksTo(world: GitHubWorld): Promise<AppServerOptions> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/api/github/webhooks`;
  world.github.admin.setWebhook(slug, { url, secret: webhookSecret });
  const { appId, privateKey, github } = world;
  return {
    appId,
    privateKey,
    secret: webhookSecret,
    baseUrl: github.apiUrl,
    port,
    contentIntervalMs: 0,
  };
}

/** Repositories with a registered version, each with open pull requests, while an app is there. */
export async function prepare(
  world: GitHubWorld,
  start: () => AppProcess,
  { repositories, pullsEach }: { readonly repositories: number; readonly pullsEach: number },
  random: () => number,
): Promise<readonly TrialPull[]> {
  const app = start();
  await app.listening;
  const settled = async (): Promise<void> => {
    await world.github.admin.deliveriesSettled();
    await app.idle();
    await world.github.admin.deliveriesSettled();
  };
  const beginnings = Array.from({ length: repositories }, () => async () => {
    const repository = await createRepository({ ...world, settled });
    const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
    await registerAt(repository, main);
    const pulls: TrialPull[] = [];
    for (let pull = 0; pull < pullsEach; pull += 1) {
      const branch = `candidate-${pull}`;
      const files = parameterChange('bikes', random());
      const { number, head } = await repository.open({ branch, files });
      pulls.push({ repository, number, branch, heads: [head], mae: 0 });
    }
    return pulls;
  });
  const pulls = (await atOnce(beginnings)).flat();
  await settled();
  await app.stop();
  return pulls;
}

/** So many people are at work. */
const people = 4;

/** Does all of it, some of it at once; gives what came of each, in their order. */
async function atOnce<Value>(work: readonly (() => Promise<Value>)[]): Promise<readonly Value[]> {
  const results: Value[] = [];
  let next = 0;
  const person = async (): Promise<void> => {
    for (let index = next++; index < work.length; index = next++) {
      const one = work[index];
      if (one !== undefined) results[index] = await one();
    }
  };
  await Promise.all(Array.from({ length: people }, person));
  return results;
}

/** A change on the branch of each of these pull requests; of one repository one after the other. */
export async function pushChanges(
  pulls: readonly TrialPull[],
  random: () => number,
): Promise<void> {
  const byRepository = Map.groupBy(pulls, ({ repository }) => repository);
  await atOnce(
    [...byRepository.values()].map((own) => async () => {
      for (const pull of own) await pushChange(pull, random);
    }),
  );
}

/** A change on the branch of a pull request, with the records of its run. */
export async function pushChange(pull: TrialPull, random: () => number): Promise<void> {
  const { repository, branch } = pull;
  const head = await repository.push({ branch, files: parameterChange('bikes', random()) });
  pull.heads.push(head);
  await playRun(pull, 20 + Math.round(random() * 60));
}

/** The run at the head of a pull request, which finds this mean absolute error. */
export async function playRun(pull: TrialPull, mae: number): Promise<void> {
  pull.mae = mae;
  const run = pull.repository.begin('pull_request', pull.heads.at(-1) ?? '');
  await run.uploadRecords('bikes', successful(run.source, 'bikes', { mae, rmse: mae + 10 }));
  run.complete();
}

/** Resolves when nothing is on its way, nothing waits, and nothing new has been asked of GitHub for a while. */
export async function settle(world: GitHubWorld, app: AppProcess): Promise<void> {
  const writes = (): number =>
    world.github.calls.filter(({ method, surface }) => method !== 'GET' && surface === 'api')
      .length;
  for (let quiet = 0, before = writes(); quiet < 3;) {
    await pause(1_500);
    await world.github.admin.deliveriesSettled();
    await app.idle();
    const now = writes();
    quiet = now === before ? quiet + 1 : 0;
    before = now;
  }
}

/** Every pull request has one check and one comment, of its head, with the right verdict; every command one answer. */
export async function expectRightEnds(
  world: GitHubWorld,
  pulls: readonly TrialPull[],
): Promise<void> {
  for (const pull of pulls) {
    const { repository, number, heads, mae } = pull;
    const where = `#${number} of ${repository.name}`;
    for (const commit of heads) {
      expect((await checksAt(repository, commit)).length, where).toBeLessThanOrEqual(1);
    }
    const head = heads.at(-1) ?? '';
    const [check] = await checksAt(repository, head);
    // The gate of the tests' configuration: 5% worse than the 40 that is registered.
    expect([where, check?.conclusion]).toEqual([where, mae > 42 ? 'failure' : 'success']);
    expect(await verdictComment(repository, number), where).toContain(head.slice(0, 7));
    await expectAnswers(world, pull);
  }
  for (const repository of new Set(pulls.map((pull) => pull.repository))) {
    const paths = await ledgerPaths(repository);
    expect(new Set(paths).size).toBe(paths.length);
  }
}

/** Each command of a person has one answer and no reaction twice. */
async function expectAnswers(world: GitHubWorld, { repository, number }: TrialPull): Promise<void> {
  const { at } = repository;
  const { rest } = world.as('reader');
  const { data } = await rest.issues.listComments({ ...at, issue_number: number, per_page: 100 });
  const answers = await comments(repository, number);
  for (const { id, user, body } of data) {
    if (user?.login !== 'maintainer' || body?.startsWith('/assay') !== true) continue;
    const marker = `<!-- assay:answer ${id} -->`;
    expect(
      answers.filter((one) => one.startsWith(marker)),
      marker,
    ).toHaveLength(1);
    const { data: reactions } = await rest.reactions.listForIssueComment({ ...at, comment_id: id });
    const contents = reactions.map(({ content }) => content);
    expect(contents).toContain('eyes');
    expect(new Set(contents).size).toBe(contents.length);
  }
}

/** Every delivery that was answered with 202 is in the store, and every job has ended. */
export async function expectAllDone(
  world: GitHubWorld,
  pulls: readonly TrialPull[],
  store: DatabaseOptions,
): Promise<number> {
  const database = await openDatabase(store, () => undefined);
  try {
    const rows = await database.db.selectFrom('assay_delivery').select('id').execute();
    const stored = new Set(rows.map(({ id }) => id));
    let count = 0;
    for (const repository of new Set(pulls.map((pull) => pull.repository))) {
      for (const { guid, statusCode } of await deliveriesOf(world, repository.at)) {
        if (statusCode !== 202) continue;
        count += 1;
        expect(stored.has(guid), `the delivery ${guid}`).toBe(true);
      }
    }
    const open = await database.db
      .selectFrom('assay_inbox')
      .select(['id', 'state', 'reason'])
      .where('state', 'not in', ['done', 'superseded'])
      .execute();
    expect(open).toEqual([]);
    return count;
  } finally {
    await database.close();
  }
}
