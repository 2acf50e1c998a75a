import { describe, expect, it } from 'vitest';
import { gateChecks } from '../../../../core/promotion/gate/index.ts';
import { judgePromotion } from '../../../../core/promotion/gate/judge.ts';
import { seal } from '../../../../core/record/seal.ts';
import { failed, ok } from '../../../../core/result.ts';
import { versionRecord } from '../../version-record.ts';
import { configured, finding, head, now, promotion, stay } from './facts.ts';

const lock = seal('hold', {
  createdAt: '2026-03-09T12:00:00Z',
  producer: { action: 'app', version: '0.1.0' },
  repository: 'acme/bike-demand',
  commit: head,
  subject: { kind: 'environment', environment: 'production' },
  state: 'held',
  reason: 'an incident',
  by: 'lead',
  comment: 1,
  commentUrl: 'https://github.com/acme/bike-demand/issues/1#issuecomment-1',
});

describe('the gate of a promotion', () => {
  it('has checks with ids of their own, each with what it is and what to do', () => {
    expect(new Set(gateChecks.map(({ id }) => id)).size).toBe(gateChecks.length);
    for (const { title, help } of gateChecks) expect([title, help]).not.toContain('');
  });

  it('passes a registered version whose bytes verify, where nothing more is asked for', () => {
    const judged = judgePromotion(promotion());
    expect(judged).toMatchObject({ outcome: 'pass', version: '1.1.0', rollback: false });
    expect(judged.results.map(({ check }) => check)).toEqual([
      'registered',
      'bytes',
      'lock',
      'rollback-target',
    ]);
  });

  it('fails what asks for no registered version, with the reason', () => {
    const judged = judgePromotion(promotion({ asked: failed('It asks for none.'), bytes: null }));
    expect(judged).toMatchObject({ outcome: 'fail', version: null });
    expect(judged.results[0]).toMatchObject({ outcome: 'fail', sentence: 'It asks for none.' });
  });

  it.each([
    [{ kind: 'verified' }, 'pass', null],
    [{ kind: 'uncompared', sentence: 'By names and sizes.' }, 'warn', null],
    [{ kind: 'wrong', sentence: 'Other bytes.' }, 'fail', null],
    [{ kind: 'unknown', sentence: 'Refused.', again: false }, 'inconclusive', null],
    [
      { kind: 'unknown', sentence: 'Down.', again: true },
      'inconclusive',
      '2026-03-10T12:10:00.000Z',
    ],
    [null, 'inconclusive', null],
  ] as const)('judges bytes that are %j as %s', (bytes, outcome, changesAt) => {
    const facts = promotion({ bytes });
    expect(finding('bytes', facts)?.outcome).toBe(outcome);
    expect(judgePromotion(facts).changesAt?.toISOString() ?? null).toBe(changesAt);
  });

  it('is blocked by a lock, whatever is changed in the state file', () => {
    for (const move of ['comes', 'stays', 'leaves'] as const) {
      expect(finding('lock', promotion({ lock, move }))).toMatchObject({
        outcome: 'fail',
        sentence:
          'The environment production is locked by lead since 2026-03-09: an incident. It ends with /assay unlock production.',
      });
    }
  });

  it('asks nothing but the lock of a change that keeps the version', () => {
    const terms = { after: 'staging', soak: '1d', approvals: 1, freeze: always };
    const judged = judgePromotion(configured(terms, { move: 'stays', asked: failed('None.') }));
    expect(judged.results.map(({ check }) => check)).toEqual(['registered', 'lock']);
    expect(judged.outcome).toBe('pass');
  });
});

const always = [{ from: '2026-01-01', until: '2026-12-31', reason: 'the end of the year' }];

