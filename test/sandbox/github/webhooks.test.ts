import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { appJwt } from './app-fixture.ts';
import { api, type Fixture, repositoryName, startFixture } from './job-fixture.ts';

/** A receiver in a process of its own, which can be killed. It writes its port, then a line for each webhook. */
const program = `
  const server = require('node:http').createServer((request, response) => {
    console.log(request.headers['x-github-event']);
    if (process.argv[1] === 'answers') response.end();
  });
  server.listen(Number(process.argv[2]), '127.0.0.1', () => console.log(server.address().port));
`;

let fixture: Fixture;
let token: string;
let jwt: string;
const open: (Server | ChildProcess)[] = [];

beforeEach(async () => {
  fixture = await startFixture();
  const { admin } = fixture.github;
  token = admin.createUser('octo').token;
  const app = admin.createApp({
    slug: 'assay',
    permissions: { statuses: 'read' },
    events: ['status'],
    webhook: { url: 'http://127.0.0.1:1', secret: 's' },
  });
  jwt = appJwt(app);
  admin.installApp('assay', repositoryName);
});

afterEach(async () => {
  expect(fixture.github.violations).toEqual([]);
  await fixture.close();
  for (const one of open.splice(0)) {
    if ('kill' in one) one.kill('SIGKILL');
    else one.close();
  }
});

async function startReceiver(manner: 'answers' | 'hangs', port = 0) {
  const child = spawn(process.execPath, ['-e', program, manner, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  open.push(child);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const line = async (): Promise<string> => String((await lines.next()).value);
  const url = `http://127.0.0.1:${await line()}`;
  return {
    url,
    line,
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

function listenAt(url: string): void {
  fixture.github.admin.setWebhook('assay', { url, secret: 's' });
}

async function tell(): Promise<void> {
  const path = `/repos/${repositoryName}/statuses/${fixture.sha}`;
  const body = JSON.stringify({ state: 'success' });
  expect((await api(fixture, path, token, { method: 'POST', body })).status).toBe(201);
}

async function listed(query = ''): Promise<readonly Record<string, unknown>[]> {
  await fixture.github.admin.deliveriesSettled();
  const { body } = await api(fixture, `/app/hook/deliveries${query}`, jwt);
  return body as readonly Record<string, unknown>[];
}

const failed = { status_code: 0, status: 'failed to connect to host', redelivery: false };

it('fails at once where nobody listens, and is listed as failed', async () => {
  const started = performance.now();
  await tell();
  expect(await listed('?status=failure')).toMatchObject([failed]);
  expect(performance.now() - started).toBeLessThan(3000);
});

it.each(['no address', 'ftp://127.0.0.1/', 'http://does-not-exist.invalid/'])(
  'fails where the address is %s',
  async (url) => {
    listenAt(url);
    await tell();
    expect(await listed('?status=failure')).toMatchObject([failed]);
  },
);

it('fails when the receiver is killed before it answers', async () => {
  const receiver = await startReceiver('hangs');
  listenAt(receiver.url);
  await tell();
  expect(await receiver.line()).toBe('status');
  await receiver.kill();
  expect(await listed('?status=failure')).toMatchObject([failed]);
});

it('reaches the process that takes the place of one that was killed', async () => {
  const first = await startReceiver('answers');
  listenAt(first.url);
  await tell();
  await fixture.github.admin.deliveriesSettled();
  await first.kill();
  await tell();
  await fixture.github.admin.deliveriesSettled();
  const second = await startReceiver('answers', Number(new URL(first.url).port));
  await tell();
  expect(await second.line()).toBe('status');
  const codes = (await listed()).map((one) => one['status_code']);
  expect(codes).toEqual([200, 0, 200]);
});

it('fails when the connection is closed without an answer, or with nonsense', async () => {
  const answers = ['', 'This is no HTTP.\r\n\r\n', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n'];
  for (const answer of answers) {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(answer));
    });
    open.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    listenAt(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
    await tell();
  }
  expect(await listed('?status=failure')).toMatchObject([failed, failed, failed]);
});

it('is given up after ten seconds', async () => {
  const limit = vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
    expect(milliseconds).toBe(10_000);
    return AbortSignal.abort();
  });
  try {
    const receiver = await startReceiver('hangs');
    listenAt(receiver.url);
    await tell();
    expect(await listed('?status=failure')).toMatchObject([failed]);
  } finally {
    limit.mockRestore();
  }
});

it('does not keep the sandbox from closing', async () => {
  const receiver = await startReceiver('hangs');
  listenAt(receiver.url);
  await tell();
  expect(await receiver.line()).toBe('status');
  const started = performance.now();
  await fixture.github.close();
  expect(performance.now() - started).toBeLessThan(3000);
});

it('is not sent on where the receiver points elsewhere', async () => {
  const elsewhere = await startReceiver('answers');
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    const head = `HTTP/1.1 307 Elsewhere\r\nlocation: ${elsewhere.url}\r\ncontent-length: 0\r\n\r\n`;
    socket.once('data', () => socket.end(head));
  });
  open.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  listenAt(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
  await tell();
  expect(await listed()).toMatchObject([{ status_code: 307 }]);
});
