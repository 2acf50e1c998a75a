import { afterAll, beforeAll, expect, it } from 'vitest';
import { pullsFrom } from './look.ts';
import { alertReport, monitorSecret, report } from './monitor-reports.ts';
import { createRepository } from './repository.ts';
import { type StartedWorld, startAppWorld } from './world.ts';
let world: StartedWorld;
beforeAll(async () => {
  world = await startAppWorld(undefined, { monitorSecrets: [monitorSecret] });
});
afterAll(() => world.close());
it('an alert opens the retraining pull request, and closes it when it is resolved', async () => {
  const r = await createRepository(world);
  await report(world, r, alertReport({}), { adapter: 'alertmanager' });
  await world.settled();
  expect((await pullsFrom(r, 'assay/retrain/bikes')).map((p) => p.state)).toEqual(['open']);
  await report(world, r, alertReport({ resolvedAt: '2026-07-02T10:00:00Z' }), {
    adapter: 'alertmanager',
  });
  await world.settled();
  expect((await pullsFrom(r, 'assay/retrain/bikes')).map((p) => p.state)).toEqual(['closed']);
});
