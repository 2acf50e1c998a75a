import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { normals } from '../core/drift/fixture.ts';
import { testJob } from './job.ts';

const first = Date.parse('2026-01-01T00:00:00Z');
const dayMs = 86_400_000;

/** A classifier whose scores are calibrated, with the columns of its answers. */
const classifier = `version: 1
models:
  bikes:
    task: binary
    train: { run: python train.py, inputs: [train.py], outputs: [model/] }
    evaluate:
      run: python evaluate.py
      predictions: { path: predictions.csv, label: y, prediction: y_hat, score: p, id: row }
      metrics: [accuracy]
    monitor:
      reference: { path: data/reference.csv }
      current: { path: data/days/ }
      time: at
      window: 1d
      slices: [city]
      performance: { accuracy: { limit: 0.6 } }
`;

const timeOf = (instant: number): string => new Date(instant).toISOString();
/** Within the ten minutes before now. */
const recentOf = (instant: number): string => timeOf(Date.now() - (instant % 600_000) - 1_000);
const epochOf = (instant: number): string => String(instant / 1000);

/** So many rows of one day; the label is empty where it is not known. */
function rows(
  seed: number,
  count: number,
  {
    day = 0,
    shift = 0,
    known = true,
    written = timeOf,
  }: {
    readonly day?: number;
    readonly shift?: number;
    readonly known?: boolean;
    readonly written?: (instant: number) => string;
  },
): readonly string[] {
  const next = normals(seed);
  return Array.from({ length: count }, (_, row) => {
    const score = 1 / (1 + Math.exp(-2 * next()));
    const truth = next() < Math.sqrt(2) * inverse(2 * score - 1) ? 1 : 0;
    const at = written(first + day * dayMs + row * 60_000);
    const cells = [
      at,
      `${seed}-${row}`,
      (next() + shift).toFixed(4),
      row % 3 === 0 ? 'ulm' : 'bonn',
    ];
    return [...cells, score.toFixed(6), score >= 0.5 ? 1 : 0, known ? truth : ''].join(',');
  });
}

/** The error function's inverse, near enough (Winitzki). */
function inverse(x: number): number {
  const log = Math.log(1 - x * x);
  const half = 2 / (Math.PI * 0.147) + log / 2;
  return Math.sign(x) * Math.sqrt(Math.sqrt(half * half - log / 0.147) - half);
}

const csv = (lines: readonly string[]): string =>
  ['at,row,x,city,p,y_hat,y', ...lines].join('\n') + '\n';

