import { sha256 } from '../../../../core/record/digest.ts';
import { seal } from '../../../../core/record/seal.ts';
import type {
  ColumnProfile,
  Distribution,
  Profiled,
  TableProfile,
} from '../../../../core/profile/profile.ts';
import { recordPicture } from '../../../../core/report/drift/record-picture.ts';
import { isoOf } from '../../../../core/time/instant.ts';
import type { DriftRecord, FeatureDrift, PerformanceDrift } from '../../../../schemas/types.ts';
import { head, repository } from '../../judge/candidate.ts';

/** Numbers from 0 to 1, the same each time. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Values as a profile counts them. */
export function distribution(values: readonly number[]): Distribution {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const sorted = [...counts].sort(([a], [b]) => a - b);
  return {
    grid: null,
    values: Float64Array.from(sorted, ([value]) => value),
    counts: Float64Array.from(sorted, ([, count]) => count),
  };
}

export function numeric(
  values: readonly number[],
  kind: 'numeric' | 'text' = 'numeric',
): ColumnProfile {
  const moments = { minimum: null, maximum: null, mean: null, deviation: null };
  return {
    kind,
    rows: values.length,
    missing: 0,
    unreadable: 0,
    distribution: distribution(values),
    moments,
  };
}

export function categorical(levels: Readonly<Record<string, number>>): ColumnProfile {
  const rows = Object.values(levels).reduce((sum, count) => sum + count, 0);
  return {
    kind: 'categorical',
    coding: 'texts',
    rows,
    missing: 0,
    unreadable: 0,
    levels: new Map(Object.entries(levels)),
    rest: { levels: 0, rows: 0 },
    singles: 0,
  };
}

/** A table of 12 features; `shift` moves two of them, `days` what day it is. */
function tableOf(rows: number, shift: number, random: () => number): TableProfile {
  const many = (make: () => number): number[] => Array.from({ length: rows }, make);
  const part = (share: number): number => Math.round(share * rows);
  return {
    rows,
    columns: new Map<string, ColumnProfile>([
      ['temp', numeric(many(() => Number((14 + 7 * shift + 7.5 * normal(random)).toFixed(2))))],
      [
        'hum',
        numeric(many(() => Math.min(100, Math.max(5, Math.round(62 + 17 * normal(random)))))),
      ],
      ['windspeed', numeric(many(() => Number((Math.abs(normal(random)) * 14).toFixed(1))))],
      ['hour', numeric(many(() => Math.floor(random() * 24)))],
      ['price', numeric(many(() => Number(Math.exp(2.1 + 0.9 * normal(random)).toFixed(2))))],
      ['age_of_account_days', numeric(many(() => Math.floor(-600 * Math.log(1 - random()))))],
      [
        'comment',
        numeric(
          many(() => Math.max(0, Math.round(45 + 25 * normal(random)))),
          'text',
        ),
      ],
      ['latency', numeric(many(() => Number((0.02 + 0.01 * Math.abs(normal(random))).toFixed(5))))],
      ['y_hat', numeric(many(() => Number((180 + 60 * shift + 90 * normal(random)).toFixed(1))))],
      [
        'weather',
        categorical({
          clear: part(0.58 - 0.3 * shift),
          mist: part(0.27),
          rain: part(0.12 + 0.22 * shift),
          snow: part(0.03),
          ...(shift > 0 ? { 'freezing fog': part(0.08 * shift) } : {}),
        }),
      ],
      [
        'weekday',
        categorical(
          Object.fromEntries(
            ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].map((day) => [day, part(1 / 7)]),
          ),
        ),
      ],
      ['holiday', categorical({ no: part(0.97), yes: part(0.03) })],
    ]),
  };
}

const day = 86_400_000;
const first = Date.parse('2026-07-01T00:00:00Z');

/** 14 days of production; `temp`, `weather` and the answers drift from the ninth on. */
export function world(): { readonly reference: TableProfile; readonly current: Profiled } {
  const random = seeded(7);
  const windows = Array.from({ length: 14 }, (_, index) => {
    const shift = index < 8 ? 0 : Math.min(1, (index - 7) * 0.3);
    const rows = 700 + Math.floor(random() * 120) - (index % 7 > 4 ? 190 : 0);
    return {
      ...tableOf(rows, shift, random),
      start: first + index * day,
      end: first + (index + 1) * day,
    };
  });
  const reference = tableOf(8_000, 0, random);
  const whole = windows.at(-1) ?? reference;
  return {
    reference,
    current: { whole, windows, types: new Map(), span: null, withoutWindow: 0, times: null },
  };
}

const drifting = new Set(['temp', 'weather', 'y_hat']);

