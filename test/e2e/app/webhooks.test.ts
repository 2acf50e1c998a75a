import { beforeAll, describe, expect, it } from 'vitest';
import { parameterChange } from './content.ts';
import { deliveriesOf, type Manner, post, sign } from './deliveries.ts';
import { checksAt } from './look.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { useWorld } from './world.ts';

const world = useWorld();

let repository: TestRepository;
let head: string;
/** An event that the app would act on: the pull request is opened. The app has never heard of it. */
let body: string;

beforeAll(async () => {
  repository = await createRepository(world());
  world().github.addFault({ kind: 'drop-delivery', event: 'pull_request', times: 1 });
  const files = parameterChange('bikes', 0.2);
  ({ head } = await repository.open({ branch: 'candidate', files }));
  const sent = await deliveriesOf(world(), repository.at);
  body = sent.find(({ event }) => event === 'pull_request')?.body ?? '';
});

const opened: Manner = { event: 'pull_request' };

/** Posts, and gives the answer's status and what it changed in what the app counts. */
async function send(text: string, manner: Manner) {
  const before = await world().app.stats();
  const calls = world().github.calls.length;
  const status = await post(world(), text, manner);
  await world().app.idle();
  const after = await world().app.stats();
  return {
    status,
    accepted: after.deliveries.taken - before.deliveries.taken,
    unsigned: after.deliveries.unsigned - before.deliveries.unsigned,
    malformed: after.deliveries.malformed - before.deliveries.malformed,
    calls: world().github.calls.length - calls,
  };
}

const refused = { status: 401, accepted: 0, unsigned: 1, malformed: 0, calls: 0 };

describe('a webhook is answered with 401, and only counted, when', () => {
  it('its signature is by another secret', async () => {
    const signature = sign(body, 'another secret');
    expect(await send(body, { ...opened, signature })).toEqual(refused);
  });

  it('it has no signature', async () => {
    expect(await send(body, { ...opened, signature: null })).toEqual(refused);
  });

  it.each(['', 'sha256=', 'sha256=zz', 'sha1=0000', 'sha256=undefined'])(
    'its signature is %j',
    async (signature) => {
      expect(await send(body, { ...opened, signature })).toEqual(refused);
    },
  );

  it('a byte of its body was changed', async () => {
    const signature = sign(body);
    const changed = body.replace('"action":"opened"', '"action":"closed"');
    expect(changed).not.toBe(body);
    expect(await send(changed, { ...opened, signature })).toEqual(refused);
    expect(await send(`${body} `, { ...opened, signature })).toEqual(refused);
  });

  it('its signature is that of the same JSON in other bytes', async () => {
    const signature = sign(JSON.stringify(JSON.parse(body), null, 2));
    expect(await send(body, { ...opened, signature })).toEqual(refused);
  });

  it('it is malformed as well', async () => {
    expect(await send('{ "action": ', { ...opened, signature: sign('') })).toEqual(refused);
  });
});

describe('a webhook with a right signature', () => {
  it.each(['{ "action": ', ']', 'null', '7'])(
    'is answered with 400 when its body is %j',
    async (text) => {
      const counted = { status: 400, accepted: 0, unsigned: 0, malformed: 1, calls: 0 };
      expect(await send(text, opened)).toEqual(counted);
    },
  );

  it('is accepted and ignored when the event is unknown', async () => {
    const accepted = { status: 202, accepted: 1, unsigned: 0, malformed: 0, calls: 0 };
    expect(await send(body, { event: 'solar_eclipse' })).toEqual(accepted);
    expect(await send('{}', { event: 'pull_request' })).toEqual(accepted);
    expect(await send('{"action":"opened"}', { event: 'pull_request' })).toEqual(accepted);
  });

  it('has left nothing until now, and is acted on when it is what GitHub sent', async () => {
    expect(await checksAt(repository, head)).toEqual([]);
    expect(await send(body, opened)).toMatchObject({ status: 202, unsigned: 0 });
    expect(await checksAt(repository, head)).toHaveLength(1);
  });
});

describe('the server', () => {
  it('answers other paths with 404 and other methods with 405', async () => {
    const { url, webhookUrl } = world().app;
    expect((await fetch(`${url}/other`)).status).toBe(404);
    expect((await fetch(webhookUrl)).status).toBe(405);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });
});
