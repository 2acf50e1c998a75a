import { expect, it } from 'vitest';
import { compareMoments, holdName, isAbout } from '../../../core/hold/newest.ts';
import { ledgerPath, parseLedgerPath } from '../../../core/ledger/path.ts';
import { readRecord } from '../../../core/record/read.ts';
import { seal } from '../../../core/record/seal.ts';

const record = seal('hold', {
  createdAt: '2026-01-02T03:04:05.001Z',
  producer: { action: 'app', version: '1.0.0' },
  repository: 'acme/bikes',
  commit: 'a'.repeat(40),
  subject: { kind: 'environment', environment: 'staging' },
  state: 'held',
  reason: null,
  by: 'alice',
  comment: 9,
  commentUrl: 'https://github.com/acme/bikes/issues/1#issuecomment-9',
});

const at = (createdAt: string, comment: number) => ({ createdAt, comment });

it('lies in the ledger under the name of what it holds, and is read back', () => {
  const path = ledgerPath(record);
  expect(path).toMatch(/^hold\/staging\/2026-01-02T03-04-05Z-a{12}-[0-9a-f]{12}\.json$/);
  expect(parseLedgerPath(path)).toMatchObject({ kind: 'hold', model: 'staging' });
  expect(readRecord(JSON.stringify(record), path)).toEqual({ ok: true, value: record });
});

it('is about its subject and no other of that name', () => {
  expect(isAbout(record, { kind: 'environment', environment: 'staging' })).toBe(true);
  expect(isAbout(record, { kind: 'retraining', model: 'staging' })).toBe(false);
  expect(isAbout(record, { kind: 'environment', environment: 'production' })).toBe(false);
  expect(holdName({ kind: 'retraining', model: 'bikes' })).toBe('bikes');
});

it('is later by its time, and by its comment where the time is the same', () => {
  expect(
    compareMoments(at('2026-01-01T00:00:00.000Z', 9), at('2026-01-01T00:00:00.001Z', 9)),
  ).toBeLessThan(0);
  expect(
    compareMoments(at('2026-01-01T00:00:01Z', 1), at('2026-01-01T00:00:00.999Z', 9)),
  ).toBeGreaterThan(0);
  expect(compareMoments(at('2026-01-01T00:00:00Z', 8), at('2026-01-01T00:00:00Z', 9))).toBeLessThan(
    0,
  );
  expect(compareMoments(at('2026-01-01T00:00:00Z', 9), at('2026-01-01T00:00:00.000Z', 9))).toBe(0);
});
