import { expect, it } from 'vitest';
import { ledgerPath, parseLedgerPath } from '../../../core/ledger/path.ts';
import { versionRecord } from '../version-record.ts';

it('names a record by kind, model, time, commit and digest, and reads the name back', () => {
  const record = versionRecord('1.0.0');
  const path = ledgerPath(record);
  const digest = record.id.slice(7, 19);
  expect(path).toBe(`version/bike-demand/2026-01-01T00-00-00Z-aaaaaaaaaaaa-${digest}.json`);
  expect(parseLedgerPath(path)).toEqual({
    path,
    kind: 'version',
    model: 'bike-demand',
    time: '2026-01-01T00-00-00Z',
    shortCommit: 'a'.repeat(12),
  });
});

it.each([
  'README.md',
  'poem/bike-demand/2026-01-01T00-00-00Z-aaaaaaaaaaaa-bbbbbbbbbbbb.json',
  'version/../2026-01-01T00-00-00Z-aaaaaaaaaaaa-bbbbbbbbbbbb.json',
  'version/bike-demand/2026-01-01T00-00-00Z-aaaa-bbbbbbbbbbbb.json',
])('takes %s for no entry', (path) => {
  expect(parseLedgerPath(path)).toBeNull();
});
