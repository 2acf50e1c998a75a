import { describe, expect, it } from 'vitest';
import { startApp } from '../../../app/start.ts';
import { parameterChange } from './content.ts';
import { deliveriesOf } from './deliveries.ts';
import { checkAt, checksAt, comments, ledgerRecords, verdictComment } from './look.ts';
import { evaluated, recordFiles, trained } from './records.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { optionsIn, slug, useWorld, webhookSecret } from './world.ts';

const world = useWorld();
const values = { bikes: { mae: 30, rmse: 50 } };

/** A workflow run of `main` with records, as a push starts it. */
async function trainMain(repository: TestRepository, commit: string): Promise<void> {
  const played = repository.begin('push', commit);
  const run = trained(played.source, 'bikes');
  const evaluation = evaluated(played.source, run, { mae: 40, rmse: 60 });
  await played.uploadRecords('bikes', recordFiles({ run, evaluation }));
  played.complete();
  await repository.settled();
}

/** Nothing that is sent arrives while this goes on, however often it is sent. */
async function unheard(work: () => Promise<void>): Promise<void> {
  world().github.addFault({ kind: 'random-delivery', seed: 1, share: { drop: 1 } });
  await work();
  await world().github.admin.deliveriesSettled();
  world().github.clearFaults();
}

describe('deliveries that failed', () => {
  it('are asked for again, and nothing else is', async () => {
    const repository = await createRepository(world());
    let head = '';
    await unheard(async () => {
      ({ head } = await repository.open({
        branch: 'candidate',
        files: parameterChange('bikes', 1),
      }));
      await repository.play('pull_request', head, values);
    });
    expect(await checksAt(repository, head)).toEqual([]);
    await world().app.catchUp();
    await repository.settled();
    const again = world().github.calls.filter(({ path }) => path.endsWith('/attempts'));
    const sent = await deliveriesOf(world(), repository.at);
    const lost = new Set(sent.filter(({ statusCode }) => statusCode === 0).map(({ guid }) => guid));
    expect(lost.size).toBeGreaterThan(3);
    expect(again).toHaveLength(lost.size);
    const arrived = new Set(
      sent.filter(({ statusCode }) => statusCode === 202).map(({ guid }) => guid),
    );
    expect([...lost].filter((guid) => !arrived.has(guid))).toEqual([]);
    expect((await checkAt(repository, head)).conclusion).toBe('success');
    const before = world().github.calls.length;
    await world().app.catchUp();
    await repository.settled();
    const later = world().github.calls.slice(before);
    expect(later.filter(({ method }) => method !== 'GET')).toEqual([]);
  });
});

describe('what no delivery ever told of', () => {
  it('is found: a pull request with records and no verdict, once', async () => {
    const repository = await createRepository(world());
    let head = '';
    let number = 0;
    await unheard(async () => {
      ({ head, number } = await repository.open({
        branch: 'candidate',
        files: parameterChange('bikes', 1),
      }));
      await repository.play('pull_request', head, values);
      // Asked for again, and lost again.
      await world().app.catchUp();
      await repository.settled();
    });
    expect((await checkAt(repository, head)).conclusion).toBe('success');
    expect(await comments(repository, number)).toHaveLength(1);
  });

  it('is found: a pull request whose check waits for a run that has ended', async () => {
    const repository = await createRepository(world());
    const { head } = await repository.open({
      branch: 'candidate',
      files: parameterChange('bikes', 1),
    });
    await repository.settled();
    expect((await checkAt(repository, head)).status).toBe('in_progress');
    await unheard(async () => {
      await repository.play('pull_request', head, values);
      await world().app.catchUp();
      await repository.settled();
    });
    expect((await checkAt(repository, head)).conclusion).toBe('success');
  });

  it('is left alone: a pull request whose run has not ended', async () => {
    const repository = await createRepository(world());
    const { head } = await repository.open({
      branch: 'candidate',
      files: parameterChange('bikes', 1),
    });
    repository.begin('pull_request', head);
    await repository.settled();
    const before = world().github.calls.length;
    await world().app.catchUp();
    await repository.settled();
    const here = world()
      .github.calls.slice(before)
      .filter(({ path }) => path.includes(`/${repository.name}/`));
    expect(here.length).toBeGreaterThan(0);
    expect(here.filter(({ method }) => method !== 'GET')).toEqual([]);
  });
});

