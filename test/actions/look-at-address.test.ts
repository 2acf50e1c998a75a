import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lookAtAddress } from '../../actions/deploy/look-at-address.ts';

/** An address that is answered like this. */
async function address(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((_, response) => {
    answer(response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://user@127.0.0.1:${(server.address() as AddressInfo).port}/up?key=secret`;
}

const never = new AbortController().signal;

async function seen(url: string, limitMs = 5_000, stop = never) {
  const look = await lookAtAddress(url, limitMs, stop);
  return { good: look.good, seen: look.seen.replaceAll(/:\d+/g, '') };
}

describe('a look at an address', () => {
  it.each([
    [200, true],
    [204, true],
    [299, true],
    [302, false],
    [304, false],
    [404, false],
    [503, false],
  ])('that answers %i', async (status, good) => {
    const url = await address((response) => response.writeHead(status).end());
    // A name before the host is refused by `fetch`, as a secret does not belong there.
    const found = await seen(url.replace('user@', ''));
    expect(found).toEqual({ good, seen: `http://127.0.0.1/up answered ${status}` });
  });

  it('does not follow a redirect to a page that would answer', async () => {
    let asked = 0;
    const url = await address((response) => {
      asked += 1;
      response.writeHead(307, { location: '/up' }).end();
    });
    expect((await seen(url.replace('user@', ''))).good).toBe(false);
    expect(asked).toBe(1);
  });

  it('does not wait for an answer that comes late, nor read one that never ends', async () => {
    const late = await address(() => undefined);
    expect(await seen(late.replace('user@', ''), 50)).toEqual({
      good: false,
      seen: 'http://127.0.0.1/up did not answer in time',
    });
    const endless = await address((response) => {
      response.writeHead(200).write('Hello');
    });
    expect((await seen(endless.replace('user@', ''))).good).toBe(true);
  });

  it('is bad, and tells no secret, where nobody answers or the address is none', async () => {
    const nobody = await seen('http://127.0.0.1:9/up?key=secret');
    expect(nobody).toEqual({ good: false, seen: 'http://127.0.0.1/up did not answer' });
    const user = await address((response) => response.end());
    expect(JSON.stringify(await seen(user))).not.toMatch(/user|secret/);
    expect(await seen('https://[', 50)).toEqual({
      good: false,
      seen: 'the address did not answer',
    });
  });

  it('ends when the job is cancelled', async () => {
    const url = await address(() => undefined);
    const found = await seen(url.replace('user@', ''), 5_000, AbortSignal.timeout(50));
    expect(found.good).toBe(false);
  });
});