describe('the order of environments', () => {
  const after = { after: 'staging' };

  it('passes a version that has been the champion there, even if it has left', () => {
    const left = stay('1.1.0', { until: '2026-03-10T00:00:00Z' });
    expect(finding('order', configured(after, { staysBefore: [left] }))?.outcome).toBe('pass');
  });

  it.each([
    ['that was never there', []],
    ['that was only a challenger there', [stay('1.1.0', { role: 'challenger', share: 10 })]],
    ['while another one is there', [stay('1.0.0')]],
  ])('fails a version %s', (_, staysBefore) => {
    expect(finding('order', configured(after, { staysBefore }))).toMatchObject({
      outcome: 'fail',
      sentence: 'bike-demand@v1.1.0 has never been in staging, which comes before production.',
    });
  });

  it('is inconclusive where nobody looked', () => {
    expect(finding('order', configured(after))?.outcome).toBe('inconclusive');
  });
});

describe('the soak time', () => {
  const soak = { after: 'staging', soak: '24h' };
  const judged = (staysBefore: readonly ReturnType<typeof stay>[]) =>
    finding('soak', configured(soak, { staysBefore }));

  it('is enough at its very end, and not a moment before', () => {
    expect(judged([stay('1.1.0', { since: '2026-03-09T12:00:00Z' })])?.outcome).toBe('pass');
    expect(judged([stay('1.1.0', { since: '2026-03-09T12:00:01Z' })])).toMatchObject({
      outcome: 'fail',
      sentence:
        'bike-demand@v1.1.0 has been healthy in staging for 23 h 59 min of 1 d; it will be enough at 2026-03-10T12:00:01Z.',
    });
  });

  it('ends by the clock, which is said', () => {
    const staysBefore = [stay('1.1.0', { since: '2026-03-10T11:00:00Z' })];
    const { changesAt } = judgePromotion(configured(soak, { staysBefore }));
    expect(changesAt?.toISOString()).toBe('2026-03-11T11:00:00.000Z');
  });

  it.each([
    ['fail', 'has never been in staging', []],
    [
      'fail',
      'is not healthy in staging',
      [stay('1.1.0', { health: 'unhealthy', healthySince: null })],
    ],
    [
      'inconclusive',
      'Nobody has reported',
      [stay('1.1.0', { health: 'unknown', healthySince: null })],
    ],
    [
      'fail',
      'promote it there again',
      [stay('1.1.0', { until: '2026-03-10T06:00:00Z' }), stay('1.2.0')],
    ],
    ['inconclusive', 'has been healthy', [stay('1.1.0', { healthySince: 'no time' })]],
  ] as const)('is %s where it %s', (outcome, words, staysBefore) => {
    expect(judged(staysBefore)?.outcome).toBe(outcome);
    expect(judged(staysBefore)?.sentence).toContain(words);
  });

  it('is inconclusive where nobody looked', () => {
    expect(finding('soak', configured(soak))?.outcome).toBe('inconclusive');
  });
});

describe('a freeze', () => {
  it('fails what comes while it holds, with its reason and its end', () => {
    const facts = configured({ freeze: always });
    expect(finding('freeze', facts)).toMatchObject({
      outcome: 'fail',
      sentence:
        'Promotions to production are frozen: the end of the year. It ends at 2027-01-01T00:00:00Z.',
    });
    expect(judgePromotion(facts).changesAt?.toISOString()).toBe('2027-01-01T00:00:00.000Z');
  });

  it('passes what comes before it, until it begins', () => {
    const freeze = [{ from: '2026-04-01', until: '2026-04-02', reason: 'Easter' }];
    const facts = configured({ freeze });
    expect(finding('freeze', facts)?.outcome).toBe('pass');
    expect(judgePromotion(facts).changesAt?.toISOString()).toBe('2026-04-01T00:00:00.000Z');
  });

  it('that is over passes for good', () => {
    const freeze = [{ from: '2026-01-01', until: '2026-01-02', reason: 'New year' }];
    expect(judgePromotion(configured({ freeze }))).toMatchObject({
      outcome: 'pass',
      changesAt: null,
    });
  });

  it('that cannot be read is no pass', () => {
    const freeze = [{ from: 'soon', until: 'late', reason: 'r' }];
    expect(finding('freeze', configured({ freeze }))?.outcome).toBe('inconclusive');
  });
});

