import { describe, expect, it } from 'vitest';
import { gateChanges } from '../../../core/checks/gate-changes.ts';
import type { GateChanges } from '../../../core/judge/facts.ts';
import { judge } from '../../../core/judge/judge.ts';
import { candidate } from '../judge/candidate.ts';
import { context } from './context.ts';

function judged(changes: Partial<GateChanges>) {
  const facts = candidate();
  return gateChanges.judge({ ...facts, changes: { ...facts.changes, ...changes } }, context);
}

describe('the check gate-changes', () => {
  it('passes when neither workflows nor the configuration are changed', () => {
    expect(judged({}).outcome).toBe('pass');
  });

  it('warns, and names each changed file at its place', () => {
    const gatePaths = ['.github/workflows/ml.yml', '.github/assay.yml'];
    expect(judged({ gatePaths })).toMatchObject({
      outcome: 'warn',
      sentence:
        'This pull request changes .github/workflows/ml.yml, .github/assay.yml. The records were made with them as changed.',
      places: [
        { path: '.github/workflows/ml.yml', line: 1 },
        { path: '.github/assay.yml', line: 1 },
      ],
    });
  });

  it('warns when GitHub lists only a part of the files', () => {
    expect(judged({ complete: false }).outcome).toBe('warn');
  });

  it('does not apply to a commit on the default branch', () => {
    const landed = { ...candidate().pullRequest, number: null, author: null };
    const { checks } = judge(candidate({ pullRequest: landed }));
    expect(checks.map(({ check }) => check)).not.toContain('gate-changes');
  });
});
