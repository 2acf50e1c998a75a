import { describe, expect, it } from 'vitest';
import { recordId, sha256 } from '../../../core/record/digest.ts';
import { seal } from '../../../core/record/seal.ts';
import { onlyReport, refusal } from './read.ts';

const commit = '1'.repeat(40);
const record = seal('drift', {
  createdAt: '2026-07-26T10:00:00Z',
  producer: { action: 'monitor', version: '0.1.0' },
  repository: 'acme/models',
  commit,
  model: 'bikes',
  outcome: 'drift',
  reference: { path: 'reference.csv', digest: sha256('reference'), rows: 2_000 },
  current: { path: 'current.csv', digest: sha256('current'), rows: 700 },
  window: { start: '2026-07-01', end: '2026-07-25' },
  features: [],
  durationSeconds: 1,
  windows: [{ start: '2026-07-01', end: '2026-07-25', rows: 700, outcome: 'drift', drifted: 1 }],
});

function resealed(change: object): object {
  const changed = { ...record, ...change };
  return { ...changed, id: recordId(changed) };
}

describe("Assay's own record from elsewhere", () => {
  it('brings all that it found, and is known by its digest', () => {
    const report = onlyReport('assay', record, { model: null });
    expect(report).toMatchObject({
      key: record.id,
      model: 'bikes',
      commit,
      // By the policy of retraining, as a record of our own.
      decided: false,
      at: '2026-07-26T10:00:00.000Z',
      window: { start: '2026-07-01', end: '2026-07-25' },
    });
    expect(report.findings).toMatchObject({ reference: record.reference, windows: record.windows });
    expect(Object.keys(report.findings)).not.toContain('repository');
    const drifted = { start: '2026-07-05', end: '2026-07-25' };
    expect(onlyReport('assay', resealed({ drifted }), { model: null }).findings).toMatchObject({
      drifted,
    });
  });

  it.each([
    ['changed since', { ...record, outcome: 'stable' }, 'was changed after it was written'],
    [
      'of another repository',
      resealed({ repository: 'acme/other' }),
      'it was sent for acme/models',
    ],
    ['of another model', resealed({ model: 'taxis' }), 'it was sent for bikes'],
    ['against its schema', resealed({ outcome: 'fine' }), 'not a valid drift record'],
    ['whose window is no time', resealed({ window: { start: 'a', end: 'b: {' } }), 'ISO 8601'],
    [
      'whose drifted stretch is no time',
      resealed({ drifted: { start: '2026-07-01', end: '$(whoami)' } }),
      'ISO 8601',
    ],
    ['of another kind', { schema: 'urn:assay:schema:run:1.0' }, 'was changed after'],
    ['that is none', [], 'it has no "schema"'],
  ])('is refused %s', (_, payload, reason) => {
    expect(refusal('assay', payload)).toContain(reason);
  });
});
