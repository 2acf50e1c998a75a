import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { api, type Fixture, repositoryName, startFixture } from './job-fixture.ts';

let fixture: Fixture;
let token: string;

beforeEach(async () => {
  fixture = await startFixture();
  token = fixture.github.admin.createUser('octo').token;
});

afterEach(async () => {
  expect(fixture.github.violations).toEqual([]);
  await fixture.close();
});

/** Sends a part of a request, or all of it, and is gone. */
async function sendAndVanish(path: string, length: number, body: Buffer): Promise<void> {
  const { hostname, port } = new URL(fixture.github.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const password = Buffer.from(`octo:${token}`).toString('base64');
  const lines = [
    `POST ${path} HTTP/1.1`,
    `host: ${hostname}`,
    `authorization: Basic ${password}`,
    `content-type: application/x-git-receive-pack-request`,
    `content-length: ${length}`,
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  await new Promise((resolve) => socket.write(body, resolve));
  // As soon as it is seen to have come: before any answer.
  await sleep(10);
  socket.destroy();
}

/** What a client sends that makes a branch of a commit which is there: one command and a pack without objects. */
function pushOf(branch: string): Buffer {
  const command = `${'0'.repeat(40)} ${fixture.sha} refs/heads/${branch}\0 report-status\n`;
  const length = (command.length + 4).toString(16).padStart(4, '0');
  const head = Buffer.from('PACK\0\0\0\u0002\0\0\0\0', 'latin1');
  const pack = [head, createHash('sha1').update(head).digest()];
  return Buffer.concat([Buffer.from(`${length}${command}0000`), ...pack]);
}

/** Moves a ref, for which a push that goes on would have to be waited for. */
async function makeBranch(name: string): Promise<number> {
  const body = JSON.stringify({ ref: `refs/heads/${name}`, sha: fixture.sha });
  const path = `/repos/${repositoryName}/git/refs`;
  const signal = AbortSignal.timeout(5000);
  return (await api(fixture, path, token, { method: 'POST', body, signal })).status;
}

const receivePack = `/${repositoryName}.git/git-receive-pack`;

it('a request that its client breaks off is not done, and no fault of the sandbox', async () => {
  const path = `/api/v3/repos/${repositoryName}/issues`;
  await sendAndVanish(path, 1000, Buffer.from('{"title":'));
  while (fixture.github.calls.length === 0) await sleep(5);
  const { body } = await api(fixture, `/repos/${repositoryName}/issues`, token);
  expect(body).toEqual([]);
});

it('a push that its client breaks off leaves nothing waiting', async () => {
  const push = pushOf('cut');
  await sendAndVanish(receivePack, push.length, push.subarray(0, push.length - 30));
  expect(await makeBranch('after')).toBe(201);
  expect((await api(fixture, `/repos/${repositoryName}/branches/cut`, token)).status).toBe(404);
});

it('a push whose client does not wait for the answer is done, though others push first, and leaves nothing waiting', async () => {
  const push = pushOf('whole');
  const others = ['one', 'two', 'three'].map(async (name) => {
    const body = pushOf(name);
    await sendAndVanish(receivePack, body.length, body);
  });
  await sendAndVanish(receivePack, push.length, push);
  await Promise.all(others);
  while (fixture.github.calls.length < 4) await sleep(5);
  expect(await makeBranch('after')).toBe(201);
  expect((await api(fixture, `/repos/${repositoryName}/branches/whole`, token)).status).toBe(200);
});
