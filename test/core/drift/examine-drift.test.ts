import { describe, expect, it } from 'vitest';
import type {
  CategoricalProfile,
  ColumnProfile,
  TimeProfile,
} from '../../../core/profile/profile.ts';
import { seal } from '../../../core/record/seal.ts';
import { draw, normals, repeat } from './fixture.ts';
import { examineWhole, examineWindows, featureIn } from './monitored.ts';
import { countsOf, levelsOf, numbersOf } from './profiles.ts';

const next = normals(31);
const calm = numbersOf(draw(2000, next));
const same = (): ReturnType<typeof numbersOf> => numbersOf(draw(500, next));
const shifted = (by: number): ReturnType<typeof numbersOf> =>
  numbersOf(draw(500, () => Math.tanh(next() + by)));
const squashed = numbersOf(draw(2000, () => Math.tanh(next())));
const few = numbersOf(draw(50, () => Math.tanh(next() + 2)));
/** Normal values moved into the range of the reference, so that only the distribution drifts. */
const days = (...shifts: readonly number[]) => shifts.map((by) => ({ x: shifted(by) }));

/** 60 levels, the later the more frequent. */
function many(power: number): CategoricalProfile {
  const counts = Array.from({ length: 60 }, (_, at) => 10 + Math.round(at ** power));
  return levelsOf(countsOf(counts));
}

function time(rows: number, missing: number): TimeProfile {
  const moments = { first: 0, last: 1, future: 0, mixedOffsets: false };
  return { kind: 'time', rows, missing, unreadable: 0, ...moments };
}

