import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DriftFindings } from '../../../core/drift/index.ts';
import { seal } from '../../../core/record/seal.ts';
import { compareDrift } from './compare-tables.ts';
import { outcomes, tableOf } from './fixture.ts';

const root = new URL('../../../', import.meta.url);
const months = ['01', '02', '03', '04'].map(
  (month) => `examples/bike-demand/data/hourly/2011-${month}.csv`,
);
const later = 'sandbox/story/changes/later-data/2011-';
const features = ['hr', 'workingday', 'weathersit', 'temp', 'hum', 'windspeed', 'bikers'];

/** The rows of files from a time on, by column. */
function hours(paths: readonly string[], from: string): Record<string, string[]> {
  const columns: Record<string, string[]> = {};
  for (const path of paths) {
    const [head = '', ...lines] = readFileSync(new URL(path, root), 'utf8').trim().split('\n');
    const names = head.split(',');
    for (const line of lines) {
      const values = line.split(',');
      if ((values[names.indexOf('timestamp')] ?? '') < from) continue;
      for (const [index, name] of names.entries()) (columns[name] ??= []).push(values[index] ?? '');
    }
  }
  return columns;
}

/** January to April with the newest 30 days. */
function compareWith(month: string, from: string): DriftFindings {
  return compareDrift(tableOf(hours(months, '')), tableOf(hours([`${later}${month}.csv`], from)), {
    time: 'timestamp',
    features,
  });
}

function sizeOf({ features }: DriftFindings, name: string): number {
  return features.find(({ feature }) => feature === name)?.size ?? Number.NaN;
}

describe("the example's real data", () => {
  const may = compareWith('05', '2011-05-02');
  const june = compareWith('06', '2011-06-01');

  it('drifts in May in weather and demand, by the distances that scipy finds', () => {
    expect(may.outcome).toBe('drift');
    expect(may.window).toEqual({ start: '2011-05-02T00:00', end: '2011-05-31T23:00' });
    expect(outcomes(may)).toEqual({
      hr: 'stable',
      workingday: 'stable',
      weathersit: 'stable',
      temp: 'drift',
      hum: 'drift',
      windspeed: 'drift',
      bikers: 'drift',
    });
    expect(sizeOf(may, 'temp')).toBeCloseTo(0.7179, 4);
    expect(sizeOf(may, 'bikers')).toBeCloseTo(0.3569, 4);
    expect(sizeOf(may, 'hum')).toBeCloseTo(0.263, 4);
    expect(sizeOf(may, 'windspeed')).toBeCloseTo(0.1649, 4);
  });

  it('drifts in June also in the kind of weather', () => {
    const drifted = june.features.filter(({ outcome }) => outcome === 'drift');
    const names = drifted.map(({ feature }) => feature);
    expect(names).toEqual(['weathersit', 'temp', 'hum', 'windspeed', 'bikers']);
    expect(sizeOf(june, 'weathersit')).toBeCloseTo(0.127, 3);
  });

  it('makes a valid drift record', () => {
    const side = { path: 'a.csv', digest: `sha256:${'0'.repeat(64)}`, rows: 1 };
    const record = seal('drift', {
      createdAt: '2011-06-01T00:00:00Z',
      producer: { action: 'monitor', version: '0.1.0' },
      repository: 'owner/name',
      commit: '0'.repeat(40),
      model: 'bike-demand',
      ...may,
      reference: side,
      current: side,
      durationSeconds: 1,
    });
    expect(record.features).toHaveLength(features.length);
  });
});
