import { describe, expect, it } from 'vitest';
import { rollbackTarget } from '../../../core/checks/rollback-target.ts';
import type { Deployed } from '../../../core/judge/facts.ts';
import { candidate } from '../judge/candidate.ts';
import { context } from './context.ts';

const there = {
  kind: 'version',
  tag: 'bike-demand@v1.2.0',
  digest: `sha256:${'a'.repeat(64)}`,
  bytes: { kind: 'verified' },
} as const satisfies Deployed;

function judged(deployed: Deployed | null) {
  return rollbackTarget.judge(candidate({ deployed }), context);
}

describe('the check rollback-target', () => {
  it('passes when the package of the deployed version is what was registered', () => {
    expect(judged(there)).toMatchObject({
      outcome: 'pass',
      sentence: 'bike-demand@v1.2.0 is there as it was registered.',
      evidence: [`package ${there.digest}`],
    });
  });

  it('passes while nothing is deployed', () => {
    expect(judged({ kind: 'nothing' }).outcome).toBe('pass');
  });

  it('fails with the reason when the package is not what was registered', () => {
    const sentence = 'The release bike-demand@v1.2.0 does not exist.';
    const bytes = { kind: 'wrong', sentence } as const;
    expect(judged({ ...there, bytes })).toMatchObject({ outcome: 'fail', sentence });
  });

  it('is inconclusive when the registry of the deployed version does not answer', () => {
    const bytes = { kind: 'unknown', sentence: 'Down.', again: true } as const;
    expect(judged({ ...there, bytes })).toMatchObject({
      outcome: 'inconclusive',
      sentence: 'Down.',
    });
  });

  it('passes with what was looked at, and names no digest, where contents were not compared', () => {
    const bytes = { kind: 'uncompared', sentence: 'By names and sizes.' } as const;
    const passed = { outcome: 'pass', sentence: 'By names and sizes.', evidence: [] };
    expect(judged({ ...there, bytes })).toEqual(passed);
  });

  it('fails when the ledger has no record of the deployed version', () => {
    expect(judged({ kind: 'unknown', version: '1.2.0' }).outcome).toBe('fail');
  });

  it('is inconclusive when nobody looked', () => {
    expect(judged(null).outcome).toBe('inconclusive');
  });
});
