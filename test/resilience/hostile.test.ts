import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../app/operations/log.ts';
import { type RunningApp, startApp } from '../../app/start.ts';
import { privateKey, startStubGitHub, type StubGitHub } from '../../bench/sides/stub-github.ts';
import { pushDelivery, sendAll, signed, webhookSecret } from '../../bench/sides/senders.ts';

const megabyte = 1024 * 1024;

let github: StubGitHub;
let app: RunningApp;

beforeAll(async () => {
  github = await startStubGitHub();
  app = await startApp({
    appId: 7,
    privateKey,
    secret: webhookSecret,
    baseUrl: github.url,
    contentIntervalMs: 0,
    // It only takes: what it has taken is looked at.
    concurrency: 0,
    upkeep: false,
    log: createLog('silent'),
  });
});
afterAll(async () => {
  await app.close();
  await github.close();
});

async function post(body: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const response = await fetch(app.webhookUrl, { method: 'POST', body, headers });
  await response.arrayBuffer();
  return response.status;
}

function headersOf(
  { event, guid, signature }: ReturnType<typeof signed>,
  changes: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-github-delivery': guid,
    'x-github-event': event,
    'x-hub-signature-256': signature,
    ...changes,
  };
}

/** A connection that says what a test wants, byte for byte. */
function open(): Socket {
  const { port } = new URL(app.webhookUrl);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => undefined);
  return socket;
}

/** Resolves when a connection is closed, in whatever way. */
async function closed(socket: Socket): Promise<void> {
  if (socket.destroyed) return;
  await new Promise((resolve) => socket.on('close', resolve));
}

