import { describe, expect, it } from 'vitest';
import { overallOutcome } from '../../../core/drift/index.ts';
import { bandOf, volumeOf } from '../../../core/drift/volume.ts';
import { windowChoice } from '../../../core/profile/collect/windows.ts';
import type { TimesSeen } from '../../../core/profile/profile.ts';
import type { FeatureDrift, FeatureOutcome, Freshness, Volume } from '../../../schemas/types.ts';
import { compareOne, draw, normals, uniforms } from './fixture.ts';
import { examineWhole, examineWindows, type Facts } from './monitored.ts';
import { numbersOf } from './profiles.ts';

const next = normals(41);
const reference = { x: numbersOf(draw(1000, next)) };
const now = '2026-01-10T12:00:00Z';

function freshness(times: Partial<TimesSeen>, facts: Facts = {}): Freshness | undefined {
  const last = Date.parse('2026-01-10');
  const seen = { rows: 300, last, unit: null, future: 0, mixedOffsets: false };
  const options = { time: 'when', freshnessMs: 24 * 60 * 60_000, ...facts.options };
  const columns = { x: numbersOf(draw(300, next)) };
  return examineWhole(reference, columns, { now, times: { ...seen, ...times }, ...facts, options })
    .freshness;
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
    ['not there', { last: null }, 'insufficient-data', 'is not known'],
  ] as const)('of rows %s', (_, times, outcome, reason) => {
    const found = freshness(times);
    expect(found?.outcome).toBe(outcome);
    expect(found?.reason).toContain(reason);
  });

  it('of times that are numbers since 1970 is known, and so is how many are of the future', () => {
    const last = Date.parse('2026-01-10T06:00:00Z');
    const span = { start: '1600000000', end: String(last / 1000) };
    expect(freshness({ last, unit: 1_000, future: 2 }, { span })).toMatchObject({
      ageSeconds: 6 * 3600,
      future: 2,
      outcome: 'warning',
    });
  });

  it('is to be looked at where more rows than a few are in no window', () => {
    const days = [{ x: numbersOf(draw(1000, next)) }];
    const outcomeOf = (withoutWindow: number): FeatureOutcome | undefined =>
      examineWindows(reference, days, {
        now: '2026-01-02',
        times: {
          rows: 1000,
          last: Date.parse('2026-01-01'),
          unit: null,
          future: 0,
          mixedOffsets: false,
        },
        options: { time: 'when' },
        withoutWindow,
      }).freshness?.outcome;
    expect([outcomeOf(0), outcomeOf(19), outcomeOf(20)]).toEqual(['stable', 'stable', 'warning']);
  });

  it('of times that are other numbers is not known, and is left out where nobody asks', () => {
    const span = { start: '1', end: '20' };
    const times = { last: 20_000, unit: 1_000 };
    expect(freshness(times, { span })).toMatchObject({
      newest: null,
      outcome: 'insufficient-data',
      reason: expect.stringContaining('write ISO 8601'),
    });
    expect(freshness(times, { span, options: { freshnessMs: null } })).toBeUndefined();
    expect(freshness({}, { options: { time: null } })).toBeUndefined();
  });
});

function volume(rows: readonly number[]): Volume | undefined {
  const days = rows.map((count) => ({ x: numbersOf(draw(count, next)) }));
  return examineWindows(reference, days, { now: '2026-01-08' }).volume;
}

const dayMs = 86_400_000;
const noonOf = (day: number): number => Date.UTC(2026, 0, day, 12);

/** What is said at noon of a day of January 2026 where so many rows came on these days, of which the newest 7 are chosen. */
function volumeOn(
  day: number,
  days: readonly number[],
  freshnessMs: number | null = null,
): Volume | null {
  const choice = windowChoice(dayMs, 7, noonOf(day));
  for (const one of days) choice.add(noonOf(one));
  const windows = choice.chosen().map((window) => ({ ...window, rows: 300, columns: new Map() }));
  return volumeOf(windows, new Date(noonOf(day)), freshnessMs);
}

describe('volume', () => {
  const usual = [300, 320, 290, 310, 305, 295];

  it.each([
    ['as before', 302, 'stable'],
    ['that broke down', 100, 'warning'],
    ['that doubled', 640, 'warning'],
    ['that is a little more', 340, 'stable'],
  ] as const)('%s', (_, rows, outcome) => {
    expect(volume([...usual, rows])).toMatchObject({ rows, outcome });
  });

  it('is not judged by fewer than five windows before, nor without windows', () => {
    expect(volume(usual.slice(0, 5))).toMatchObject({ outcome: 'insufficient-data', lower: null });
    expect(examineWhole(reference, reference).volume).toBeUndefined();
  });

  it('is none where production writes nothing any more, which no window shows', () => {
    const daily = [5, 6, 7, 8, 9, 10, 11];
    // The one that runs is not counted, and one may be late.
    expect(volumeOn(13, daily)).toMatchObject({ rows: 300, outcome: 'stable' });
    expect(volumeOn(14, daily)).toMatchObject({
      rows: 0,
      expected: 300,
      outcome: 'warning',
      reason: expect.stringMatching(/^2 windows without any row from 2026-01-12 on, where 0 /),
    });
  });

  it('may be none for as long as the newest row may be old, and a window', () => {
    const daily = [5, 6, 7, 8, 9, 10, 11];
    expect(volumeOn(14, daily, 1.5 * dayMs)?.outcome).toBe('stable');
    expect(volumeOn(15, daily, 1.5 * dayMs)?.outcome).toBe('warning');
    // Less than what may be late anyway changes nothing.
    expect(volumeOn(13, daily, 1)?.outcome).toBe('stable');
    // Examined as a whole, it is the configured age.
    const days = usual.concat(300).map((count) => ({ x: numbersOf(draw(count, next)) }));
    const examined = (freshnessMs: number | null) =>
      examineWindows(reference, days, { now: '2026-01-11', options: { freshnessMs } }).volume;
    expect(examined(null)?.outcome).toBe('warning');
    expect(examined(2 * dayMs)?.outcome).toBe('stable');
  });

  it('may be none for as long as it was before, such as at weekends', () => {
    const workdays = [2, 5, 6, 7, 8, 9, 12, 13, 14, 15, 16];
    expect(volumeOn(19, workdays)?.outcome).toBe('stable');
    expect(volumeOn(20, workdays)?.outcome).toBe('stable');
    expect(volumeOn(21, workdays)?.outcome).toBe('warning');
    expect(volumeOn(30, workdays.slice(0, 4))?.outcome).toBe('insufficient-data');
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
  const nothing = { performance: [], multivariate: null, slices: [], unreadableFiles: 0 };
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
  const slice = (outcome: FeatureOutcome) => ({
    ...nothing,
    slices: [
      {
        column: 'city',
        value: 'ulm',
        rows: 1,
        outcome,
        metric: null,
        metricValue: null,
        interval: null,
        reference: null,
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
    [
      'files that could not be opened',
      [feature('stable')],
      { ...nothing, unreadableFiles: 1 },
      'warning',
    ],
    ['a slice that is worse', [feature('stable')], slice('warning'), 'warning'],
    ['a slice of too few rows', [feature('stable')], slice('insufficient-data'), 'stable'],
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
    const rows = { rows: 1, expected: 9, lower: 5, upper: 13, reason: '' };
    const ofVolume = (outcome: FeatureOutcome) =>
      overallOutcome({ features, volume: { ...rows, outcome } }, nothing);
    expect([ofVolume('warning'), ofVolume('insufficient-data')]).toEqual(['warning', 'stable']);
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
