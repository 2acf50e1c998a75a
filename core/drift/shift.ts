import type { Distribution } from '../profile/profile.ts';
import { formatNumber, formatPercent } from '../report/number.ts';
import { total } from './pool-levels.ts';
import type { LevelsPair, NumbersPair, Pair } from './statistic.ts';

const longestLevel = 40;

/** Where a distribution went, in one sentence. */
export function shiftSentence(name: string, pair: Pair): string {
  const shown = JSON.stringify(name);
  return pair.kind === 'numbers' ? medianShift(shown, pair) : levelShift(shown, pair);
}

function medianShift(name: string, pair: NumbersPair): string {
  const [before, now] = [
    medianOf(pair.reference, pair.referenceRows),
    medianOf(pair.current, pair.currentRows),
  ];
  if (before !== now) {
    return `The median of ${name} went from ${formatNumber(before)} to ${formatNumber(now)}.`;
  }
  return `The values of ${name} are spread another way around their median ${formatNumber(now)}.`;
}

/** The middle of values that occur so often. */
function medianOf(distribution: Distribution, rows: number): number {
  const [low, high] = [valueAt(distribution, (rows - 1) / 2), valueAt(distribution, rows / 2)];
  return low + (high - low) / 2;
}

function valueAt({ values, counts }: Distribution, place: number): number {
  let before = 0;
  for (const [index, value] of values.entries()) {
    before += counts[index] ?? 0;
    if (before > Math.floor(place)) return value;
  }
  return Number.NaN;
}

/** Of the level whose share changed most. */
function levelShift(name: string, { reference, current }: LevelsPair): string {
  const [n, m] = [total(reference), total(current)];
  let most = { level: '', before: 0, now: 0, change: -1 };
  for (const level of new Set([...reference.levels.keys(), ...current.levels.keys()])) {
    const before = (reference.levels.get(level) ?? 0) / n;
    const now = (current.levels.get(level) ?? 0) / m;
    const change = Math.abs(now - before);
    const isMore = change > most.change || (change === most.change && level < most.level);
    if (isMore) most = { level, before, now, change };
  }
  const { level, before, now } = most;
  const shown = level.length > longestLevel ? `${level.slice(0, longestLevel)}…` : level;
  return `The share of ${JSON.stringify(shown)} in ${name} went from ${formatPercent(before)} to ${formatPercent(now)}.`;
}