function targetOf(changes: Parameters<typeof promotion>[0]) {
  return finding('rollback-target', promotion(changes));
}

describe('the version to go back to', () => {
  it.each([
    ['pass', { kind: 'nothing' }],
    ['pass', { kind: 'version', tag: 't', bytes: { kind: 'verified' } }],
    ['warn', { kind: 'version', tag: 't', bytes: { kind: 'uncompared', sentence: 'By names.' } }],
    ['fail', { kind: 'version', tag: 't', bytes: { kind: 'wrong', sentence: 'Gone.' } }],
    [
      'inconclusive',
      { kind: 'version', tag: 't', bytes: { kind: 'unknown', sentence: 'Down.', again: true } },
    ],
    ['fail', { kind: 'unknown', version: '1.0.0' }],
    ['inconclusive', null],
  ] as const)('is judged %s where it is %j', (outcome, present) => {
    expect(targetOf({ present })?.outcome).toBe(outcome);
  });

  it('only warns, or is not asked for, where the base branch says so', () => {
    const present = { kind: 'unknown', version: '1.0.0' } as const;
    expect(targetOf({ present, rollbackTargetLevel: 'warn' })?.outcome).toBe('warn');
    expect(targetOf({ present, rollbackTargetLevel: 'off' })).toBeNull();
  });
});

function checksOf(facts: ReturnType<typeof promotion>): readonly string[] {
  return judgePromotion(facts).results.map(({ check }) => check);
}

describe('a rollback', () => {
  const stays = [
    stay('1.1.0', { since: '2026-03-01T00:00:00Z', until: '2026-03-05T00:00:00Z' }),
    stay('1.2.0', { since: '2026-03-05T00:00:00Z', health: 'unhealthy', healthySince: null }),
  ];
  const terms = { after: 'staging', soak: '24h', freeze: always, approvals: 2 };
  const present = { kind: 'unknown', version: '1.2.0' } as const;
  const left = { until: now.toISOString() };

  it('to exactly the last healthy version waits for no order, soak time or freeze, nor for what it leaves', () => {
    const facts = configured(terms, { stays, staysBefore: [], present });
    expect(judgePromotion(facts).rollback).toBe(true);
    expect(checksOf(facts)).toEqual(['registered', 'bytes', 'lock', 'approvals']);
  });

  it('still needs bytes that verify and an environment that is not locked', () => {
    const facts = configured({}, { stays, lock, bytes: { kind: 'wrong', sentence: 'Gone.' } });
    expect(finding('lock', facts)?.outcome).toBe('fail');
    expect(finding('bytes', facts)?.outcome).toBe('fail');
  });

  it.each([
    ['an older healthy version', [stay('1.1.0', left), stay('1.0.0', left), stay('1.2.0')]],
    ['a version that was not healthy there', [stay('1.1.0', { health: 'unknown' }), stay('1.2.0')]],
    ['a version that was never there', [stay('1.0.0'), stay('1.2.0')]],
    [
      'a version that only challenged there',
      [stay('1.1.0', { role: 'challenger' }), stay('1.2.0')],
    ],
    ['the version that is there', [stay('1.1.0')]],
  ])('is not what goes to %s', (_, others) => {
    const facts = configured(terms, { stays: others, staysBefore: [], present });
    expect(judgePromotion(facts).rollback).toBe(false);
    expect(checksOf(facts)).toEqual(expect.arrayContaining(['order', 'soak', 'freeze']));
  });

  it('asks for two approvals at a high risk, where nobody says how many', () => {
    const approvals = { teams: ['acme/leads'] };
    const facts = { reviews: { reviews: [], lastPusher: null, unread: [] } };
    const sentenceAt = (tier: 'minimal' | 'high') =>
      finding('approvals', configured({ approvals }, { ...facts, tier }))?.sentence;
    expect(sentenceAt('minimal')).toContain('0 of 1 approvals');
    expect(sentenceAt('high')).toContain('0 of 2 approvals');
  });

  it('has approvals of its own, where they are set', () => {
    const reviews = { reviews: [], lastPusher: null, unread: [] };
    const shorter = configured({ ...terms, rollback: { approvals: 0 } }, { stays, reviews });
    expect(finding('approvals', shorter)).toBeNull();
    const one = configured({ ...terms, rollback: { approvals: 1 } }, { stays, reviews });
    expect(finding('approvals', one)?.sentence).toContain('0 of 1 approvals');
    const usual = configured(
      { ...terms, rollback: { approvals: 1 } },
      { reviews, staysBefore: [] },
    );
    expect(finding('approvals', usual)?.sentence).toContain('0 of 2 approvals');
  });
});

