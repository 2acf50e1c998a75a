import { beforeAll, describe, expect, it } from 'vitest';
import { startApp } from '../../../app/start.ts';
import { parameterChange, stateFile } from './content.ts';
import { deliveriesOf, post, redeliver, type SentDelivery } from './deliveries.ts';
import { branchHead, checksAt, comments, fileAt, ledgerTree, pullsFrom } from './look.ts';
import { drifted, recordFiles } from './records.ts';
import { registerAt } from './register.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { optionsIn, slug, useWorld, webhookSecret } from './world.ts';

const world = useWorld();
const promotionBranch = 'assay/promote/bikes/staging';

async function sentOf(
  repository: TestRepository,
  event: string,
  action: string,
): Promise<SentDelivery> {
  const sent = await deliveriesOf(world(), repository.at);
  const found = sent.findLast((one) => one.event === event && one.action === action);
  if (found === undefined) throw new Error(`No ${event}.${action} was sent.`);
  return found;
}

/** Posts a delivery's body several times at once, under these ids. */
async function postAtOnce(
  { body, event }: SentDelivery,
  guids: readonly (string | undefined)[],
): Promise<void> {
  const statuses = await Promise.all(
    guids.map((guid) => post(world(), body, { event, ...(guid === undefined ? {} : { guid }) })),
  );
  expect(statuses).toEqual(guids.map(() => 202));
  await world().settled();
}

describe('one comment and one check are left by', () => {
  let repository: TestRepository;
  let changes = 0;

  beforeAll(async () => {
    repository = await createRepository(world());
  });

  /** A pull request whose workflow has completed, of which the app has not heard. */
  async function unheard() {
    changes += 1;
    const files = parameterChange('bikes', changes);
    world().github.addFault({ kind: 'drop-delivery', event: 'pull_request', times: 1 });
    const pull = await repository.open({ branch: `candidate-${changes}`, files });
    // Requested, in progress, completed.
    world().github.addFault({ kind: 'drop-delivery', event: 'workflow_run', times: 3 });
    await repository.play('pull_request', pull.head, { bikes: { mae: 30, rmse: 50 } });
    expect(await checksAt(repository, pull.head)).toEqual([]);
    return { pull, sent: await sentOf(repository, 'workflow_run', 'completed') };
  }

  it('one delivery that comes twice at once', async () => {
    const { pull, sent } = await unheard();
    await postAtOnce(sent, [sent.guid, sent.guid]);
    expect(await comments(repository, pull.number)).toHaveLength(1);
    expect(await checksAt(repository, pull.head)).toHaveLength(1);
  });

  it('the news of an earlier push, after a later one was judged', async () => {
    changes += 1;
    const branch = `overtaken-${changes}`;
    world().github.addFault({ kind: 'drop-delivery', event: 'pull_request', times: 1 });
    const first = await repository.open({ branch, files: parameterChange('bikes', changes) });
    changes += 1;
    const head = await repository.push({ branch, files: parameterChange('bikes', changes) });
    await repository.play('pull_request', head, { bikes: { mae: 50, rmse: 50 } });
    const [verdict] = await comments(repository, first.number);
    expect(verdict).toContain('mae 50');
    const lost = (await deliveriesOf(world(), repository.at)).filter(
      ({ event, statusCode }) => event === 'pull_request' && statusCode === 0,
    );
    await redeliver(world(), lost.slice(-1));
    expect(await comments(repository, first.number)).toEqual([verdict]);
  });

  it('deliveries of one event under several ids at once', async () => {
    const { pull, sent } = await unheard();
    await postAtOnce(sent, [undefined, undefined, undefined]);
    expect(await comments(repository, pull.number)).toHaveLength(1);
    expect(await checksAt(repository, pull.head)).toHaveLength(1);
  });

  it('deliveries of several events about one pull request at once', async () => {
    const { pull, sent } = await unheard();
    const opened = await sentOf(repository, 'pull_request', 'opened');
    // GitHub doesn't name the pull requests of a run that is from a fork.
    const unnamed = sent.body.replace(
      /"pull_requests":\[.*?\](?=,"created_at")/,
      '"pull_requests":[]',
    );
    expect(unnamed).not.toBe(sent.body);
    // Whoever else looks for a comment while the first is being made finds none.
    const match = new RegExp(`^POST .*/issues/${pull.number}/comments$`);
    world().github.addFault({ kind: 'delay', match, milliseconds: 500, times: 1 });
    await Promise.all([
      postAtOnce({ ...sent, body: unnamed }, [undefined, undefined]),
      postAtOnce(opened, [undefined]),
      postAtOnce(sent, [undefined]),
    ]);
    expect(await comments(repository, pull.number)).toHaveLength(1);
    expect(await checksAt(repository, pull.head)).toHaveLength(1);
  });
});

/** What a repository is like that must not change by repetition. */
async function everything(repository: TestRepository, pulls: readonly number[]) {
  const { rest } = world().as('reader');
  const { at } = repository;
  const { data: all } = await rest.pulls.list({ ...at, state: 'all' });
  const { data: deployments } = await rest.repos.listDeployments(at);
  const statuses = await Promise.all(
    deployments.map(async ({ id: deployment_id }) => {
      const { data } = await rest.repos.listDeploymentStatuses({ ...at, deployment_id });
      return data.map(({ state }) => state);
    }),
  );
  const { data: branches } = await rest.repos.listBranches(at);
  return {
    ledger: await ledgerTree(repository),
    pulls: all.map(({ number, head, state, title, body }) => ({
      number,
      head: head.sha,
      state,
      title,
      body,
    })),
    checks: await Promise.all(all.map(({ head }) => checksAt(repository, head.sha))),
    comments: await Promise.all(pulls.map((number) => comments(repository, number))),
    deployments: deployments.map(({ id, environment, payload }) => ({ id, environment, payload })),
    statuses,
    // The ledger may get no commit either.
    branches: branches.map(({ name, commit }) => `${name} ${commit.sha}`),
  };
}

