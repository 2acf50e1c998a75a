import { beforeAll, describe, expect, it } from 'vitest';
import type { Source } from '../../../core/judge/facts.ts';
import { beginning } from './content.ts';
import {
  branchHead,
  comments,
  fileAt,
  ledgerPaths,
  ledgerRecords,
  pullsFrom,
  verdictComment,
} from './look.ts';
import { drifted, recordFiles } from './records.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { useWorld } from './world.ts';

const world = useWorld();
const february = { start: '2026-02-01', end: '2026-02-28' };
const march = { start: '2026-03-01', end: '2026-03-31' };

/** An external monitor, which may push, reports through GitHub. */
async function dispatch(
  repository: TestRepository,
  client_payload: Record<string, unknown>,
  event_type = 'assay-drift',
): Promise<void> {
  const { repos } = world().as('maintainer').rest;
  await repos.createDispatchEvent({ ...repository.at, event_type, client_payload });
  await repository.settled();
}

/** The workflow on a schedule leaves a drift record of a model. */
async function report(
  repository: TestRepository,
  model: string,
  window: { readonly start: string; readonly end: string },
  createdAt: string,
  claim: Partial<Source> = {},
): Promise<void> {
  await world().github.admin.strikeSchedule(repository.name);
  const run = repository.begin('schedule', await branchHead(repository, 'main'));
  const source = { ...run.source, ...claim };
  const drift = drifted(source, model, window, { createdAt });
  await run.uploadRecords(model, recordFiles({ drift }));
  run.complete();
  await repository.settled();
}

async function retraining(repository: TestRepository, model: string) {
  const [pull, ...more] = await pullsFrom(repository, `assay/retrain/${model}`);
  if (pull === undefined || more.length > 0) throw new Error('Not one pull request.');
  return pull;
}

describe('a report of an external monitor', () => {
  let repository: TestRepository;

  beforeAll(async () => {
    repository = await createRepository(world());
  });

  it.each([
    ['no model', { window: february }],
    ['no window', { model: 'bikes' }],
    ['a window without an end', { model: 'bikes', window: { start: '2026-02-01' } }],
    ['a window that is no time', { model: 'bikes', window: { start: 'then', end: 'now' } }],
    [
      'a window that ends first',
      { model: 'bikes', window: { start: '2026-02-28', end: '2026-02-01' } },
    ],
    ['text beside the time', { model: 'bikes', window: { ...february, end: '2026-02-28\nx: 1' } }],
    ['a list as the model', { model: ['bikes'], window: february }],
    ['a model that there is not', { model: 'boats', window: february }],
    ['a path as the model', { model: '../bikes', window: february }],
  ])('with %s is ignored', async (_, payload) => {
    await dispatch(repository, payload);
    expect(await pullsFrom(repository, 'assay/retrain/bikes')).toEqual([]);
    const { data } = await world().as('reader').rest.repos.listBranches(repository.at);
    expect(data.map(({ name }) => name)).toEqual(['main']);
    expect((await world().app.stats()).dead).toEqual([]);
  });

  it('under another name is ignored', async () => {
    await dispatch(repository, { model: 'bikes', window: february }, 'assay-drift-2');
    expect(await pullsFrom(repository, 'assay/retrain/bikes')).toEqual([]);
  });

  it('opens one pull request that moves the training window', async () => {
    await dispatch(repository, { model: 'bikes', window: february });
    const pull = await retraining(repository, 'bikes');
    expect(pull).toMatchObject({ state: 'open', title: 'Retrain bikes on newer data' });
    expect(pull.body).toContain('Asked for by `maintainer`');
    const text = await fileAt(repository, 'bikes/params.yaml', pull.head.ref);
    expect(text).toBe(beginning['bikes/params.yaml']?.replace('2026-01-31', '2026-02-28'));
  });

  it('for a later window moves the same pull request, and opens no other', async () => {
    const before = await retraining(repository, 'bikes');
    await dispatch(repository, { model: 'bikes', window: march });
    const after = await retraining(repository, 'bikes');
    expect(after.number).toBe(before.number);
    const text = await fileAt(repository, 'bikes/params.yaml', after.head.ref);
    expect(text).toContain('2026-03-31');
  });

  it('for the window that the default branch trains on already changes nothing', async () => {
    await dispatch(repository, {
      model: 'taxis',
      window: { start: '2026-01-01', end: '2026-01-31' },
    });
    expect(await pullsFrom(repository, 'assay/retrain/taxis')).toEqual([]);
  });
});

