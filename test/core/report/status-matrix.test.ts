import { describe, expect, it } from 'vitest';
import type { Stay } from '../../../core/promotion/history.ts';
import { type ModelStatus, renderStatusMatrix } from '../../../core/report/status-matrix.ts';
import { renderStatus } from '../../../core/report/answers.ts';

const now = new Date('2026-01-10T12:00:30Z');

function stay(version: string, since: string, changes: Partial<Stay> = {}): Stay {
  return {
    version,
    role: 'champion',
    share: null,
    since,
    until: null,
    health: 'unknown',
    healthySince: null,
    pullRequest: 1,
    deployment: 1,
    ...changes,
  };
}

const bikes: ModelStatus = {
  model: 'bikes',
  newest: '1.2.0',
  environments: new Map([
    ['staging', { champion: stay('1.2.0', '2026-01-10T11:30:30Z'), challenger: null }],
    [
      'production',
      {
        champion: stay('1.1.0', '2026-01-07T12:00:30Z', { health: 'healthy' }),
        challenger: stay('1.2.0', '2026-01-10T07:00:30Z', {
          role: 'challenger',
          share: 10,
          health: 'unhealthy',
        }),
      },
    ],
  ]),
  drift: { outcome: 'drift', day: '2026-01-09' },
};

const taxis: ModelStatus = {
  model: 'taxis',
  newest: null,
  environments: new Map([
    ['production', { champion: null, challenger: null }],
    ['edge', { champion: null, challenger: null }],
  ]),
  drift: null,
};

function driftCell(outcome: string): string | undefined {
  return renderStatusMatrix([{ ...taxis, drift: { outcome, day: '2026-01-09' } }], now)[2];
}

describe('the status matrix', () => {
  it('has models in rows and every environment of any of them in columns', () => {
    expect(renderStatusMatrix([bikes, taxis], now)).toEqual([
      '| model | newest | staging | production | edge | drift |',
      '| :-- | :-- | :-- | :-- | :-- | :-- |',
      '| `bikes` | `v1.2.0` | `v1.2.0` 30 min | `v1.1.0` 3 d \u2705; challenger `v1.2.0` 5 h \u274c, 10 % |  | drift (2026-01-09) |',
      '| `taxis` | \u2014 |  | \u2014 | \u2014 | \u2014 |',
      '',
      '<sub>How long each version has been there, at 2026-01-10 12:00 UTC. \u2705 reported as healthy, \u274c as unhealthy; without a sign nobody has reported.</sub>',
    ]);
  });

  it('explains nothing where no model has environments', () => {
    const plain = { ...taxis, environments: new Map() };
    expect(renderStatusMatrix([plain], now)).toEqual([
      '| model | newest | drift |',
      '| :-- | :-- | :-- |',
      '| `taxis` | \u2014 | \u2014 |',
    ]);
  });

  it('says in words what the outcome of drift means', () => {
    expect(driftCell('warning')).toContain('| something to look at (2026-01-09) |');
    expect(driftCell('insufficient-data')).toContain('| not enough data to tell (2026-01-09) |');
    expect(driftCell('stable')).toContain('| stable (2026-01-09) |');
  });

  it('shows no age below nothing where clocks differ', () => {
    const early = stay('1.0.0', '2026-01-10T12:00:45Z');
    const row = { ...bikes, environments: new Map([['a', { champion: early, challenger: null }]]) };
    expect(renderStatusMatrix([row], now)[2]).toContain('| `v1.0.0` 0 s |');
  });

  it('is followed by what is held back', () => {
    const subject = { kind: 'environment', environment: 'staging' } as const;
    const hold = { subject, by: 'acme', createdAt: '2026-01-09T00:00:00Z', reason: 'a fair' };
    const text = renderStatus([bikes], [hold as never], ['The data of bikes drift.'], now);
    expect(text).toContain('The environment staging is locked by acme');
  });
});