const review = (reviewer: string, commit = head) => ({
  reviewer,
  commit,
  state: 'approved' as const,
  teams: [],
  mayPush: true,
});

describe('approvals', () => {
  const judged = (
    reviews: readonly ReturnType<typeof review>[],
    lastPusher: string | null = null,
  ) =>
    finding(
      'approvals',
      configured(
        { approvals: 1 },
        { reviews: { reviews, lastPusher, unread: [] }, excluded: ['asker', 'author'] },
      ),
    )?.outcome;

  it.each([
    ['pass', [review('lead')], null],
    ['fail', [], null],
    ['fail', [review('Author')], null],
    ['fail', [review('asker')], null],
    ['fail', [review('lead')], 'lead'],
    ['fail', [review('lead', 'b'.repeat(40))], null],
    ['fail', [{ ...review('reader'), mayPush: false }], null],
  ] as const)('are judged %s with %j, pushed by %s', (outcome, reviews, pusher) => {
    expect(judged(reviews, pusher)).toBe(outcome);
  });

  it('are inconclusive where they were not read, and not asked for where none are', () => {
    expect(finding('approvals', configured({ approvals: 1 }))?.outcome).toBe('inconclusive');
    expect(finding('approvals', configured({ approvals: 0 }))).toBeNull();
    expect(finding('approvals', promotion())).toBeNull();
  });
});

const challenges = (share: number | null, champion: string | null) =>
  finding(
    'share',
    configured(
      { challenger: { set: {}, max_share: 20 } },
      { role: 'challenger', share, champion, asked: ok(versionRecord('1.1.0')) },
    ),
  );

describe('a challenger', () => {
  it.each([
    ['pass', 1, '1.0.0'],
    ['pass', 20, '1.0.0'],
    ['fail', 21, '1.0.0'],
    ['fail', 0, '1.0.0'],
    ['fail', null, '1.0.0'],
    ['fail', Number.NaN, '1.0.0'],
    ['fail', 10, null],
    ['fail', 10, '1.1.0'],
  ] as const)(
    'is judged %s with the share %s beside %s, whatever the ledger says',
    (outcome, share, champion) => {
      expect(challenges(share, champion)?.outcome).toBe(outcome);
    },
  );

  it('must have been where a champion must, and leaves without waiting', () => {
    const terms = { after: 'staging', freeze: always, approvals: 2, rollback: { approvals: 1 } };
    const facts = configured(terms, { role: 'challenger', share: 10, staysBefore: [] });
    expect(finding('order', facts)?.outcome).toBe('fail');
    expect(finding('freeze', facts)?.outcome).toBe('fail');
    const leaves = { ...facts, move: 'leaves', share: 0, bytes: null } as const;
    expect(judgePromotion(leaves).results.map(({ check }) => check)).toEqual([
      'registered',
      'lock',
      'approvals',
    ]);
  });
});
