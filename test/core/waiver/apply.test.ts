import { describe, expect, it } from 'vitest';
import { judge } from '../../../core/judge/judge.ts';
import { candidate, evaluation, worseMetrics } from '../judge/candidate.ts';
import { waiver } from './record.ts';

const worse = candidate({ evaluation: evaluation(worseMetrics) });

function waived(check: string) {
  return judge({ ...worse, waivers: new Map([[check, waiver({ check })]]) });
}

describe('a verdict with a waiver', () => {
  it('has a warning that names the waiver, in place of the failure', () => {
    expect(judge(worse).outcome).toBe('fail');
    const { outcome, checks } = waived('metric-gate');
    expect(outcome).toBe('warn');
    expect(checks.find(({ check }) => check === 'metric-gate')).toMatchObject({
      outcome: 'warn',
      waiver: { by: 'hubot', reason: 'The new evaluation set is harder.', until: null },
    });
  });

  it('leaves other checks as they are', () => {
    expect(waived('finite-numbers').outcome).toBe('fail');
  });

  it('does not name a waiver that nothing needs', () => {
    const facts = candidate({ waivers: new Map([['metric-gate', waiver()]]) });
    expect(judge(facts)).toEqual(judge(candidate()));
  });

  it('never waives a check whose failure must block', () => {
    const facts = candidate({
      run: null,
      waivers: new Map([['records', waiver({ check: 'records' })]]),
    });
    const records = judge(facts).checks.find(({ check }) => check === 'records');
    expect(records?.outcome).not.toBe('warn');
    expect(records).not.toHaveProperty('waiver');
  });
});
