import { describe, expect, it } from 'vitest';
import { staysOf } from '../../../core/promotion/history.ts';
import { rollbackTargetOf } from '../../../core/promotion/rollback.ts';
import { wayBackOf } from '../../../core/promotion/way-back.ts';
import { promotionRecord } from '../promotion-record.ts';

type Report = readonly [deployment: number, day: number, health: 'healthy' | 'unhealthy'];

const promotions = [
  promotionRecord('1.0.0', 1),
  promotionRecord('1.1.0', 5, { previous: '1.0.0' }),
  promotionRecord('1.2.0', 9, { previous: '1.1.0' }),
];

function stays(reports: readonly Report[], of = promotions) {
  return staysOf(
    of,
    reports.map(([deployment, day, health]) => ({
      deployment,
      status: day,
      createdAt: `2026-01-${String(day).padStart(2, '0')}T12:00:00Z`,
      health,
    })),
  );
}

const target = (reports: readonly Report[], of = promotions) =>
  rollbackTargetOf('bikes', 'live', of, stays(reports, of), new Date('2026-02-01T00:00:00Z'));

describe('a rollback', () => {
  it('leads to the last version that was healthy when it left', () => {
    expect(
      target([
        [1, 2, 'healthy'],
        [5, 6, 'unhealthy'],
        [9, 10, 'unhealthy'],
      ]),
    ).toMatchObject({
      kind: 'healthy',
      version: '1.0.0',
    });
  });

  it('leads to the version before where nobody has reported, and says that it is not known', () => {
    expect(target([])).toEqual({ kind: 'unreported', version: '1.1.0' });
    expect(target([[9, 10, 'unhealthy']])).toEqual({ kind: 'unreported', version: '1.1.0' });
  });

  it('passes over what was reported unhealthy', () => {
    expect(target([[5, 6, 'unhealthy']])).toEqual({ kind: 'unreported', version: '1.0.0' });
  });

  it('leads nowhere, with the reason, where there is nothing or nothing good', () => {
    expect(target([], [])).toMatchObject({
      kind: 'none',
      reason: expect.stringContaining('Nothing was promoted to live') as string,
    });
    expect(target([], promotions.slice(0, 1))).toMatchObject({
      kind: 'none',
      reason: expect.stringContaining('Before v1.0.0 no version of bikes is known') as string,
    });
    expect(
      target([
        [1, 2, 'unhealthy'],
        [5, 6, 'unhealthy'],
      ]),
    ).toMatchObject({
      kind: 'none',
      reason: expect.stringContaining('reported unhealthy there at last: v1.0.0, v1.1.0') as string,
    });
  });

  it('does not take a challenger for what was there before', () => {
    const challenged = [
      ...promotions.slice(0, 1),
      promotionRecord('1.1.0', 5, { role: 'challenger', share: 10 }),
      promotionRecord('1.2.0', 9, { previous: '1.0.0' }),
    ];
    expect(target([[5, 6, 'healthy']], challenged)).toEqual({
      kind: 'unreported',
      version: '1.0.0',
    });
  });
});

describe('the way back from a promotion', () => {
  it.each([
    [[], null, { kind: 'nothing' }],
    [[], '1.2.0', { kind: 'unreported', version: '1.2.0' }],
    [[[9, 10, 'unhealthy']], '1.2.0', { kind: 'unhealthy', version: '1.2.0' }],
    [
      [
        [1, 2, 'healthy'],
        [9, 10, 'unhealthy'],
      ],
      '1.2.0',
      { kind: 'healthy', version: '1.0.0' },
    ],
    [[[9, 10, 'healthy']], '1.2.0', { kind: 'healthy', version: '1.2.0' }],
  ] as const)('with the reports %j from %s is %j', (reports, from, way) => {
    expect(wayBackOf(stays(reports), '1.3.0', from)).toEqual(way);
  });
});
