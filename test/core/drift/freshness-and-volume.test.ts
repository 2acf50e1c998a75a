import { describe, expect, it } from 'vitest';
import { overallOutcome } from '../../../core/drift/index.ts';
import { bandOf } from '../../../core/drift/volume.ts';
import type { TimeProfile } from '../../../core/profile/profile.ts';
import type { FeatureDrift, FeatureOutcome, Freshness, Volume } from '../../../schemas/types.ts';
import { compareOne, draw, normals, uniforms } from './fixture.ts';
import { examineWhole, examineWindows, type Facts } from './monitored.ts';
import { numbersOf } from './profiles.ts';

const next = normals(41);
const reference = { x: numbersOf(draw(1000, next)) };
const now = '2026-01-10T12:00:00Z';

function freshness(time: Partial<TimeProfile> | null, facts: Facts = {}): Freshness | undefined {
  const profile: TimeProfile = {
    kind: 'time',
    rows: 300,
    missing: 0,
    unreadable: 0,
    first: Date.parse('2026-01-01'),
    last: Date.parse('2026-01-10'),
    future: 0,
    mixedOffsets: false,
    ...time,
  };
  const columns = { x: numbersOf(draw(300, next)), ...(time === null ? {} : { when: profile }) };
  const options = { time: 'when', freshnessMs: 24 * 60 * 60_000, ...facts.options };
  return examineWhole(reference, columns, { now, ...facts, options }).freshness;
}

describe('freshness', () => {
  it.each([
    ['newer than asked for', {}, 'stable', 'of 1 d that are allowed'],
    ['older than asked for', { last: Date.parse('2026-01-08') }, 'drift', 'is 2 d 12 h old'],
    ['in the future, in part', { future: 3 }, 'warning', '3 rows are later than the moment'],
    [
      'without one offset from UTC',
      { mixedOffsets: true },
      'warning',
      'Some times say their offset',
    ],
    ['not there', { first: null, last: null }, 'insufficient-data', 'is not known'],
  ] as const)('of rows %s', (_, time, outcome, reason) => {
    const found = freshness(time);
    expect(found?.outcome).toBe(outcome);
    expect(found?.reason).toContain(reason);
  });

  it('is told by the span where the time is no column of the profile', () => {
    const span = { start: '2026-01-01', end: '2026-01-10T06:00:00Z' };
    expect(freshness(null, { span })).toMatchObject({ ageSeconds: 6 * 3600, outcome: 'stable' });
    const late = { start: '2026-01-01', end: '2026-02-01' };
    expect(freshness(null, { span: late })).toMatchObject({
      newest: null,
      outcome: 'insufficient-data',
    });
  });

  it('of times that are numbers since 1970 is told by the span, whose unit they have', () => {
    const seconds = Date.parse('2026-01-10T06:00:00Z') / 1000;
    const unread = { first: null, last: null, unreadable: 300 };
    for (const end of [seconds, seconds * 1e3, seconds * 1e6].map(String)) {
      const found = freshness(unread, { span: { start: '1600000000', end } });
      expect(found).toMatchObject({ ageSeconds: 6 * 3600, outcome: 'stable' });
    }
  });

  it('is to be looked at where more rows than a few are in no window', () => {
    const days = [{ x: numbersOf(draw(1000, next)) }];
    const outcomeOf = (withoutWindow: number): FeatureOutcome | undefined =>
      examineWindows(reference, days, {
        now: '2026-01-02',
        span: { start: '2026-01-01', end: '2026-01-01T23:00' },
        options: { time: 'when' },
        withoutWindow,
      }).freshness?.outcome;
    expect([outcomeOf(0), outcomeOf(19), outcomeOf(20)]).toEqual(['stable', 'stable', 'warning']);
  });

  it('of times that are other numbers is not known, and is left out where nobody asks', () => {
    const span = { start: '1', end: '20' };
    expect(freshness(null, { span })?.reason).toContain('write ISO 8601');
    expect(freshness(null, { span })?.outcome).toBe('insufficient-data');
    expect(freshness(null, { span, options: { freshnessMs: null } })).toBeUndefined();
    expect(freshness({}, { options: { time: null } })).toBeUndefined();
  });
});

