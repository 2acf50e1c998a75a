import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { monitors } from '../../../core/monitors/index.ts';
import { monitorToken } from '../../../core/monitors/token.ts';
import type { DriftRecord } from '../../../schemas/types.ts';
import { sign } from './deliveries.ts';
import { branchHead, ledgerPaths, ledgerRecords, pullsFrom } from './look.ts';
import {
  alertReport,
  bearer,
  evidentlyReport,
  monitorSecret,
  report,
  signed,
} from './monitor-reports.ts';
import { genuineReport } from './genuine-reports.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { type StartedWorld, startAppWorld } from './world.ts';

const previousSecret = 'the master secret of before, not yet gone';

let world: StartedWorld;
let repository: TestRepository;

beforeAll(async () => {
  world = await startAppWorld(undefined, { monitorSecrets: [monitorSecret, previousSecret] });
  repository = await createRepository(world);
});
afterEach(async () => {
  await world.settled();
  expect(world.github.violations).toEqual([]);
  expect((await world.app.stats()).dead).toEqual([]);
});
afterAll(() => world.close());

async function drifts(of = repository): Promise<readonly DriftRecord[]> {
  await world.settled();
  return (await ledgerRecords(of, 'drift')) as readonly DriftRecord[];
}

function addressToken() {
  const use = { kind: 'address', adapter: 'vertex' } as const;
  return { authorization: `Bearer ${monitorToken(monitorSecret, repository.name, use)}` };
}

async function dispatch(client_payload: Record<string, unknown>): Promise<void> {
  const { repos } = world.as('maintainer').rest;
  await repos.createDispatchEvent({
    ...repository.at,
    event_type: 'assay-drift',
    client_payload,
  });
  await world.settled();
}

describe('a report of another monitor', () => {
  it('is stored, goes into the ledger and opens the retraining pull request', async () => {
    const body = alertReport({});
    const headers = signed(repository.name, body);
    const answer = await report(world, repository, body, { adapter: 'alertmanager', headers });
    expect(answer).toEqual({ status: 202, message: 'The report is stored and will be recorded.' });
    const [record, ...more] = await drifts();
    expect(more).toEqual([]);
    expect(record).toMatchObject({
      producer: { action: 'app' },
      repository: repository.name,
      model: 'bikes',
      outcome: 'drift',
      window: { start: '2026-02-01', end: '2026-02-28' },
      source: { adapter: 'alertmanager', reportedBy: 'Alertmanager', decided: true },
      features: [{ feature: 'temp', test: 'external', method: 'FeatureDrift' }],
    });
    const [pull] = await pullsFrom(repository, 'assay/retrain/bikes');
    expect(pull?.body).toContain('`temp`');
  });

  it('that is sent again, by whichever proof, changes nothing', async () => {
    const before = (await drifts()).length;
    const body = evidentlyReport({});
    const plain = {
      'x-hub-signature-256': sign(body, monitorToken(monitorSecret, repository.name)),
    };
    const proofs = [signed(repository.name, body), plain, bearer(repository.name), plain];
    const statuses: number[] = [];
    for (const headers of proofs) {
      statuses.push((await report(world, repository, body, { headers })).status);
    }
    expect(statuses).toEqual([202, 200, 200, 200]);
    expect(await drifts()).toHaveLength(before + 1);
  });

  it('that twenty send at once is one record', async () => {
    const before = (await drifts()).length;
    const body = evidentlyReport({});
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => report(world, repository, body)),
    );
    // Those that are stored together do not know which of them was the first.
    expect(answers.filter(({ status }) => status !== 200 && status !== 202)).toEqual([]);
    expect(await drifts()).toHaveLength(before + 1);
  });

  it('that comes again when the inbox has forgotten it is known by the ledger', async () => {
    const body = evidentlyReport({ timestamp: '2026-07-20T10:00:00Z' });
    await report(world, repository, body);
    const before = await drifts();
    await world.app.inbox.prune(Date.now() + 60_000);
    await repository.push({ branch: 'main', files: { 'NOTES.md': 'Another head.\n' } });
    expect((await report(world, repository, body)).status).toBe(202);
    expect(await drifts()).toEqual(before);
  });

  it('whose record was written as the answer was lost is recorded once, and acted on', async () => {
    const own = await createRepository(world);
    world.github.addFault({
      kind: 'lost-answer',
      match: new RegExp(`^POST /repos/${own.name}/git/refs$`),
      times: 1,
    });
    await report(world, own, alertReport({}), { adapter: 'alertmanager' });
    expect(await drifts(own)).toHaveLength(1);
    expect(await pullsFrom(own, 'assay/retrain/bikes')).toHaveLength(1);
  });

  it('that the drift is over goes into the ledger as well', async () => {
    const body = alertReport({ model: 'taxis', resolvedAt: '2026-07-02T10:00:00Z' });
    const answer = await report(world, repository, body, { adapter: 'alertmanager' });
    expect(answer.status).toBe(202);
    expect((await drifts()).filter(({ model }) => model === 'taxis')).toMatchObject([
      { outcome: 'stable', createdAt: '2026-07-02T10:00:00.000Z', source: { decided: true } },
    ]);
  });

  it('that an alarm is over closes the retraining that it has opened', async () => {
    const own = await createRepository(world);
    const states = async () => {
      await world.settled();
      return (await pullsFrom(own, 'assay/retrain/bikes')).map(({ state }) => state);
    };
    await report(world, own, alertReport({}), { adapter: 'alertmanager' });
    expect(await states()).toEqual(['open']);
    const over = alertReport({ resolvedAt: '2026-07-02T10:00:00Z' });
    await report(world, own, over, { adapter: 'alertmanager' });
    expect(await states()).toEqual(['closed']);
  });

  it('of a model that the configuration does not have is refused in the log', async () => {
    const before = (await drifts()).length;
    await report(world, repository, evidentlyReport({ model: 'boats' }));
    expect(await drifts()).toHaveLength(before);
    expect(world.warnings.join('\n')).toContain('There is no model "boats" in .github/assay.yml');
  });

  it('with hostile text is shown as text', async () => {
    const own = await createRepository(world);
    const hostile = '<img src=x onerror=alert(1)> @acme #1 [a](javascript:b) `x` \u202e';
    await report(world, own, alertReport({ feature: hostile }), { adapter: 'alertmanager' });
    const [record] = await drifts(own);
    expect(record?.features[0]?.feature).toBe(hostile);
    const [pull] = await pullsFrom(own, 'assay/retrain/bikes');
    expect(pull?.body).not.toMatch(/^\|? *<img|[^`\w]@acme [^`]*\|$/m);
    expect(pull?.body).not.toContain('\u202e');
  });

  it('whose value is not finite is no pass', async () => {
    const body = evidentlyReport({ value: 4242, model: 'taxis' }).replace('4242', '1e999');
    expect((await report(world, repository, body)).status).toBe(202);
    const taxis = (await drifts()).filter(({ model }) => model === 'taxis');
    expect(taxis.at(-1)).toMatchObject({ outcome: 'insufficient-data' });
  });
});

