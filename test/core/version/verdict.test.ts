import { describe, expect, it } from 'vitest';
import type { Tie, Tied } from '../../../core/evidence/tie.ts';
import type { Unsealed } from '../../../core/record/seal.ts';
import { verdictOfVersion } from '../../../core/version/verdict.ts';
import { history } from '../evidence/history.ts';

function tied(tie: Tie, changes: Partial<Unsealed<'verdict'>> = {}): Tied {
  const { verdict } = history({ verdict: { trusted: true, ...changes } });
  return { tie, verdict: { path: '', text: '', record: verdict }, run: null, evaluation: null };
}

const found = (...all: readonly Tied[]) => verdictOfVersion(all)?.record.createdAt ?? null;

const older = (tie: Tie) => tied(tie, { createdAt: '2026-07-01T00:00:00Z' });
const newer = (tie: Tie) => tied(tie, { createdAt: '2026-07-02T00:00:00Z' });

describe('the verdict that a version names', () => {
  it('is the newest of those that judged its bytes, else of those whose head became its commit', () => {
    for (const [a, b, wanted] of [
      ['artifact', 'artifact', '2026-07-02T00:00:00Z'],
      ['artifact', 'pull-request', '2026-07-01T00:00:00Z'],
      ['parent', 'pull-request', '2026-07-02T00:00:00Z'],
    ] as const) {
      expect(found(older(a), newer(b))).toBe(wanted);
      expect(found(newer(b), older(a))).toBe(wanted);
      expect(verdictOfVersion([newer(b), older(a)])?.ofTheseBytes).toBe(a === 'artifact');
    }
    for (const tie of ['commit', 'parent'] as const) expect(found(tied(tie))).not.toBeNull();
  });

  it('is none that only has the same fingerprint, was not merged, or is of a run of a fork', () => {
    expect(found(tied('fingerprint'))).toBeNull();
    expect(found(tied('artifact', { merged: false }))).toBeNull();
    expect(found(tied('artifact', { trusted: false }))).toBeNull();
    expect(found()).toBeNull();
  });
});
