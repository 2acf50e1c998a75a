import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Job } from '../../../app/jobs/job.ts';
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

it('knows the same report for an hour, and then takes it again, as another delivery with other jobs', async () => {
  const taken: (readonly string[])[] = [];
  const at = async (now: number): Promise<readonly string[]> => {
    const clocked = {
      ...desk(0),
      now: () => now,
      take: (delivery: string, jobs: readonly Job[]) => {
        taken.push([delivery, ...jobs.map(({ id }) => id)]);
        return Promise.resolve('new' as const);
      },
    };
    expect((await receiveReport(clocked, request(bearer))).status).toBe(202);
    return taken.at(-1) ?? [];
  };
  const hourMs = 60 * 60_000;
  const first = await at(hourMs);
  expect(first).toHaveLength(2);
  expect(await at(2 * hourMs - 1)).toEqual(first);
  const later = await at(2 * hourMs);
  expect(later.filter((id) => first.includes(id))).toEqual([]);
});

describe('bodies that are held at once', () => {
  it('leave room for who has a token, however many are sent with signatures that may be none', async () => {
    const half = 8 * 1024 * 1024;
    expect((await receiveReport(desk(0), request(signed))).status).toBe(202);
    expect((await receiveReport(desk(half), request(signed))).status).toBe(503);
    expect((await receiveReport(desk(half), request(bearer))).status).toBe(202);
    expect((await receiveReport(desk(2 * half), request(bearer))).status).toBe(503);
  });
});
