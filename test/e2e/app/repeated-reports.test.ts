import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { command } from './command.ts';
import { beginning, configPath } from './content.ts';
import { comments, ledgerPaths, ledgerRecords, pullsFrom } from './look.ts';
import { alertReport, evidentlyReport, monitorSecret, report } from './monitor-reports.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { type StartedWorld, startAppWorld } from './world.ts';

const hourMs = 60 * 60_000;
const machineNow = Date.now.bind(Date);
// From the beginning of an hour, so that what a test does first is within one.
let aheadMs = hourMs - (machineNow() % hourMs);
let world: StartedWorld;

beforeAll(async () => {
  vi.spyOn(Date, 'now').mockImplementation(() => machineNow() + aheadMs);
  world = await startAppWorld(() => new Date(Date.now()), { monitorSecrets: [monitorSecret] });
});
afterEach(async () => {
  await world.settled();
  expect(world.github.violations).toEqual([]);
  expect((await world.app.stats()).dead).toEqual([]);
});
afterAll(async () => {
  await world.close();
  vi.restoreAllMocks();
});

function pass(ms: number): void {
  aheadMs += ms;
}

/** Sends it, and gives the status of the answer when all is done that it asks for. */
async function send(to: TestRepository, body: string, adapter = 'evidently'): Promise<number> {
  const { status } = await report(world, to, body, { adapter });
  await world.settled();
  return status;
}

async function shown(of: TestRepository): Promise<unknown> {
  const pulls = await pullsFrom(of, 'assay/retrain/bikes');
  const said = await Promise.all(pulls.map(({ number }) => comments(of, number)));
  return {
    ledger: await ledgerPaths(of),
    pulls: pulls.map(({ number, state, body, head }) => ({ number, state, body, sha: head.sha })),
    said,
  };
}

describe('a report that comes again an hour later', () => {
  it('is recorded where it was refused and what was wrong is mended; after that it changes nothing', async () => {
    const repository = await createRepository(world);
    const body = evidentlyReport({ timestamp: '2026-07-21T10:00:00Z' });
    await repository.push({ branch: 'main', files: { [configPath]: 'models: [' } });
    expect(await send(repository, body)).toBe(202);
    expect(world.warnings.join('\n')).toContain('A report of evidently about bikes is refused');
    const files = { [configPath]: beginning[configPath] ?? '' };
    await repository.push({ branch: 'main', files });
    expect(await send(repository, body)).toBe(200);
    expect(await ledgerRecords(repository, 'drift')).toEqual([]);
    pass(hourMs);
    expect(await send(repository, body)).toBe(202);
    expect(await ledgerRecords(repository, 'drift')).toHaveLength(1);
    const once = await shown(repository);
    expect(once).toMatchObject({ pulls: [{ state: 'open' }] });
    expect(await send(repository, body)).toBe(200);
    pass(hourMs);
    expect(await send(repository, body)).toBe(202);
    expect(await shown(repository)).toEqual(once);
  });

  it('by repository_dispatch is recorded at once when what was wrong is mended', async () => {
    const repository = await createRepository(world);
    const text = evidentlyReport({ timestamp: '2026-07-22T10:00:00Z' });
    const dispatch = async (): Promise<void> => {
      const client_payload = { adapter: 'evidently', report: text };
      const event = { ...repository.at, event_type: 'assay-drift', client_payload };
      await world.as('maintainer').rest.repos.createDispatchEvent(event);
      await world.settled();
    };
    await repository.push({ branch: 'main', files: { [configPath]: 'models: [' } });
    await dispatch();
    const files = { [configPath]: beginning[configPath] ?? '' };
    await repository.push({ branch: 'main', files });
    await dispatch();
    expect(await ledgerRecords(repository, 'drift')).toHaveLength(1);
    const once = await shown(repository);
    await dispatch();
    expect(await shown(repository)).toEqual(once);
  });

  it('opens the retraining that had to wait for the end of a pause', async () => {
    const repository = await createRepository(world);
    const opened = () => pullsFrom(repository, 'assay/retrain/bikes');
    await command(repository, '/assay pause retrain bikes the sensor is repaired');
    const body = alertReport({});
    expect(await send(repository, body, 'alertmanager')).toBe(202);
    pass(2_000);
    await command(repository, '/assay resume retrain bikes');
    expect(await opened()).toEqual([]);
    pass(hourMs);
    expect(await send(repository, body, 'alertmanager')).toBe(202);
    expect(await opened()).toHaveLength(1);
    expect(await ledgerRecords(repository, 'drift')).toHaveLength(1);
  });
});