describe('over windows, a feature', () => {
  it.each([
    ['that drifts in the newest only warns', [0, 0, 0, 1], 'warning', null],
    ['that drifts in 2 of the newest 3 drifts, since the first', [0, 0, 1, 1], 'drift', 2],
    ['that drifts again after a calm window drifts', [0, 1, 0, 1], 'drift', 1],
    ['that drifted twice long ago is calm', [1, 1, 0, 0, 0], 'stable', null],
    ['that drifted once is calm', [0, 1, 0, 0], 'stable', null],
    ['that drifted until the window before is not over yet', [0, 1, 1, 0], 'drift', 1],
  ] as const)('%s', (_, shifts, outcome, since) => {
    const thresholds = { numeric: 0.1 };
    const found = featureIn(
      examineWindows({ x: squashed }, days(...shifts), { options: { thresholds } }),
      'x',
    );
    expect(found.outcome).toBe(outcome);
    const start = since === null ? null : `2026-01-0${since + 1}T00:00:00Z`;
    expect(found.since).toBe(start);
    expect(found.history?.sizes).toHaveLength(shifts.length);
    expect(found.alarms).toEqual(outcome === 'stable' ? [] : ['distribution']);
  });

  it('is held by windows that reach four fifths of the threshold, and not started by them', () => {
    const even = Array.from({ length: 1000 }, (_, place) => place);
    /** The lowest values of that share of 1,000 are at the upper end instead: D is the share. */
    const moved = (...shares: readonly number[]) =>
      shares.map((share) => ({
        x: numbersOf(even.map((value) => (value < 1000 * share ? 999 : value))),
      }));
    const examined = (...shares: readonly number[]) =>
      featureIn(examineWindows({ x: numbersOf(even) }, moved(...shares)), 'x');
    expect(examined(0.09, 0.09, 0.09)).toMatchObject({
      outcome: 'stable',
      history: { sizes: [0.09, 0.09, 0.09] },
    });
    const held = examined(0.2, 0.2, 0.09, 0.09, 0.09);
    expect(held).toMatchObject({ outcome: 'drift', since: '2026-01-01T00:00:00Z' });
    expect(held.reason).toContain(
      'In the newest window it did not; it is over when fewer than 2 of 3 windows reach 80% of the threshold.',
    );
    expect(examined(0.2, 0.2, 0.07, 0.07).outcome).toBe('stable');
  });

  it('is followed as the configuration says', () => {
    const options = { persistence: { drifted: 3, of: 4 } };
    const outcomeOf = (shifts: readonly number[]) =>
      examineWindows({ x: squashed }, days(...shifts), { options }).outcome;
    expect(outcomeOf([1, 0, 1])).toBe('warning');
    expect(outcomeOf([1, 0, 1, 1])).toBe('drift');
  });

  it('is not cleared by windows of too few rows', () => {
    const found = examineWindows({ x: squashed }, [...days(1, 1), { x: few }, { x: few }]);
    expect(featureIn(found, 'x')).toMatchObject({
      outcome: 'drift',
      history: { outcomes: ['drift', 'drift', 'insufficient-data', 'insufficient-data'] },
    });
  });

  it('names itself, its size, its interval, the window, and what could have been seen', () => {
    const { reason } = featureIn(examineWindows({ x: squashed }, days(0, 1, 1)), 'x');
    expect(reason).toMatch(
      /^The median of "x" went from \S+ to \S+\. The distance D is 0\.\d+ \(95% interval 0\.\d+ to 0\.\d+\), at least 0\.1, and significant: adjusted p-value below 0\.0001\. The distance D could have been seen from 0\.\d+ on\. The window is 2026-01-03 to 2026-01-04\. It has drifted since 2026-01-02\.$/,
    );
  });

  it.each([
    ['that still runs', { start: '2026-06-01T01:00', end: '2026-06-01T09:00' }, 'is over yet'],
    ['without a time that can be read', undefined, 'No row has a time that can be read'],
  ] as const)('is not judged where there is no window but one %s', (_, span, reason) => {
    const found = examineWhole(
      { x: squashed, gone: calm },
      { x: shifted(1) },
      { options: { hasWindows: true }, ...(span === undefined ? {} : { span }) },
    );
    expect(featureIn(found, 'x')).toMatchObject({
      outcome: 'insufficient-data',
      alarms: [],
      reason: expect.stringContaining(reason),
    });
    // What is not there need not last.
    expect(featureIn(found, 'gone')).toMatchObject({ outcome: 'drift', alarms: ['schema'] });
    const alone = examineWhole(
      { x: squashed },
      { x: shifted(1) },
      { options: { hasWindows: true } },
    );
    expect(alone.outcome).toBe('insufficient-data');
  });

  it('drifts without windows at once', () => {
    expect(examineWhole({ x: squashed }, { x: shifted(1) }).outcome).toBe('drift');
  });

  it('tells of each window by itself', () => {
    const found = examineWindows({ x: squashed, y: calm }, [
      { x: shifted(1), y: same() },
      { x: few, y: same() },
      { x: shifted(0), y: same() },
    ]);
    expect(found.windows).toEqual([
      {
        start: '2026-01-01T00:00:00Z',
        end: '2026-01-02T00:00:00Z',
        rows: 500,
        outcome: 'drift',
        drifted: 1,
      },
      {
        start: '2026-01-02T00:00:00Z',
        end: '2026-01-03T00:00:00Z',
        rows: 500,
        outcome: 'insufficient-data',
        drifted: 0,
      },
      {
        start: '2026-01-03T00:00:00Z',
        end: '2026-01-04T00:00:00Z',
        rows: 500,
        outcome: 'stable',
        drifted: 0,
      },
    ]);
    expect(found.window).toEqual({ start: '2026-01-03T00:00:00Z', end: '2026-01-04T00:00:00Z' });
    expect(found.persistence).toEqual({ drifted: 2, of: 3 });
  });
});

