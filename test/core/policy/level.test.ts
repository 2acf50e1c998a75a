import { describe, expect, it } from 'vitest';
import type { Check } from '../../../core/checks/check.ts';
import { metricGate } from '../../../core/checks/metric-gate.ts';
import { records } from '../../../core/checks/records.ts';
import { levelOf, tierOf } from '../../../core/policy/level.ts';
import { config } from '../judge/candidate.ts';

const graded: Check = { ...metricGate, levels: { minimal: 'off', limited: 'warn', high: 'fail' } };

describe('the level of a check', () => {
  it.each([
    [undefined, 'off', 'risk tier minimal'],
    ['minimal', 'off', 'risk tier minimal'],
    ['limited', 'warn', 'risk tier limited'],
    ['high', 'fail', 'risk tier high'],
  ] as const)('follows from the risk tier %s', (risk, level, source) => {
    const model = risk === undefined ? config : { ...config, risk };
    expect(levelOf(graded, model)).toEqual({ level, source });
    expect(tierOf(model)).toBe(risk ?? 'minimal');
  });

  it('is fail where a key of the configuration asks for the check', () => {
    const configured: Check = {
      ...graded,
      isConfigured: ({ gate }) => gate?.metrics !== undefined,
    };
    expect(levelOf(configured, config)).toEqual({ level: 'fail', source: 'configuration' });
    expect(levelOf(configured, { ...config, gate: {} }).level).toBe('off');
  });

  it('is what gate.checks says, before the tier and before any key', () => {
    const configured: Check = { ...graded, isConfigured: () => true };
    for (const level of ['off', 'warn', 'fail'] as const) {
      const model = { ...config, gate: { checks: { [graded.id]: level } } };
      expect(levelOf(configured, model)).toEqual({ level, source: 'gate.checks.metric-gate' });
    }
  });

  it('is always fail for a check that cannot be softened, whatever a configuration holds', () => {
    const model = { ...config, gate: { checks: { records: 'off' as const } } };
    expect(levelOf(records, model)).toEqual({ level: 'fail', source: 'always' });
  });
});