describe('what goes wrong as it is looked for', () => {
  it('keeps no other repository from being looked at, and is made up for the next time', async () => {
    const first = await createRepository(world());
    const second = await createRepository(world());
    const heads: string[] = [];
    await unheard(async () => {
      for (const repository of [first, second]) {
        const files = parameterChange('bikes', 1);
        const { head } = await repository.open({ branch: 'candidate', files });
        await repository.play('pull_request', head, values);
        heads.push(head);
      }
      const match = new RegExp(`^GET /repos/${first.name}/contents/`);
      world().github.addFault({ kind: 'status', match, status: 403, times: 1 });
      await world().app.catchUp();
      await second.settled();
    });
    expect(await checksAt(first, heads[0] ?? '')).toEqual([]);
    expect((await checkAt(second, heads[1] ?? '')).conclusion).toBe('success');
    await unheard(async () => {
      await world().app.catchUp();
      await first.settled();
    });
    expect((await checkAt(first, heads[0] ?? '')).conclusion).toBe('success');
  });

  it('keeps no other delivery from being asked for', async () => {
    const repository = await createRepository(world());
    await unheard(async () => {
      const { head } = await repository.open({
        branch: 'candidate',
        files: parameterChange('bikes', 1),
      });
      await repository.play('pull_request', head, values);
    });
    world().github.addFault({ kind: 'status', match: /\/attempts$/, status: 422, times: 1 });
    await world().app.catchUp();
    await repository.settled();
    const sent = await deliveriesOf(world(), repository.at);
    const guids = new Set(sent.map(({ guid }) => guid));
    const arrived = new Set(
      sent.filter(({ statusCode }) => statusCode === 202).map(({ guid }) => guid),
    );
    expect(guids.size).toBeGreaterThan(3);
    expect([...guids].filter((guid) => !arrived.has(guid)).length).toBeLessThanOrEqual(1);
  });
});

describe('an app that begins with an empty database', () => {
  it('brings up to date what happened while there was none', async () => {
    const { github, app } = world();
    const repository = await createRepository(world());
    let open = { number: 0, head: '' };
    await unheard(async () => {
      const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
      await trainMain(repository, main);
      const merged = await repository.open({
        branch: 'merged',
        files: parameterChange('bikes', 1),
      });
      await repository.play('pull_request', merged.head, values);
      const { rest } = world().as('maintainer');
      await rest.pulls.merge({ ...repository.at, pull_number: merged.number });
      open = await repository.open({ branch: 'open', files: parameterChange('bikes', 2) });
      await repository.play('pull_request', open.head, { bikes: { mae: 31, rmse: 50 } });
    });
    const fresh = await startApp({
      ...optionsIn(world()),
      upkeep: { askAgainMs: 60_000, catchUpMs: 60_000, pruneMs: 60_000, quietMs: 0 },
    });
    try {
      github.admin.setWebhook(slug, { url: fresh.webhookUrl, secret: webhookSecret });
      for (let time = 0; time < 100; time += 1) {
        if ((await ledgerRecords(repository, 'verdict')).length > 0) break;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      await fresh.idle();
      await world().settled();
      await fresh.idle();
      expect((await fresh.stats()).dead).toEqual([]);
    } finally {
      await fresh.close();
      github.admin.setWebhook(slug, { url: app.webhookUrl, secret: webhookSecret });
    }
    expect(await ledgerRecords(repository, 'verdict')).toMatchObject([{ merged: true }]);
    expect(await ledgerRecords(repository, 'evaluation')).toHaveLength(2);
    expect(await verdictComment(repository, open.number)).toContain('mae');
    expect((await checkAt(repository, open.head)).status).toBe('completed');
  });
});