it('an alert opens the retraining pull request, and closes it when it is resolved', async () => {
  const own = await createRepository(world);
  const states = async (): Promise<readonly string[]> =>
    (await pullsFrom(own, 'assay/retrain/bikes')).map(({ state }) => state);
  await report(world, own, alertReport({}), { adapter: 'alertmanager' });
  await world.settled();
  expect(await states()).toEqual(['open']);
  const resolved = alertReport({ resolvedAt: '2026-07-02T10:00:00Z' });
  await report(world, own, resolved, { adapter: 'alertmanager' });
  await world.settled();
  expect(await states()).toEqual(['closed']);
});

it.each(monitors)(
  'a report of $title is taken once and recorded, and known when it comes again',
  async ({ id }) => {
    const body = genuineReport(id, {
      repository: repository.name,
      commit: await branchHead(repository, 'main'),
    });
    const query = '?model=bikes&at=2026-07-26T10:00:00Z';
    const send = async (): Promise<number> =>
      (await report(world, repository, body, { adapter: id, query })).status;
    const recorded = async (): Promise<readonly DriftRecord[]> =>
      (await drifts()).filter(({ source }) => source?.adapter === id);
    const before = await recorded();
    expect([await send(), await send()]).toEqual([202, 200]);
    const after = await recorded();
    expect(after).toHaveLength(before.length + 1);
    const known = new Set(before.map((record) => record.id));
    const [added] = after.filter((record) => !known.has(record.id));
    expect(added).toMatchObject({ model: 'bikes', outcome: 'drift' });
  },
);

