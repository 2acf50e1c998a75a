import { describe, expect, it } from 'vitest';
import { judge } from '../../../core/judge/judge.ts';
import { verdictFields } from '../../../core/judge/verdict.ts';
import { seal } from '../../../core/record/seal.ts';
import { base, baseline, candidate, evaluation, head, repository } from './candidate.ts';

const origin = {
  createdAt: '2026-07-26T11:00:00Z',
  producer: { action: 'app', version: '0.1.0' },
  repository,
  commit: head,
} as const;

describe('verdictFields', () => {
  it('makes a valid verdict record of a judgement', () => {
    const facts = candidate();
    const verdict = seal('verdict', { ...origin, ...verdictFields(facts, judge(facts)) });
    expect(verdict).toMatchObject({
      model: 'bike-demand',
      pullRequest: 7,
      base,
      outcome: 'pass',
      trusted: true,
      run: facts.run?.id,
      evaluation: facts.evaluation?.id,
      baseline: { kind: 'merge-base', commit: base, evaluation: baseline().evaluation.id },
    });
  });

  it('makes a valid verdict record when everything is missing or too long', () => {
    const facts = candidate({
      run: null,
      evaluation: null,
      baselines: [],
      refusals: Array.from({ length: 500 }, () => '\u{1f4a5}'.repeat(5_000)),
    });
    const verdict = seal('verdict', { ...origin, ...verdictFields(facts, judge(facts)) });
    expect(verdict).toMatchObject({ outcome: 'fail', run: null, evaluation: null, baseline: null });
  });

  it('marks a fork untrusted, and a record that claims another origin', () => {
    const fork = candidate({ pullRequest: { ...candidate().pullRequest, fork: true } });
    expect(verdictFields(fork, judge(fork)).trusted).toBe(false);
    const forged = candidate({ evaluation: evaluation({ mae: 1 }, { repository: 'other/name' }) });
    expect(verdictFields(forged, judge(forged)).trusted).toBe(false);
  });
});