describe('a body that is too large', () => {
  it('is refused by what its header says, before it is read', async () => {
    const socket = open();
    socket.write(
      `POST /api/github/webhooks HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nx-hub-signature-256: sha256=${'0'.repeat(64)}\r\ncontent-length: ${26 * megabyte}\r\n\r\n`,
    );
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('is refused as soon as it is too long, when its header says nothing', async () => {
    const socket = open();
    socket.write(
      `POST /api/github/webhooks HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nx-hub-signature-256: sha256=${'0'.repeat(64)}\r\ntransfer-encoding: chunked\r\n\r\n`,
    );
    const answer = text(socket);
    const chunk = `${megabyte.toString(16)}\r\n${' '.repeat(megabyte)}\r\n`;
    for (let sent = 0; sent < 27 && !socket.destroyed; sent += 1) {
      if (!socket.write(chunk)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
    }
    expect(await answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('takes no more memory than there is, however many send one without the secret', async () => {
    const sockets = Array.from({ length: 12 }, open);
    const before = (await app.stats()).deliveries['too-many'];
    const head = `POST /api/github/webhooks HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nx-hub-signature-256: sha256=${'0'.repeat(64)}\r\ncontent-length: ${20 * megabyte}\r\n\r\n`;
    const part = Buffer.alloc(megabyte);
    for (const socket of sockets) socket.write(head);
    for (let sent = 0; sent < 19; sent += 1) {
      for (const socket of sockets) if (!socket.destroyed) socket.write(part);
      await pause(20);
    }
    await pause(200);
    expect((await app.stats()).deliveries['too-many'] - before).toBeGreaterThanOrEqual(6);
    for (const socket of sockets) socket.destroy();
    await Promise.all(sockets.map(closed));
    await pause(200);
    // What was refused holds nothing any more.
    const delivery = signed('ping', { zen: 'x'.repeat(20 * megabyte) });
    expect(await post(delivery.body, headersOf(delivery))).toBe(202);
  });

  it('of just the largest size that GitHub sends is taken', async () => {
    const delivery = signed('ping', { zen: 'x'.repeat(24 * megabyte) });
    expect(await post(delivery.body, headersOf(delivery))).toBe(202);
  });
});

describe('a request', () => {
  it.each(['application/x-www-form-urlencoded', 'text/plain', 'application/jsonp', ''])(
    'of the type %j is refused with 415',
    async (type) => {
      const delivery = signed('ping', {});
      const headers = headersOf(delivery, { 'content-type': type });
      expect(await post(delivery.body, headers)).toBe(415);
    },
  );

  it('without a signature is refused before its body is read', async () => {
    const socket = open();
    socket.write(
      `POST /api/github/webhooks HTTP/1.1\r\nhost: x\r\ncontent-length: ${20 * megabyte}\r\n\r\n`,
    );
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 401 /);
  });

  it.each([
    ['x-github-delivery', 'no id'],
    ['x-github-delivery', 'x'.repeat(200)],
    ['x-github-event', 'no/event'],
  ])('whose %s is %j is refused with 400', async (name, value) => {
    const delivery = signed('ping', {});
    expect(await post(delivery.body, headersOf(delivery, { [name]: value }))).toBe(400);
  });
});

describe('a signed delivery that is not what its event says', () => {
  it('is refused with 400, and said to whoever runs the app', async () => {
    const delivery = signed('workflow_run', {
      action: 'completed',
      workflow_run: null,
      repository: { name: 'bikes', owner: { login: 'acme' }, default_branch: 'main' },
      installation: { id: 1 },
    });
    expect(await post(delivery.body, headersOf(delivery))).toBe(400);
  });

  it('is taken when the run was of a fork that is gone', async () => {
    const before = await app.inbox.unfinished();
    const delivery = signed('workflow_run', {
      action: 'completed',
      workflow_run: {
        id: 5,
        event: 'pull_request',
        head_sha: 'a'.repeat(40),
        head_branch: 'x',
        head_repository: null,
        pull_requests: [],
      },
      repository: { name: 'bikes', owner: { login: 'acme' }, default_branch: 'main' },
      installation: { id: 1 },
    });
    expect(await post(delivery.body, headersOf(delivery))).toBe(202);
    expect(await app.inbox.unfinished()).toBe(before + 1);
  });
});

describe('slow senders', () => {
  it('are cut off, and others are answered meanwhile', async () => {
    const begun = performance.now();
    const sockets = Array.from({ length: 200 }, open);
    for (const socket of sockets) {
      socket.write(
        `POST /api/github/webhooks HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nx-hub-signature-256: sha256=${'0'.repeat(64)}\r\ncontent-length: 1000\r\n\r\n`,
      );
    }
    const dripping = setInterval(() => {
      for (const socket of sockets) if (!socket.destroyed) socket.write(' ');
    }, 500);
    const deliveries = Array.from({ length: 200 }, (_, pull) => pushDelivery('acme/slow', pull));
    const times = await sendAll(app.webhookUrl, deliveries, 10);
    expect(times).toHaveLength(200);
    await Promise.all(sockets.map(closed));
    clearInterval(dripping);
    expect(performance.now() - begun).toBeLessThan(25_000);
  }, 40_000);
});

describe('a signature that is sent again', () => {
  const comment = {
    id: 99,
    body: '/assay promote bikes staging',
    user: { login: 'somebody', type: 'User' },
    created_at: '2026-01-01T00:00:00Z',
    html_url: 'https://github.com/acme/bikes/issues/3#issuecomment-99',
  };
  const command = signed('issue_comment', {
    action: 'created',
    comment,
    issue: { number: 3 },
    repository: { name: 'bikes', owner: { login: 'acme' }, default_branch: 'main' },
    installation: { id: 1 },
    sender: { login: 'somebody', type: 'User' },
  });

  it('under its own id changes nothing', async () => {
    const before = await app.inbox.unfinished();
    for (let time = 0; time < 5; time += 1) {
      expect(await post(command.body, headersOf(command))).toBe(202);
    }
    expect(await app.inbox.unfinished()).toBe(before + 1);
  });

  it('under other ids has a command obeyed once all the same', async () => {
    const before = await app.inbox.unfinished();
    for (let time = 0; time < 5; time += 1) {
      const headers = headersOf(command, { 'x-github-delivery': `replayed-${time}` });
      expect(await post(command.body, headers)).toBe(202);
    }
    expect(await app.inbox.unfinished()).toBe(before);
  });
});

describe('a flood from one installation', () => {
  it('leaves others their share', async () => {
    const flood = Array.from({ length: 2_000 }, (_, pull) => pushDelivery('flood/r', pull, 100));
    const others = Array.from({ length: 20 }, (_, pull) =>
      pushDelivery('small/r', pull, 200 + (pull % 4)),
    );
    const flooding = sendAll(app.webhookUrl, flood, 40);
    await pause(100);
    await sendAll(app.webhookUrl, others, 2);
    await flooding;
    const order: string[] = [];
    for (let claims = await app.inbox.claim(4); claims.length > 0;) {
      for (const claim of claims) {
        order.push(claim.job.owner);
        await app.inbox.complete(claim);
      }
      if (order.filter((owner) => owner === 'small').length === others.length) break;
      claims = await app.inbox.claim(4);
    }
    // Those from before the flood stand in front; then each of the four goes beside it.
    const floodBefore = order.filter((owner) => owner === 'flood').length;
    expect(floodBefore).toBeLessThan(100);
  }, 60_000);
});
