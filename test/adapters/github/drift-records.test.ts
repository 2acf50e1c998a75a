import { describe, expect, it } from 'vitest';
import { newestDriftRecords } from '../../../adapters/github/drift-records.ts';
import { newestDrift } from '../../../adapters/github/newest-drift.ts';
import type { GitHubRepository } from '../../../adapters/github/repository.ts';
import type { DriftRecord } from '../../../schemas/types.ts';
import { day, from, report, seen } from '../../core/retrain/reports.ts';
import { ledgerOf } from './ledger-of.ts';

const bounds = { least: 3, own: 2, most: 20 };

function newest(reports: readonly DriftRecord[], changes: Partial<typeof bounds> = {}) {
  const { memory, entries } = ledgerOf(reports);
  const repository = { memory } as unknown as GitHubRepository;
  return newestDriftRecords(repository, entries, 'bikes', { ...bounds, ...changes });
}

const numbers = (first: number, last: number): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
const own = (first: number, last: number) => numbers(first, last).map((number) => report(number));
const alarms = (first: number, last: number) =>
  numbers(first, last).map((number) => report(number, 'drift', from('grafana', true)));

describe('the newest drift records', () => {
  it('are no more than are asked for, newest first', async () => {
    const found = await newest(own(1, 8));
    expect(found.map(({ window }) => window?.end)).toEqual([day(8), day(7), day(6)]);
  });

  it('hold our own monitor, however often others report', async () => {
    const found = await newest([...own(1, 3), ...alarms(4, 14)]);
    expect(found.filter(({ source }) => source === undefined)).toHaveLength(2);
    expect(found).toHaveLength(13);
    expect(await newest([...own(1, 3), ...alarms(4, 14)], { own: 0 })).toHaveLength(3);
    expect(await newest(alarms(1, 25))).toHaveLength(20);
  });

  it('are fewer where they are very large', async () => {
    const features = numbers(1, 200).map((number) => seen(`column ${number}`));
    const windows = Array.from({ length: 1_000 }, () => {
      return { start: day(1), end: day(1), rows: 700, outcome: 'drift' as const, drifted: 1 };
    });
    const large = numbers(1, 9).map((number) => report(number, 'drift', { features, windows }));
    expect(await newest(large, { least: 9, own: 9 })).toHaveLength(5);
  });
});

function newestIn(reports: readonly DriftRecord[], hasMonitor = true) {
  const { memory, entries } = ledgerOf(reports);
  const repository = { memory } as unknown as GitHubRepository;
  return newestDrift(repository, entries, 'bikes', hasMonitor);
}

const cleared = (first: number, last: number) =>
  numbers(first, last).map((number) => report(number, 'stable', from('grafana', false)));

describe('the newest drift with a window', () => {
  it('is found however often others report', async () => {
    const found = await newestIn([...own(1, 3), ...cleared(4, 22)]);
    expect(found?.window).toEqual({ start: day(3), end: day(3) });
    expect(await newestIn([...own(1, 3), ...cleared(4, 23)])).toBeNull();
  });

  it('is no news behind five reports of others where the model has no monitor of ours', async () => {
    expect(await newestIn([...own(1, 3), ...cleared(4, 8)], false)).toBeNull();
    const found = await newestIn([...alarms(1, 3), ...cleared(4, 7)], false);
    expect(found?.window).toEqual({ start: day(3), end: day(3) });
  });

  it('is no news behind five calm reports of our own', async () => {
    const calm = numbers(4, 8).map((number) => report(number, 'stable'));
    expect(await newestIn([...own(1, 3), ...calm])).toBeNull();
    const found = await newestIn([...own(1, 4), ...calm.slice(1)]);
    expect(found?.window).toEqual({ start: day(4), end: day(4) });
  });
});