describe('a report is refused, and leaves nothing, ', () => {
  it.each([
    ['without a proof', () => ({})],
    ['with a wrong token', () => ({ authorization: 'Bearer amt_0' })],
    ['with a wrong signature', () => ({ ...signed(repository.name, 'another body') })],
    ['with an old time', (body: string) => signed(repository.name, body, 301)],
    ['with a time to come', (body: string) => signed(repository.name, body, -301)],
    ["with another repository's token", () => bearer('acme/other')],
    ["with another repository's signature", (body: string) => signed('acme/other', body)],
    ['with the token of an address', () => addressToken()],
  ])('%s', async (_, headersOf) => {
    const body = evidentlyReport({});
    const calls = world.github.calls.length;
    const before = await world.app.inbox.unfinished();
    const answer = await report(world, repository, body, { headers: headersOf(body) });
    expect(answer).toEqual({
      status: 401,
      message: 'The token or signature is not of this repository.',
    });
    expect(world.github.calls).toHaveLength(calls);
    expect(await world.app.inbox.unfinished()).toBe(before);
  });

  it.each([
    ['too large', 413, 'x'.repeat(1024 * 1024 + 1), {}],
    ['no JSON', 422, '{"metrics": [', {}],
    ['nested too deep', 422, '['.repeat(100_000), {}],
    ['of another form', 422, '{"violations": []}', {}],
    ['of another type', 415, '{}', { 'content-type': 'text/plain' }],
    ['compressed', 415, '{}', { 'content-encoding': 'gzip' }],
  ])('%s', async (_, status, body, more) => {
    const calls = world.github.calls.length;
    const headers = { ...bearer(repository.name), ...more };
    expect((await report(world, repository, body, { headers })).status).toBe(status);
    expect(world.github.calls).toHaveLength(calls);
  });

  it('for an adapter that there is not, or where the app is not installed', async () => {
    const body = evidentlyReport({});
    expect(await report(world, repository, body, { adapter: 'datadog' })).toMatchObject({
      status: 404,
    });
    const elsewhere = { name: 'acme/elsewhere' };
    expect(await report(world, elsewhere, body)).toEqual({
      status: 404,
      message: `The app is not installed in ${elsewhere.name}.`,
    });
    expect((await report(world, repository, body, { method: 'GET' })).status).toBe(405);
  });

  it('while too many come', async () => {
    // So many that more than are allowed come in one of two minutes.
    const answers = await Promise.all(
      Array.from({ length: 242 }, () => report(world, { name: 'acme/busy' }, '{}')),
    );
    const statuses = new Set(answers.map(({ status }) => status));
    expect(statuses).toEqual(new Set([422, 503]));
  });
});

describe('the secret of the tokens', () => {
  it('of before is good for as long as it is set', async () => {
    const headers = bearer(repository.name, previousSecret);
    expect(await report(world, repository, evidentlyReport({}), { headers })).toMatchObject({
      status: 202,
    });
  });

  it('that is not set leaves no address, whatever is sent', async () => {
    const other = await startAppWorld();
    const body = evidentlyReport({});
    const answer = await report(other, repository, body, { headers: bearer(repository.name) });
    expect(answer.status).toBe(404);
    await other.close();
  });

  it('gives a token for the address of Vertex, which opens nothing else', async () => {
    const use = { kind: 'address', adapter: 'vertex' } as const;
    const token = monitorToken(monitorSecret, repository.name, use);
    const entry = {
      featureAnomalies: [{ featureDisplayName: 'temp', deviation: 0.9, threshold: 0.7 }],
      startTime: '2026-07-26T08:00:00Z',
      endTime: '2026-07-26T09:00:00Z',
    };
    const data = Buffer.from(JSON.stringify(entry)).toString('base64');
    const body = JSON.stringify({ message: { data, messageId: '7' } });
    const query = `?model=bikes&token=${token}`;
    const headers = { authorization: 'Bearer a.token.of-its-cloud' };
    const send = async (adapter: string) =>
      (await report(world, repository, body, { adapter, query, headers })).status;
    expect([await send('vertex'), await send('vertex'), await send('evidently')]).toEqual([
      202, 200, 401,
    ]);
    expect((await drifts()).at(-1)).toBeDefined();
  });
});

describe('a report by repository_dispatch', () => {
  it('is the same report as by the address', async () => {
    const text = evidentlyReport({ timestamp: '2026-07-25T10:00:00Z' });
    const before = (await drifts()).length;
    await dispatch({ adapter: 'evidently', report: text });
    await dispatch({ adapter: 'evidently', report: JSON.parse(text) as unknown });
    expect((await report(world, repository, text)).status).toBe(202);
    const all = await drifts();
    expect(all).toHaveLength(before + 1);
    expect(all.map(({ source }) => source?.reportedBy)).toContain('maintainer');
  });

  it('that cannot be read is refused in the log', async () => {
    const paths = await ledgerPaths(repository);
    await dispatch({ adapter: 'datadog', report: {} });
    await dispatch({ adapter: 'evidently', report: {}, model: 7 });
    await dispatch({ adapter: 'evidently', report: '{', model: 'bikes' });
    expect(await ledgerPaths(repository)).toEqual(paths);
    const said = world.warnings.filter((one) => one.includes('repository_dispatch is refused'));
    expect(said).toHaveLength(3);
    expect(said[0]).toContain('The adapter must be one of alertmanager, assay');
  });
});
