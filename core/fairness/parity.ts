import type { GroupCounts, Interval, SlicePart } from '../../schemas/types.ts';
import { contrastInterval, type Share } from '../statistics/contrast.ts';

/** What can differ between groups: how often their rows are selected, rightly, and wrongly. */
export type Rate = 'selection' | 'true-positive' | 'false-positive';

/** A rate of one group. */
export interface GroupRate {
  readonly group: SlicePart;
  readonly share: Share;
}

/** Two groups, and how far apart their rates are. */
export interface Pair {
  readonly lower: GroupRate;
  readonly higher: GroupRate;
  /** Higher minus lower. */
  readonly difference: number;
  /** 95% of the difference, of all pairs together. */
  readonly interval: Interval;
  /** Of how many pairs this is one. */
  readonly among: number;
}

/** The rate of each group that has rows to tell it, and the groups that have none. */
export interface Rates {
  readonly known: readonly GroupRate[];
  readonly unknown: readonly SlicePart[];
}

/** The rate of each group. */
export function ratesOf(groups: readonly GroupCounts[], rate: Rate): Rates {
  const all = groups.map((counts): GroupRate => ({
    group: counts.group,
    share: shareOf(counts, rate),
  }));
  return {
    known: all.filter(({ share }) => share.rows > 0),
    unknown: all.filter(({ share }) => share.rows === 0).map(({ group }) => group),
  };
}

function shareOf(counts: GroupCounts, rate: Rate): Share {
  const { rows, positives, selected, truePositives } = counts;
  switch (rate) {
    case 'selection':
      return { hits: selected, rows };
    case 'true-positive':
      return { hits: truePositives, rows: positives };
    case 'false-positive':
      return { hits: selected - truePositives, rows: rows - positives };
    default:
      return rate satisfies never;
  }
}

/**
 * Every two groups, the furthest apart first. The first one's difference is, of the selection rates, Fairlearn's
 * demographic parity difference; the larger one of true and of false positive rates is its equalized odds difference.
 * All pairs matter: of the two that are furthest apart a small group may be one, which tells little.
 */
export function pairsOf(rates: readonly GroupRate[]): readonly Pair[] {
  const among = (rates.length * (rates.length - 1)) / 2;
  return rates
    .flatMap((one, index) => rates.slice(index + 1).map((other) => pairOf(one, other, among)))
    .toSorted((a, b) => b.difference - a.difference);
}

function pairOf(one: GroupRate, other: GroupRate, among: number): Pair {
  const [lower, higher] = valueOf(one) <= valueOf(other) ? [one, other] : [other, one];
  return {
    lower,
    higher,
    difference: valueOf(higher) - valueOf(lower),
    interval: contrastInterval(higher.share, lower.share, 1, among),
    among,
  };
}

/**
 * The lower rate divided by the higher; of the two groups that are furthest apart it is Fairlearn's demographic parity
 * ratio. Null where neither has any.
 */
export function ratioOf({ lower, higher }: Pair): number | null {
  return higher.share.hits === 0 ? null : valueOf(lower) / valueOf(higher);
}

/** 95% of by how much the lower rate is above this share of the higher; below 0 it is surely less. */
export function ratioMargin({ lower, higher, among }: Pair, ratio: number): Interval {
  return contrastInterval(lower.share, higher.share, ratio, among);
}

/** A rate between 0 and 1. */
export function valueOf({ share }: GroupRate): number {
  return share.hits / share.rows;
}