describe('monitor, over windows', () => {
  it('reads a folder of days, finds what lasts, measures and estimates, and draws a page', async () => {
    const days = Array.from({ length: 6 }, (_, day): [string, string] => [
      `data/days/day=2026-01-0${day + 1}/part.csv`,
      csv(rows(day + 2, 600, { day, shift: day < 4 ? 0 : 1, known: day < 3 })),
    ]);
    const job = await testJob({
      '.github/assay.yml': classifier,
      'data/reference.csv': csv(rows(1, 3_000, {})),
      ...Object.fromEntries(days),
    });
    const result = await job.step('monitor', { model: 'bikes' });
    expect(result.outputs, result.log).toMatchObject({ outcome: 'drift', drifted: '["x"]' });
    const record = await job.record('drift');
    const features = [
      { feature: 'x', role: 'feature', since: '2026-01-05T00:00:00Z', threshold: 0.1 },
      { feature: 'city', outcome: 'stable' },
      { feature: 'p', role: 'prediction' },
      { feature: 'y_hat', role: 'prediction' },
      { feature: 'y', role: 'label', currentRows: 0 },
    ];
    expect(record).toMatchObject({
      window: { start: '2026-01-06T00:00:00Z', end: '2026-01-07T00:00:00Z' },
      current: { path: 'data/days/', rows: 3_600 },
      features: expect.arrayContaining(features.map((one) => expect.objectContaining(one))),
      // Of 600 rows, those of the newest window.
      multivariate: { outcome: 'drift', currentRows: 600 },
      performance: [
        { metric: 'accuracy', estimated: false, outcome: 'stable' },
        { metric: 'accuracy', estimated: true, outcome: 'stable', rows: 600 },
      ],
      slices: [
        expect.objectContaining({ value: 'bonn' }),
        expect.objectContaining({ value: 'ulm' }),
      ],
    });
    const page = await readFile(result.outputs['report'] ?? '', 'utf8');
    expect(page).toContain('<svg');
    expect(page).not.toMatch(/(?:src|href)="https?:/);
    expect(result.summary).toContain('xychart-beta');
  });

  it('leaves out days that cannot be opened, says which and why, and judges the rest', async () => {
    const day = (number: number): string => csv(rows(number + 2, 600, { day: number }));
    const job = await testJob({
      '.github/assay.yml': classifier,
      'data/reference.csv': csv(rows(1, 3_000, {})),
      'data/days/1.csv': day(0),
      'data/days/2.parquet': `PAR1${day(1)}`,
      'data/days/3.csv': '',
      'data/days/4.csv': day(3),
    });
    const result = await job.step('monitor', { model: 'bikes' });
    expect(result.outputs, result.log).toMatchObject({ outcome: 'warning', drifted: '[]' });
    const record = await job.record('drift');
    expect(record).toMatchObject({
      windows: [{ rows: 600 }, { rows: 600 }],
      current: {
        rows: 1_200,
        unreadable: {
          count: 2,
          files: [
            { path: 'data/days/2.parquet', reason: expect.stringContaining('end is missing') },
            { path: 'data/days/3.csv', reason: 'It is empty.' },
          ],
        },
      },
    });
    for (const text of [result.warnings.join('\n'), result.summary]) {
      expect(text).toContain('data/days/2.parquet');
      expect(text).toContain('It is empty.');
    }
    const page = await readFile(result.outputs['report'] ?? '', 'utf8');
    expect(page).toContain('data/days/3.csv</code>: It is empty.');
  });

  it('judges nothing while no window is over', async () => {
    const job = await testJob({
      '.github/assay.yml': classifier.replace('window: 1d', 'window: 9999d'),
      'data/reference.csv': csv(rows(1, 3_000, {})),
      'data/days/1.csv': csv(rows(2, 600, { shift: 3, written: recentOf })),
    });
    const result = await job.step('monitor', { model: 'bikes' });
    expect(result.outputs, result.log).toMatchObject({ outcome: 'insufficient-data' });
    expect(await job.record('drift')).toMatchObject({ performance: [], slices: [] });
  });

  it('takes past windows for the reference, by times in seconds since 1970', async () => {
    const config = classifier
      .replace('{ path: data/reference.csv }', '{ window: 3d }')
      .replace('data/days/', 'data/log.csv')
      .replace('window: 1d', 'window: 1d\n      windows: 3\n      report: false');
    const days = Array.from({ length: 6 }, (_, day) =>
      rows(day + 2, 400, { day, shift: day < 4 ? 0 : 1, written: epochOf }),
    );
    const future = rows(9, 30, { day: 36_500, written: epochOf });
    const job = await testJob({
      '.github/assay.yml': config,
      'data/log.csv': csv([...days.flat(), ...future]),
    });
    const result = await job.step('monitor', { model: 'bikes' });
    expect(result.outputs, result.log).toMatchObject({ drifted: '["x"]', report: '' });
    expect(await job.record('drift')).toMatchObject({
      reference: {
        rows: 1_200,
        window: { start: '2026-01-01T00:00:00Z', end: '2026-01-04T00:00:00Z' },
      },
      windows: [{ rows: 400 }, { rows: 400 }, { rows: 400 }],
      // Of the whole table, whichever windows are examined.
      freshness: { newest: '2026-01-06T06:39:00Z', future: 30, outcome: 'warning' },
    });
  });
});
