import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type MonitorDesk, receiveReport } from '../../../app/server/monitors.ts';
import { monitorToken } from '../../../core/monitors/token.ts';

const secret = 'a master secret of this test, made up';
const token = monitorToken(secret, 'acme/bikes');
const body = JSON.stringify({
  violations: [],
  metadata: { model: 'bikes', timestamp: '2026-07-01' },
});

/** A desk at which so many bytes of other bodies are held already. */
function desk(heldBytes: number): MonitorDesk {
  return {
    secrets: [secret],
    meter: { report: () => undefined },
    held: { bytes: heldBytes },
    allows: () => true,
    placeOf: (owner, repo) =>
      Promise.resolve({ installation: 1, owner, repo, defaultBranch: 'main' }),
    take: () => Promise.resolve('new'),
    troubled: () => undefined,
    now: () => 0,
  };
}

function request(headers: Readonly<Record<string, string>>): IncomingMessage {
  const fields = {
    url: '/monitors/acme/bikes/sagemaker',
    headers: { 'content-type': 'application/json', ...headers },
  };
  return Object.assign(Readable.from([Buffer.from(body)]), fields) as unknown as IncomingMessage;
}

const signature = `sha256=${createHmac('sha256', token).update(body).digest('hex')}`;
const bearer = { authorization: `Bearer ${token}` };
const signed = { 'x-hub-signature-256': signature };

describe('bodies that are held at once', () => {
  it('leave room for who has a token, however many are sent with signatures that may be none', async () => {
    const half = 8 * 1024 * 1024;
    expect((await receiveReport(desk(0), request(signed))).status).toBe(202);
    expect((await receiveReport(desk(half), request(signed))).status).toBe(503);
    expect((await receiveReport(desk(half), request(bearer))).status).toBe(202);
    expect((await receiveReport(desk(2 * half), request(bearer))).status).toBe(503);
  });
});
