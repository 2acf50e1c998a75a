import { describe, expect, it } from 'vitest';
import type { DriftFindings } from '../../../core/drift/index.ts';
import type { Table } from '../../../core/table.ts';
import { comparerWith } from './compare-tables.ts';
import { draw, normals, tableOf, uniforms } from './fixture.ts';

const repetitions = 200;

/** Two numeric features and one of four levels; `x0` shifted by so many standard deviations. */
function simulate(seed: number, rows: number, shift: number): Table {
  const [normal, uniform] = [normals(seed), uniforms(seed + 1)];
  const numeric = [shift, 0].map(
    (by, index) => [`x${index}`, draw(rows, () => normal() + by)] as const,
  );
  const level = draw(rows, () => Math.floor(uniform() * uniform() * 4));
  return tableOf({ ...Object.fromEntries(numeric), level: level.map((value) => `level ${value}`) });
}

function windows(rows: number, shift: number): readonly DriftFindings[] {
  const compare = comparerWith(simulate(1, 1000, 0));
  return Array.from({ length: repetitions }, (_, index) =>
    compare(simulate(1000 + 10 * index, rows, shift)),
  );
}

function share(findings: readonly DriftFindings[], outcome: DriftFindings['outcome']): number {
  return findings.filter((one) => one.outcome === outcome).length / findings.length;
}

describe('over 200 simulated windows', () => {
  it.each([200, 500, 1000])(
    'without drift, at most 1 in 100 of %i rows raises an alarm',
    (rows) => {
      expect(share(windows(rows, 0), 'drift')).toBeLessThanOrEqual(0.01);
    },
  );

  it('a shift of half a standard deviation is always seen in 1,000 rows, and in its feature only', () => {
    const found = windows(1000, 0.5);
    expect(share(found, 'drift')).toBe(1);
    const others = found.flatMap(({ features }) =>
      features.filter(({ feature }) => feature !== 'x0'),
    );
    expect(others.filter(({ outcome }) => outcome === 'drift').length).toBeLessThanOrEqual(2);
  });

  it('nothing is said of 150 rows, drift or not', () => {
    for (const shift of [0, 3]) expect(share(windows(150, shift), 'insufficient-data')).toBe(1);
  });
});