describe.concurrent('a drift record of the default branch', () => {
  it('is not turned back by a window that ends before, which the log says; one that ends that day is trained on', async () => {
    const repository = await createRepository(world());
    const seen = { start: '2026-03-01', end: '2026-03-31T13:00:00Z' };
    await report(repository, 'taxis', seen, '2026-04-01T06:00:00Z');
    await dispatch(repository, { model: 'taxis', window: february });
    expect(world().warnings.filter((one) => one.includes('ends at 2026-02-28'))).toEqual([
      'taxis is not retrained on the window that was asked for, which ends at 2026-02-28: drift up to 2026-03-31T13:00:00Z is on record. Ask for a window that ends no sooner; /assay retrain taxis takes the one on record.',
    ]);
    const until = async () => {
      const { head } = await retraining(repository, 'taxis');
      return fileAt(repository, 'taxis/params.yaml', head.ref);
    };
    expect(await until()).toContain(seen.end);
    await dispatch(repository, { model: 'taxis', window: march });
    expect(await until()).toMatch(/until: '?2026-03-31'?\n/);
  });

  it('opens one retraining pull request that names the features; a second report moves it', async () => {
    const repository = await createRepository(world());
    await report(repository, 'bikes', february, '2026-03-01T06:00:00Z');
    const first = await retraining(repository, 'bikes');
    expect(first.body).toContain('`temp`');
    expect(first.body).toContain('The data of `bikes` has drifted');
    await report(repository, 'bikes', march, '2026-04-01T06:00:00Z');
    const second = await retraining(repository, 'bikes');
    expect(second.number).toBe(first.number);
    const text = await fileAt(repository, 'bikes/params.yaml', second.head.ref);
    expect(text).toContain('2026-03-31');
    expect(await ledgerRecords(repository, 'drift')).toHaveLength(2);
  });

  it('opens a pull request that is judged as any other', async () => {
    const repository = await createRepository(world());
    await report(repository, 'bikes', february, '2026-03-01T06:00:00Z');
    const { number, head } = await retraining(repository, 'bikes');
    await repository.play('pull_request', head.sha, { bikes: { mae: 30, rmse: 50 } });
    expect(await verdictComment(repository, number)).toContain('Ready to merge');
  });

  it("never overwrites a person's commit: it comments what it would have changed", async () => {
    const repository = await createRepository(world());
    await report(repository, 'bikes', february, '2026-03-01T06:00:00Z');
    const pull = await retraining(repository, 'bikes');
    const files = { 'bikes/train.py': 'print("trained otherwise")\n' };
    const head = await repository.push({ branch: pull.head.ref, files });
    await report(repository, 'bikes', march, '2026-04-01T06:00:00Z');
    expect(await branchHead(repository, pull.head.ref)).toBe(head);
    const [comment, ...more] = await comments(repository, pull.number);
    expect(more).toEqual([]);
    expect(comment).toContain('has commits of people, so it is left as it is');
    expect(comment).toContain('2026-03-31');
  });

  it('is refused when it claims another origin', async () => {
    const repository = await createRepository(world());
    await report(repository, 'bikes', february, '2026-03-01T06:00:00Z', { commit: '1'.repeat(40) });
    await report(repository, 'bikes', february, '2026-03-01T06:00:00Z', { event: 'push' });
    await report(repository, 'bikes', february, '2026-03-01T06:00:00Z', {
      repository: 'acme/other',
    });
    expect(await ledgerPaths(repository)).toEqual([]);
    expect(await pullsFrom(repository, 'assay/retrain/bikes')).toEqual([]);
  });

  it('is not taken from a run of a pull request', async () => {
    const repository = await createRepository(world());
    const files = { 'bikes/train.py': 'print("drift")\n' };
    const { head } = await repository.open({ branch: 'drifts', files });
    const run = repository.begin('pull_request', head);
    await run.uploadRecords('bikes', recordFiles({ drift: drifted(run.source, 'bikes', march) }));
    run.complete();
    await repository.settled();
    expect(await ledgerPaths(repository)).toEqual([]);
    expect(await pullsFrom(repository, 'assay/retrain/bikes')).toEqual([]);
  });

  it('is what the command retrain goes by', async () => {
    const repository = await createRepository(world());
    await report(repository, 'bikes', february, '2026-03-01T06:00:00Z');
    const { number } = await retraining(repository, 'bikes');
    const { rest } = world().as('maintainer');
    await rest.pulls.update({ ...repository.at, pull_number: number, state: 'closed' });
    const { data: issue } = await rest.issues.create({ ...repository.at, title: 'A wish' });
    const body = '/assay retrain bikes';
    await rest.issues.createComment({ ...repository.at, issue_number: issue.number, body });
    await repository.settled();
    expect((await comments(repository, issue.number)).join()).toContain('Opened [#');
    const pulls = await pullsFrom(repository, 'assay/retrain/bikes');
    expect(pulls.map(({ state }) => state).toSorted()).toEqual(['closed', 'open']);
  });
});