describe('a feature', () => {
  it('drifts when more values lie beyond the range of the reference than that leads to expect', () => {
    const beyond = numbersOf([
      ...draw(480, () => 0.9 * Math.tanh(next())),
      ...repeat(20, 7).map(Number),
    ]);
    const found = featureIn(examineWhole({ x: squashed }, { x: beyond }), 'x');
    expect(found).toMatchObject({ outcome: 'drift', alarms: ['range'], outOfRange: 0.04 });
    expect(found.reason).toContain('4% of the values of "x" lie beyond');
    const allowed = { options: { thresholds: { range: '5%' } } };
    expect(examineWhole({ x: squashed }, { x: beyond }, allowed).outcome).toBe('stable');
  });

  it('must exceed what parts of the reference differ by', () => {
    const calibration = new Map([['x', { parts: 10, mean: 0.2, deviation: 0.1 }]]);
    const found = featureIn(examineWhole({ x: squashed }, { x: shifted(1) }, { calibration }), 'x');
    expect(found).toMatchObject({ outcome: 'stable', threshold: 0.5 });
    const two = new Map([['x', { parts: 2, mean: 0.2, deviation: 0.1 }]]);
    expect(
      featureIn(examineWhole({ x: squashed }, { x: shifted(1) }, { calibration: two }), 'x')
        .threshold,
    ).toBe(0.1);
  });

  it('has the role and the importance that the configuration gives it', () => {
    const options = {
      features: ['x'],
      prediction: 'p',
      label: 'y',
      importance: new Map([
        ['x', 3],
        ['other', 1],
      ]),
    };
    const columns = { x: squashed, p: squashed, y: squashed };
    const found = examineWhole(columns, { ...columns, x: shifted(0) }, { options });
    expect(
      found.features.map(({ feature, role, importance }) => [feature, role, importance]),
    ).toEqual([
      ['x', 'feature', 0.75],
      ['p', 'prediction', 0],
      ['y', 'label', 0],
    ]);
    expect(featureIn(found, 'p').picture?.labels.length).toBeGreaterThan(5);
    expect(featureIn(found, 'x').picture).toBeUndefined();
  });

  it('is neither what the model answers beside its prediction, nor what names a row', () => {
    const options = { prediction: 'p', answers: ['score'], apart: ['id'] };
    const columns = { x: squashed, p: squashed, score: squashed, id: squashed };
    const found = examineWhole(
      columns,
      { x: shifted(0), p: shifted(0), score: shifted(1) },
      { options },
    );
    expect(found.features.map(({ feature, role }) => [feature, role])).toEqual([
      ['x', 'feature'],
      ['p', 'prediction'],
      ['score', 'prediction'],
    ]);
    expect(found.outcome).toBe('drift');
    const listed = { ...options, features: ['x', 'id'] };
    const asked = examineWhole(columns, columns, { options: listed });
    expect(asked.features.map(({ feature }) => feature)).toEqual(['x', 'id', 'p', 'score']);
  });

  it('by which the model does not go makes a warning, a prediction drift', () => {
    const importance = new Map([['y', 1]]);
    const reference = { x: squashed, y: squashed, p: squashed };
    const calmly = { x: shifted(0), y: shifted(0), p: shifted(0) };
    const options = { importance, prediction: 'p' };
    const outcome = (columns: Partial<typeof calmly>) =>
      examineWhole(reference, { ...calmly, ...columns }, { options }).outcome;
    expect(outcome({ x: shifted(1) })).toBe('warning');
    expect(outcome({ y: shifted(1) })).toBe('drift');
    expect(outcome({ p: shifted(1) })).toBe('drift');
  });

  it('counts like all others where the weights are of no column that is compared', () => {
    const options = { importance: new Map([['x_made_by_training', 1]]) };
    const found = examineWhole({ x: squashed }, { x: shifted(1) }, { options });
    expect(found.outcome).toBe('drift');
    expect(featureIn(found, 'x').importance).toBeUndefined();
  });

  it('of which a label is not known yet is neither drift nor missing', () => {
    const options = { label: 'y' };
    const reference = { x: squashed, y: calm };
    const gone = examineWhole(reference, { x: shifted(0) }, { options });
    expect(gone).toMatchObject({
      outcome: 'stable',
      schemaChanges: [{ outcome: 'insufficient-data' }],
    });
    expect(featureIn(gone, 'y')).toMatchObject({ outcome: 'insufficient-data', alarms: [] });
    const unknown = { ...numbersOf([]), rows: 500, missing: 500 };
    const empty = examineWhole(reference, { x: shifted(0), y: unknown }, { options });
    expect(empty.outcome).toBe('stable');
  });

  it('of which a label drifted before is told of as not known yet where the newest window has none', () => {
    const none = { ...numbersOf([]), rows: 500, missing: 500 };
    const options = { label: 'y', thresholds: { numeric: 0.1 } };
    const found = examineWindows(
      { y: squashed },
      [{ y: shifted(0) }, { y: shifted(1) }, { y: shifted(1) }, { y: none }],
      { options },
    );
    const { outcome, reason, picture } = featureIn(found, 'y');
    expect([outcome, picture]).toEqual(['drift', undefined]);
    expect(reason).toMatch(
      /^There are no labels yet\..* In the newest window it could not be judged;/,
    );
  });

  it('is shown in at most 24 bins or levels, whose shares add up', () => {
    const found = examineWhole({ x: squashed, c: many(1) }, { x: shifted(1), c: many(1.8) });
    for (const name of ['x', 'c']) {
      const { picture } = featureIn(found, name);
      expect(picture?.labels.length).toBeLessThanOrEqual(25);
      for (const side of [picture?.reference, picture?.current]) {
        expect(side).toHaveLength(picture?.labels.length ?? 0);
        expect(side?.reduce<number>((sum, share) => sum + (share ?? 0), 0)).toBeCloseTo(1, 2);
      }
    }
    expect(featureIn(found, 'c').picture?.labels.at(-1)).toBe('all others');
  });
});

