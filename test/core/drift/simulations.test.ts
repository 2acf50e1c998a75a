import { describe, expect, it } from 'vitest';
import { calibrate } from '../../../core/drift/index.ts';
import type { ColumnProfile } from '../../../core/profile/profile.ts';
import { normals, uniforms } from './fixture.ts';
import { examineWhole, examineWindows, type ProfiledColumns, profileOf } from './monitored.ts';
import { levelsOf, numbersOf } from './profiles.ts';

const columns = 20;

interface Source {
  readonly normal: () => number;
  readonly uniform: () => number;
}

function sourceOf(seed: number): Source {
  return { normal: normals(seed), uniform: uniforms(seed + 1) };
}

/** 16 columns of normal numbers and 4 of six levels; the first is shifted. */
function table({ normal, uniform }: Source, rows: number, shift = 0): ProfiledColumns {
  const entries = Array.from({ length: columns }, (_, column): [string, ColumnProfile] => {
    if (column >= 16) return [`x${column}`, levels(rows, () => Math.floor(uniform() ** 2 * 6))];
    const by = column === 0 ? shift : 0;
    return [`x${column}`, numbersOf(Array.from({ length: rows }, () => normal() + by))];
  });
  return Object.fromEntries(entries);
}

function levels(rows: number, next: () => number): ColumnProfile {
  const counts = new Map<string, number>();
  for (let row = 0; row < rows; row++) {
    const level = `level ${next()}`;
    counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  return levelsOf(counts);
}

/** The share of repetitions of which something is so. */
function shareOf(repetitions: number, isSo: (repetition: number) => boolean): number {
  let hits = 0;
  for (let repetition = 0; repetition < repetitions; repetition++) if (isSo(repetition)) hits += 1;
  return hits / repetitions;
}

describe('of windows of 20 columns without drift, against a reference of 5,000 rows', () => {
  const source = sourceOf(11);
  const reference = table(source, 5000);

  it.for([200, 500, 1000])(
    'at most 2 in 100 of %i rows raise any alarm',
    async (rows, { annotate }) => {
      const alarms = shareOf(
        60,
        () => examineWhole(reference, table(source, rows)).outcome === 'drift',
      );
      await annotate(
        `false alarms of any of 20 columns, ${rows} rows: ${alarms * 100}% of 60 windows`,
      );
      expect(alarms).toBeLessThanOrEqual(0.02);
    },
  );

  it('and over 30 windows of 200 rows, hardly ever one that lasts', async ({ annotate }) => {
    let [drifted, lasting, warned] = [0, 0, 0];
    const repetitions = 5;
    for (let repetition = 0; repetition < repetitions; repetition++) {
      const days = Array.from({ length: 30 }, () => table(source, 200));
      const found = examineWindows(reference, days);
      drifted += (found.windows ?? []).filter(({ drifted }) => drifted > 0).length;
      if (found.outcome === 'drift') lasting += 1;
      if (found.outcome === 'warning') warned += 1;
    }
    await annotate(
      `false alarms of 200 rows: ${drifted} of ${repetitions * 30} windows; lasting ${lasting}, warned ${warned} of ${repetitions} runs`,
    );
    expect(drifted / (repetitions * 30)).toBeLessThanOrEqual(0.02);
    expect(lasting).toBe(0);
  });
});

describe('a shift of 0.3 standard deviations in one of 20 columns', () => {
  const source = sourceOf(12);
  const reference = table(source, 5000);

  it.for([
    [500, 0.9],
    [2000, 0.95],
  ] as const)(
    'is seen in windows of %i rows, in at least %d of them',
    async ([rows, least], { annotate }) => {
      const seen = shareOf(40, () =>
        examineWhole(reference, table(source, rows, 0.3)).features.some(
          ({ feature, outcome }) => feature === 'x0' && outcome === 'drift',
        ),
      );
      await annotate(`power at a shift of 0.3, ${rows} rows: ${seen * 100}%`);
      expect(seen).toBeGreaterThanOrEqual(least);
    },
  );
});

/** Each day has a level of its own, so that 300 rows are worth far fewer. */
function day(next: () => number, rows: number): readonly number[] {
  const level = 0.35 * next();
  return Array.from({ length: rows }, () => level + next());
}

describe('of rows that hang together by the day', () => {
  it('calibration on parts of the reference keeps false alarms away that there are without it', async ({
    annotate,
  }) => {
    const next = normals(13);
    const past = Array.from({ length: 60 }, () => day(next, 300));
    const reference = { x: numbersOf(past.flat()) };
    const parts = past.map((values) => profileOf({ x: numbersOf(values) }));
    const calibration = calibrate(profileOf(reference), parts);
    let [without, calibrated] = [0, 0];
    const repetitions = 300;
    for (let repetition = 0; repetition < repetitions; repetition++) {
      const current = { x: numbersOf(day(next, 300)) };
      if (examineWhole(reference, current).outcome === 'drift') without += 1;
      if (examineWhole(reference, current, { calibration }).outcome === 'drift') calibrated += 1;
    }
    await annotate(
      `false alarms of days that hang together: ${without} of ${repetitions} without calibration, ${calibrated} with it`,
    );
    expect(without / repetitions).toBeGreaterThan(0.4);
    expect(calibrated / repetitions).toBeLessThanOrEqual(0.05);
  });
});
