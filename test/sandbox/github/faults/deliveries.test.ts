import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appJwt, type Receiver, startReceiver } from '../app-fixture.ts';
import { api, type Fixture, repositoryName, startFixture } from '../job-fixture.ts';

interface Listed {
  readonly id: number;
  readonly guid: string;
  readonly status_code: number;
  readonly redelivery: boolean;
}

let fixture: Fixture;
let receiver: Receiver;
let jwt: string;
let token: string;

beforeEach(async () => {
  fixture = await startFixture();
  receiver = await startReceiver();
  const { admin } = fixture.github;
  token = admin.createUser('octo').token;
  const app = admin.createApp({
    slug: 'assay',
    permissions: { statuses: 'read' },
    events: ['status'],
    webhook: { url: receiver.url, secret: 's' },
  });
  jwt = appJwt(app);
  admin.installApp('assay', repositoryName);
});

afterEach(async () => {
  expect(fixture.github.violations).toEqual([]);
  await fixture.close();
  await receiver.close();
});

/** Makes statuses one after the other, each of which is told by a webhook. */
async function tell(times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    const body = JSON.stringify({ state: 'success', context: `number ${time}` });
    const path = `/repos/${repositoryName}/statuses/${fixture.sha}`;
    await api(fixture, path, token, { method: 'POST', body });
  }
  await fixture.github.admin.deliveriesSettled();
}

function told(): readonly string[] {
  return receiver.received.map(({ payload }) => String(payload['context']));
}

async function listed(query = ''): Promise<readonly Listed[]> {
  const path = `/app/hook/deliveries?per_page=100${query}`;
  return (await api(fixture, path, jwt)).body as readonly Listed[];
}

/** The statuses that arrive of twenty, under a fault with the same seed each time. */
async function fate(): Promise<readonly string[]> {
  const before = told().length;
  fixture.github.clearFaults();
  fixture.github.addFault({ kind: 'random-delivery', seed: 5, share: { drop: 0.3 } });
  await tell(20);
  // They may overtake each other.
  return told().slice(before).toSorted();
}

const numbers = Array.from({ length: 40 }, (_, at) => `number ${at}`);

describe('by chance, deliveries', () => {
  it('are dropped in their share, and listed as failed', async () => {
    fixture.github.addFault({ kind: 'random-delivery', seed: 1, share: { drop: 0.3 } });
    await tell(40);
    const failed = await listed('&status=failure');
    expect(failed.length).toBeGreaterThan(4);
    expect(failed.length).toBeLessThan(20);
    expect(failed.every((one) => one.status_code === 0)).toBe(true);
    expect(receiver.received).toHaveLength(40 - failed.length);
    expect(await listed()).toHaveLength(40);
  });

  it('come twice, with one guid', async () => {
    fixture.github.addFault({ kind: 'random-delivery', seed: 1, share: { duplicate: 0.3 } });
    await tell(40);
    const guids = receiver.received.map(({ guid }) => guid);
    expect(new Set(guids).size).toBe(40);
    expect(guids.length).toBeGreaterThan(44);
    expect(guids.length).toBeLessThan(60);
    expect((await listed()).map(({ guid }) => guid).toSorted()).toEqual(guids.toSorted());
  });

  it('are late, and overtake each other', async () => {
    const share = {};
    fixture.github.addFault({ kind: 'random-delivery', seed: 1, share, maximumDelayMs: 400 });
    await tell(40);
    expect(told().toSorted()).toEqual(numbers.toSorted());
    expect(told()).not.toEqual(numbers);
  });

  it('have the same fate again with the same seed', async () => {
    const first = await fate();
    expect(first.length).toBeGreaterThan(8);
    expect(first.length).toBeLessThan(20);
    expect(await fate()).toEqual(first);
  });

  it('are let alone when faults are cleared', async () => {
    fixture.github.addFault({ kind: 'random-delivery', seed: 1, share: { drop: 1 } });
    fixture.github.clearFaults();
    await tell(1);
    expect(told()).toEqual(['number 0']);
  });

  it('are given up when the sandbox closes', async () => {
    const share = {};
    fixture.github.addFault({ kind: 'random-delivery', seed: 1, share, maximumDelayMs: 600_000 });
    void tell(5).catch(() => undefined);
    while (fixture.github.calls.length < 5) await sleep(5);
    const started = performance.now();
    await fixture.github.close();
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('a redelivery', () => {
  it('has the guid and the payload of the first, an id of its own, and may be lost too', async () => {
    fixture.github.addFault({ kind: 'drop-delivery', event: 'status', times: 1 });
    await tell(1);
    const [first] = await listed();
    const again = async (id: number | undefined) => {
      await api(fixture, `/app/hook/deliveries/${id}/attempts`, jwt, { method: 'POST' });
      await fixture.github.admin.deliveriesSettled();
    };
    fixture.github.addFault({ kind: 'random-delivery', seed: 1, share: { drop: 1 } });
    await again(first?.id);
    fixture.github.clearFaults();
    await again((await listed())[0]?.id);
    const all = await listed();
    expect(all.map((one) => one.status_code)).toEqual([200, 0, 0]);
    expect(all.map((one) => one.redelivery)).toEqual([true, true, false]);
    expect(new Set(all.map(({ guid }) => guid)).size).toBe(1);
    expect(new Set(all.map(({ id }) => id)).size).toBe(3);
    const path = `/app/hook/deliveries/${first?.id}`;
    const { body } = await api(fixture, path, jwt);
    const { payload } = (body as { readonly request: { readonly payload: unknown } }).request;
    expect(receiver.received.map((one) => one.payload)).toEqual([payload]);
    expect((await listed('&status=failure')).map(({ id }) => id)).toEqual([all[1]?.id, first?.id]);
    expect((await listed('&status=success')).map(({ id }) => id)).toEqual([all[0]?.id]);
  });
});