/** A candidate that is judged and merged, a version, a promotion that is asked for and merged, two reports of drift. */
async function wholeLoop(repository: TestRepository): Promise<readonly number[]> {
  const { rest } = world().as('maintainer');
  const { at } = repository;
  const first = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  await registerAt(repository, first);
  const files = parameterChange('bikes', 0.2);
  const candidate = await repository.open({ branch: 'candidate', files });
  await repository.play('pull_request', candidate.head, { bikes: { mae: 30, rmse: 50 } });
  const body = '/assay promote bikes staging';
  const { data: issue } = await rest.issues.create({ ...at, title: 'A wish' });
  await rest.issues.createComment({ ...at, issue_number: issue.number, body });
  await repository.settled();
  const [promotion] = await pullsFrom(repository, promotionBranch);
  const numbers = [candidate.number, promotion?.number ?? 0];
  for (const pull_number of numbers) {
    await rest.pulls.merge({ ...at, pull_number });
    await repository.settled();
  }
  for (const month of ['2026-02', '2026-03']) {
    await world().github.admin.strikeSchedule(repository.name);
    const run = repository.begin('schedule', await branchHead(repository, 'main'));
    const window = { start: `${month}-01`, end: `${month}-28` };
    const drift = drifted(run.source, 'bikes', window, { createdAt: `${month}-28T20:00:00Z` });
    await run.uploadRecords('bikes', recordFiles({ drift }));
    run.complete();
    await repository.settled();
  }
  return [...numbers, issue.number];
}

/** The answer to the command says later that the environment asks for the version already. */
function withoutAnswers(all: Awaited<ReturnType<typeof everything>>) {
  return { ...all, comments: all.comments.map((each) => each.length) };
}

/** Every delivery about the repository so far. */
async function everyDelivery(repository: TestRepository): Promise<readonly SentDelivery[]> {
  const sent = await deliveriesOf(world(), repository.at);
  expect(sent.length).toBeGreaterThan(10);
  return sent;
}

/** Another instance of the app hears what GitHub sends, for as long as the work takes; it remembers nothing. */
async function withFreshApp(work: () => Promise<void>): Promise<void> {
  const { github, app } = world();
  const fresh = await startApp({
    ...optionsIn(world()),
  });
  try {
    github.admin.setWebhook(slug, { url: fresh.webhookUrl, secret: webhookSecret });
    await work();
    await fresh.idle();
    await world().settled();
    await fresh.idle();
    expect((await fresh.stats()).dead).toEqual([]);
  } finally {
    github.admin.setWebhook(slug, { url: app.webhookUrl, secret: webhookSecret });
    await fresh.close();
  }
}

describe('after the end', () => {
  let repository: TestRepository;
  let pulls: readonly number[];

  beforeAll(async () => {
    repository = await createRepository(world());
    pulls = await wholeLoop(repository);
  });

  it('nothing changes when GitHub sends every delivery again', async () => {
    const before = await everything(repository, pulls);
    expect(before.deployments).toHaveLength(1);
    expect(before.pulls).toHaveLength(3);
    expect(await fileAt(repository, stateFile('bikes', 'staging'), 'main')).toContain('1.0.0');
    await redeliver(world(), await everyDelivery(repository));
    expect(await everything(repository, pulls)).toEqual(before);
  });

  it('nothing changes when GitHub sends every delivery to an app that has just started', async () => {
    const before = await everything(repository, pulls);
    await withFreshApp(async () => {
      await redeliver(world(), await everyDelivery(repository));
    });
    expect(withoutAnswers(await everything(repository, pulls))).toEqual(withoutAnswers(before));
  });

  it('nothing changes when every delivery comes under a new id, so that all is done again', async () => {
    const before = await everything(repository, pulls);
    for (const { body, event } of await everyDelivery(repository)) {
      expect(await post(world(), body, { event })).toBe(202);
    }
    await world().settled();
    expect((await world().app.stats()).dead).toEqual([]);
    expect(withoutAnswers(await everything(repository, pulls))).toEqual(withoutAnswers(before));
  });

  it('two people ask for one promotion at once: there is one pull request', async () => {
    const { at } = repository;
    const ask = async (person: 'acme' | 'maintainer'): Promise<number> => {
      const { issues } = world().as(person).rest;
      const { data } = await issues.create({ ...at, title: 'A wish' });
      const body = '/assay promote bikes north';
      await issues.createComment({ ...at, issue_number: data.number, body });
      return data.number;
    };
    const numbers = await Promise.all([ask('acme'), ask('maintainer')]);
    await repository.settled();
    expect(await pullsFrom(repository, 'assay/promote/bikes/north')).toHaveLength(1);
    for (const number of numbers) expect(await comments(repository, number)).toHaveLength(1);
    expect((await world().app.stats()).dead).toEqual([]);
  });
});