describe('columns', () => {
  it('of another type that read as before change nothing; of which most cannot be read, they drift', () => {
    const words = { ...numbersOf([]), rows: 500, unreadable: 500 };
    const found = examineWhole(
      { x: squashed, y: squashed },
      { x: words, y: shifted(0), z: calm },
      { types: { x: 'text', y: 'text', z: 'number' } },
    );
    expect(found.schemaChanges).toMatchObject([
      { column: 'x', change: 'type', reference: 'number', current: 'text', outcome: 'drift' },
      { column: 'y', change: 'type', outcome: 'stable' },
      { column: 'z', change: 'added', reference: null, outcome: 'warning' },
    ]);
    expect(featureIn(found, 'x')).toMatchObject({ outcome: 'drift', alarms: ['schema'] });
    expect(featureIn(found, 'y').outcome).toBe('stable');
  });

  it.each([
    ['are still such', 'other', 'unreadable', 'which are not compared. Write'],
    ['are gone', null, 'missing', 'the current data have no such column'],
    ['became text', 'text', 'type', 'the current data hold values of type text there'],
  ] as const)(
    'of lists or bytes that %s are never a pass, listed or not',
    (_, now, change, reason) => {
      const facts = {
        referenceTypes: { x: 'number', tags: 'other', id: 'other' },
        types: { x: 'number', ...(now === null ? {} : { tags: now }) },
      } as const;
      for (const features of ['auto' as const, ['x', 'tags']]) {
        const found = examineWhole(
          { x: squashed },
          { x: shifted(0) },
          { ...facts, options: { features, apart: ['id'] } },
        );
        expect(found.features.map(({ feature }) => feature)).toEqual(['x']);
        expect(found.schemaChanges).toMatchObject([
          { column: 'tags', change, reference: 'other', current: now, outcome: 'unreadable' },
        ]);
        expect(found.schemaChanges?.[0]?.reason).toContain(reason);
        expect(found.outcome).toBe('insufficient-data');
      }
      const others = { ...facts, options: { features: ['x'] } };
      expect(examineWhole({ x: squashed }, { x: shifted(0) }, others)).toMatchObject({
        outcome: 'stable',
        schemaChanges: [],
      });
    },
  );

  it.each([
    ['the prediction', { prediction: 'tags' }],
    ['a score beside it', { prediction: 'p', answers: ['tags'] }],
  ] as const)('of lists are told of where they are %s, whatever is listed', (_, answers) => {
    const types = { x: 'number', tags: 'other' } as const;
    const options = { features: ['x'], ...answers };
    const facts = { referenceTypes: types, types, options };
    const found = examineWhole({ x: squashed }, { x: shifted(0) }, facts);
    expect(found).toMatchObject({
      outcome: 'insufficient-data',
      schemaChanges: [{ column: 'tags', outcome: 'unreadable' }],
    });
  });

  it('of lists alone are nothing to compare, which is said of them', () => {
    const referenceTypes = { x: 'number', tags: 'other' } as const;
    const facts = { referenceTypes, options: { features: ['tags'] } };
    expect(() => examineWhole({ x: squashed }, { x: squashed }, facts)).toThrow(
      'There is no feature to compare: the reference holds lists, structures or bytes in "tags", which are not compared, and nothing else that is asked for.',
    );
  });

  it('that came are no news to who lists the features, and never more than a warning', () => {
    const columns = { x: shifted(0), z: calm };
    const listed = examineWhole({ x: squashed }, columns, { options: { features: ['x'] } });
    expect(listed.schemaChanges).toEqual([]);
    expect(examineWhole({ x: squashed }, columns).outcome).toBe('stable');
  });

  it('that are gone are back at once', () => {
    const all = examineWindows({ x: squashed, y: calm }, [
      { y: same() },
      { y: same() },
      { x: shifted(0), y: same() },
    ]);
    expect(featureIn(all, 'x')).toMatchObject({ outcome: 'stable', alarms: [] });
    const gone = examineWindows({ x: squashed, y: calm }, [
      { x: shifted(0), y: same() },
      { y: same() },
    ]);
    expect(featureIn(gone, 'x')).toMatchObject({ outcome: 'drift', alarms: ['schema'] });
  });

  it('without a value, with one value, constant or empty are an outcome each', () => {
    const nothing = { ...numbersOf([]), rows: 500, missing: 500 };
    const constant = numbersOf(Array.from({ length: 500 }, () => 3));
    const reference = { empty: nothing, one: numbersOf([1]), constant, other: calm };
    const same = examineWhole(reference, reference);
    expect(same.features.map(({ outcome }) => outcome)).toEqual([
      'insufficient-data',
      'insufficient-data',
      'stable',
      'stable',
    ]);
    const empty = numbersOf([]);
    const none = examineWhole(reference, { empty, one: empty, constant: empty, other: empty });
    expect(none.outcome).toBe('insufficient-data');
    expect(examineWhole(reference, {}).outcome).toBe('drift');
  });

  it('that differ in their kind from the reference are unreadable in all rows', () => {
    const levels = levelsOf(new Map([['a', 500]]));
    expect(featureIn(examineWhole({ x: squashed }, { x: levels }), 'x').alarms).toEqual(['schema']);
  });

  it('of times are compared by what is missing only', () => {
    const calmly = examineWhole({ t: time(500, 0) }, { t: time(500, 0) });
    expect(featureIn(calmly, 't')).toMatchObject({ outcome: 'stable', kind: 'time', size: null });
    const gone = examineWhole({ t: time(500, 0) }, { t: time(500, 100) });
    expect(featureIn(gone, 't')).toMatchObject({ outcome: 'drift', alarms: ['missing'] });
  });
});