function volume(rows: readonly number[], at = '2026-06-01'): Volume | undefined {
  const days = rows.map((count) => ({ x: numbersOf(draw(count, next)) }));
  return examineWindows(reference, days, { now: at }).volume;
}

describe('volume', () => {
  const usual = [300, 320, 290, 310, 305, 295];

  it.each([
    ['as before', 302, 'stable'],
    ['that broke down', 100, 'warning'],
    ['that is missing', 0, 'warning'],
    ['that doubled', 640, 'warning'],
    ['that is a little more', 340, 'stable'],
  ] as const)('%s', (_, rows, outcome) => {
    expect(volume([...usual, rows])).toMatchObject({ rows, outcome });
  });

  it('is not judged by fewer than five windows before, nor while the window goes on', () => {
    expect(volume(usual.slice(0, 5))).toMatchObject({ outcome: 'insufficient-data', lower: null });
    expect(volume([...usual, 10], '2026-01-07T12:00:00Z')?.reason).toContain('is not over');
    expect(examineWhole(reference, reference).volume).toBeUndefined();
  });

  it.for([6, 14])(
    'raises few false alarms after %i windows that vary by themselves',
    async (before, { annotate }) => {
      const uniform = uniforms(42);
      const day = (): number => Math.round(1000 * Math.exp(0.15 * next()) + uniform());
      let alarms = 0;
      const repetitions = 2000;
      for (let repetition = 0; repetition < repetitions; repetition++) {
        const { lower, upper } = bandOf(Array.from({ length: before }, day));
        const rows = day();
        if (rows < lower || rows > upper) alarms += 1;
      }
      await annotate(`${alarms} false alarms of the number of rows in ${repetitions} windows`);
      expect(alarms / repetitions).toBeLessThanOrEqual(0.02);
    },
  );
});

describe('the outcome of all', () => {
  const stable = compareOne(draw(300, next), draw(300, next));
  const nothing = { performance: [], multivariate: null, slices: [] };
  const feature = (outcome: FeatureOutcome, more: Partial<FeatureDrift> = {}): FeatureDrift => ({
    ...stable,
    outcome,
    ...more,
  });
  const performance = (outcome: FeatureOutcome) => ({
    ...nothing,
    performance: [
      {
        metric: 'mae',
        estimated: false,
        value: 1,
        interval: null,
        rows: 1,
        reference: 1,
        limit: 1,
        outcome,
        reason: '',
      },
    ],
  });
  const multivariate = (outcome: FeatureOutcome) => ({
    ...nothing,
    multivariate: {
      auc: 0.9,
      interval: null,
      threshold: 0.65,
      referenceRows: 1,
      currentRows: 1,
      outcome,
      contributions: [],
      reason: '',
    },
  });

  it.each([
    ['drift of a feature', [feature('drift')], nothing, 'drift'],
    [
      'drift of a feature that counts nothing',
      [feature('drift', { importance: 0 })],
      nothing,
      'warning',
    ],
    ['a warning', [feature('warning'), feature('insufficient-data')], nothing, 'warning'],
    ['a feature that cannot be judged', [feature('unreadable')], nothing, 'insufficient-data'],
    ['a metric below its floor', [feature('stable')], performance('drift'), 'drift'],
    [
      'a metric that cannot be judged yet',
      [feature('stable')],
      performance('insufficient-data'),
      'stable',
    ],
    ['a classifier that tells both apart', [feature('stable')], multivariate('drift'), 'warning'],
    [
      'a classifier that had too few rows',
      [feature('stable')],
      multivariate('insufficient-data'),
      'stable',
    ],
  ] as const)('with %s', (_, features, others, outcome) => {
    expect(overallOutcome({ features: [...features] }, others)).toBe(outcome);
  });

  it('is at most a warning for old data, and for another number of rows', () => {
    const freshness = { newest: null, ageSeconds: 1, limitSeconds: 1, future: 0, reason: '' };
    const features = [feature('stable')];
    expect(
      overallOutcome({ features, freshness: { ...freshness, outcome: 'drift' } }, nothing),
    ).toBe('warning');
    expect(
      overallOutcome(
        { features, freshness: { ...freshness, outcome: 'insufficient-data' } },
        nothing,
      ),
    ).toBe('insufficient-data');
  });
});