function featureOf(
  name: string,
  profile: ColumnProfile,
  now: ColumnProfile,
  random: () => number,
): FeatureDrift {
  const isDrift = drifting.has(name);
  const sizes = Array.from({ length: 14 }, (_, index) => {
    const noise = 0.015 + random() * 0.04;
    return isDrift && index >= 8 ? noise + Math.min(0.31, (index - 7) * 0.095) : noise;
  });
  const size = sizes.at(-1) ?? null;
  const picture = recordPicture(profile, now);
  const isLevels = profile.kind === 'categorical';
  return {
    feature: name,
    kind: profile.kind,
    outcome: isDrift ? 'drift' : 'stable',
    test: isLevels ? 'chi-square' : 'kolmogorov-smirnov',
    statistic: size,
    pValue: isDrift ? 1e-40 : 0.4,
    adjustedPValue: isDrift ? 6e-40 : 0.61,
    size,
    threshold: 0.1,
    referenceRows: 8_000,
    currentRows: 742,
    smallestDetectable: 0.0613,
    reason: isDrift
      ? `The distribution changed by ${(size ?? 0).toFixed(3)}, in 6 windows in a row.`
      : '',
    role: name === 'y_hat' ? 'prediction' : 'feature',
    alarms: isDrift ? ['distribution', ...(isLevels ? (['unseen'] as const) : [])] : [],
    interval: size === null ? null : { lower: size - 0.031, upper: size + 0.034 },
    distances: { wasserstein: (size ?? 0) * 2.4, psi: (size ?? 0) * 1.3, jensenShannon: size },
    missing: { reference: 0.002, current: isDrift ? 0.004 : 0.002 },
    ...(isLevels ? { unseen: isDrift ? 0.08 : 0 } : { outOfRange: isDrift ? 0.012 : 0 }),
    importance: isDrift ? 0.3 : 0.05,
    since: isDrift ? '2026-07-09T00:00:00Z' : null,
    ...(isDrift && picture !== null ? { picture } : {}),
    history: { sizes, outcomes: sizes.map((each) => (each >= 0.1 ? 'drift' : 'stable')) },
  };
}

function metric(
  name: string,
  values: readonly number[],
  changes: Partial<PerformanceDrift>,
): PerformanceDrift {
  const value = values.at(-1) ?? null;
  const width = Math.abs(value ?? 0) * 0.07;
  return {
    metric: name,
    estimated: false,
    value,
    interval: value === null ? null : { lower: value - width, upper: value + width },
    rows: 731,
    reference: null,
    limit: null,
    outcome: 'drift',
    history: values.map((each, index) => ({
      start: isoOf(first + index * day),
      end: isoOf(first + (index + 1) * day),
      rows: 700 + index,
      value: each,
      interval: { lower: each - width, upper: each + width },
    })),
    smallestDetectable: width,
    changedAt: '2026-07-10T00:00:00Z',
    reason: '',
    ...changes,
  };
}

/** The record of `world`, with everything that a record may hold. */
export function worldRecord(changes: Partial<DriftRecord> = {}): DriftRecord {
  const { reference, current } = world();
  const random = seeded(3);
  const rising = [52, 51.3, 53.4, 50.9, 52.2, 51.1, 52.6, 53, 56.1, 58.9, 61.7, 64.8, 66, 67.2];
  const record = seal('drift', {
    createdAt: '2026-07-15T05:17:00Z',
    producer: { action: 'monitor', version: '0.1.0' },
    repository,
    commit: head,
    model: 'bike-demand',
    outcome: 'drift',
    reference: {
      path: 'data/train.parquet',
      digest: sha256('reference'),
      rows: 8_000,
      version: '1.4.0',
    },
    current: {
      path: 's3://bikes/predictions/2026-07-*.parquet',
      digest: sha256('current'),
      rows: 9_842,
    },
    window: { start: '2026-07-14T00:00:00Z', end: '2026-07-15T00:00:00Z' },
    features: [...reference.columns].map(([name, profile]) =>
      featureOf(name, profile, current.whole.columns.get(name) ?? profile, random),
    ),
    windows: current.windows.map(({ start, end, rows }, index) => ({
      start: isoOf(start),
      end: isoOf(end),
      rows,
      outcome: index < 8 ? 'stable' : 'drift',
      drifted: index < 8 ? 0 : 3,
    })),
    persistence: { drifted: 2, of: 3 },
    schemaChanges: [
      {
        column: 'promo_code',
        change: 'added',
        reference: null,
        current: 'text',
        outcome: 'stable',
        reason: 'Nothing of the reference is compared with it.',
      },
    ],
    freshness: {
      newest: '2026-07-14T23:59:00Z',
      ageSeconds: 19_080,
      limitSeconds: 172_800,
      future: 0,
      outcome: 'stable',
      reason: '',
    },
    volume: { rows: 742, expected: 720, lower: 520, upper: 905, outcome: 'stable', reason: '' },
    multivariate: {
      auc: 0.742,
      interval: { lower: 0.718, upper: 0.766 },
      threshold: 0.6,
      referenceRows: 2_000,
      currentRows: 742,
      outcome: 'drift',
      contributions: [
        { feature: 'temp', share: 0.61 },
        { feature: 'weather', share: 0.27 },
        { feature: 'hum', share: 0.05 },
        { feature: 'age_of_account_days', share: 0.03 },
      ],
      reason: '',
    },
    performance: [
      metric('mae', rising, { reference: 51.4, limit: 60 }),
      metric(
        'r2',
        rising.map((value) => 1 - value / 160),
        { reference: 0.69, limit: 0.55, estimated: true, outcome: 'warning' },
      ),
    ],
    slices: [
      {
        column: 'weather',
        value: 'rain',
        rows: 262,
        outcome: 'drift',
        metric: 'mae',
        metricValue: 88.1,
        interval: { lower: 79.5, upper: 96.9 },
        reference: 61.2,
        reason: 'The whole interval is above the limit of 60.',
      },
      {
        column: 'holiday',
        value: 'yes',
        rows: 22,
        outcome: 'insufficient-data',
        metric: 'mae',
        metricValue: 49.2,
        interval: null,
        reference: 50.1,
        reason: 'Only 22 rows.',
      },
    ],
    durationSeconds: 1.84,
  });
  return { ...record, ...changes };
}
