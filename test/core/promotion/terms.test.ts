import { describe, expect, it } from 'vitest';
import { staysOf } from '../../../core/promotion/history.ts';
import { type TermFacts, termsOf } from '../../../core/promotion/terms.ts';
import { promotionRecord } from '../promotion-record.ts';
import { versionRecord } from '../version-record.ts';

const now = new Date('2026-01-10T12:00:00Z');
const facts: TermFacts = {
  environment: 'live',
  config: { state: 'live.yaml', after: 'staging', soak: '24h', approvals: 1 },
  tier: 'limited',
  role: 'champion',
  leaves: false,
  version: versionRecord('1.1.0'),
  stays: [],
  staysBefore: [],
  lock: null,
  now,
};
const staysIn = (healthyAt: string | null, more: readonly [string, number][] = []) =>
  staysOf(
    [promotionRecord('1.1.0', 9), ...more.map(([version, day]) => promotionRecord(version, day))],
    healthyAt === null
      ? []
      : [{ deployment: 9, status: 1, createdAt: healthyAt, health: 'healthy' }],
  );
const terms = (changes: Partial<TermFacts> = {}): readonly string[] =>
  termsOf({ ...facts, ...changes }).map(
    ({ kind, state, sentence }) => `${kind} ${state}: ${sentence}`,
  );

describe('the terms of an environment', () => {
  it('are none where it has none', () => {
    expect(terms({ config: { state: 'live.yaml' } })).toEqual([]);
    expect(terms({ config: { state: 'live.yaml', approvals: 0 } })).toEqual([]);
  });

  it('ask for as many approvals as the risk tier does, where nobody says how many', () => {
    const config = { state: 'live.yaml', approvals: { teams: ['acme/leads'] } };
    expect(terms({ config })[0]).toContain('1 approval of');
    expect(terms({ config, tier: 'high' })[0]).toContain('2 approvals of');
    expect(terms({ config: { state: 'live.yaml', approvals: 1 }, tier: 'high' })[0]).toContain(
      '1 approval of',
    );
  });

  it('say that a version has not been in the environment before, and whose approval is wanted', () => {
    expect(terms()).toEqual([
      'order waits: v1.1.0 must have been in staging before, and has not been there yet.',
      'soak waits: It must have been healthy in staging for 1 d without a break; nobody has reported yet that it is healthy.',
      'approvals waits: 1 approval of the newest commit by people who may push; neither whoever asked nor whoever pushed last counts.',
    ]);
  });

  it('say how long it has been healthy there, and whether that is enough', () => {
    const short = terms({ staysBefore: staysIn('2026-01-10T09:00:00Z') });
    expect(short[0]).toBe(
      'order met: v1.1.0 must have been in staging before: it is there since 2026-01-09.',
    );
    expect(short[1]).toMatch(/^soak waits: .*: it has been for 3 h\.$/);
    expect(terms({ staysBefore: staysIn('2026-01-09T12:00:00Z') })[1]).toMatch(/^soak met: /);
    const left = terms({ staysBefore: staysIn('2026-01-09T01:00:00Z', [['1.2.0', 10]]) });
    expect(left[0]).toContain('it was there from 2026-01-09 to 2026-01-10.');
  });

  it('name the freeze that holds now with its end, and else those that there are', () => {
    const freeze = [
      { days: ['sat' as const, 'sun' as const], reason: 'Weekend.' },
      { from: '2026-12-20', until: '2027-01-05', timezone: 'Europe/Berlin', reason: 'Holidays' },
    ];
    const config = { state: 'live.yaml', freeze };
    // 10 January 2026 is a Saturday.
    expect(terms({ config })).toEqual([
      'freeze waits: Nothing is promoted now: Weekend. It ends at 2026-01-12 00:00 UTC.',
    ]);
    expect(terms({ config, now: new Date('2026-01-14T12:00:00Z') })).toEqual([
      'freeze applies: Nothing is promoted on sat, sun (UTC): Weekend.',
      'freeze applies: Nothing is promoted from 2026-12-20 until 2027-01-05 (Europe/Berlin): Holidays.',
    ]);
  });

  it('name the people and teams, and how many of them', () => {
    const approvals = { users: ['ada'], teams: ['acme/risk'] };
    expect(terms({ config: { state: 'live.yaml', approvals } })[0]).toContain(
      '1 approval of the newest commit by ada, members of acme/risk;',
    );
  });

  it('are for a rollback, or a challenger that is taken out, only its approvals', () => {
    const freeze = [{ days: ['sat' as const], reason: 'Weekend' }];
    const config = { ...facts.config, freeze, approvals: 2 };
    const stays = [
      ...staysIn('2026-01-09T01:00:00Z'),
      ...staysOf([promotionRecord('1.2.0', 10)], []),
    ];
    for (const shorter of [{ stays }, { role: 'challenger', leaves: true } as const]) {
      const ofRollback = (rollback: object) =>
        terms({ ...shorter, config: { ...config, ...rollback } });
      expect(ofRollback({})).toEqual([expect.stringMatching(/^approvals waits: 2 approvals of/)]);
      expect(ofRollback({ rollback: { approvals: 1 } })).toEqual([
        expect.stringMatching(/^approvals waits: 1 approval of .*, on the shorter path;/),
      ]);
      expect(ofRollback({ rollback: { approvals: 0 } })).toEqual([
        'approvals met: No approval is asked for on the shorter path.',
      ]);
    }
    expect(terms({ stays, config: { state: 'live.yaml' } })).toEqual([]);
  });
});