describe('the record', () => {
  it('of thousands of columns that all drift has room in an artifact: 1 kB for each', () => {
    const names = Array.from({ length: 4_000 }, (_, place) => `a column with a long name ${place}`);
    const columnsOf = (one: ColumnProfile) => Object.fromEntries(names.map((name) => [name, one]));
    const [before, now] = [
      numbersOf(draw(220, next)),
      numbersOf(draw(220, next).map((x) => x + 2)),
    ];
    const days = Array.from({ length: 2 }, () => columnsOf(now));
    const found = examineWindows(columnsOf(before), days);
    expect(found.features.filter(({ outcome }) => outcome === 'drift')).toHaveLength(4_000);
    expect(JSON.stringify(found).length).toBeLessThan(5_500_000);
  });

  it('holds all of it, and is valid', () => {
    const found = examineWindows(
      { x: squashed, 'a "name"\n': calm, gone: calm },
      [0, 0, 0, 0, 1, 1].map((by) => ({ x: shifted(by), 'a "name"\n': same() })),
      { now: '2026-01-07', options: { importance: new Map([['x', 1]]), prediction: 'x' } },
    );
    const side = { path: 'a.csv', digest: null, rows: 1 };
    const record = seal('drift', {
      createdAt: '2026-06-01T00:00:00Z',
      producer: { action: 'monitor', version: '0.1.0' },
      repository: 'owner/name',
      commit: '0'.repeat(40),
      model: 'bike-demand',
      ...found,
      reference: side,
      current: side,
      durationSeconds: 1,
    });
    expect(record.features).toHaveLength(3);
    expect(record.volume?.outcome).toBe('stable');
  });
});
