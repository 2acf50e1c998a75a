import type { Distribution, Moments } from '../profile/profile.ts';
import {
  distributionOf as exactDistribution,
  momentsOf as exactMoments,
} from '../profile/distribution.ts';
import { medianOf } from './median.ts';
import { momentsOf } from './moments.ts';
import { looseSketch, type LooseSketch } from './loose-sketch.ts';
import { distributionOf, newSketch } from './sketch.ts';

/** How a column's numbers are counted. */
export interface NumberCounterOptions {
  /** The reference's; null: the median of the first values, once there are too many to keep. */
  readonly pivot: number | null;
  /** So many values are kept as they are. */
  readonly mostExact: number;
}

/** Counts the numbers of a column by groups of rows: windows, parts, or one group for all. */
export interface NumberCounter {
  /** `values` from one index to before another, all of one group. Answers how many are NaN, which are left out. */
  readonly add: (values: Float64Array, from: number, to: number, group: number) => number;
  /** The numbers of some groups together. */
  readonly counted: (groups: Iterable<number>) => {
    readonly distribution: Distribution;
    readonly moments: Moments;
  };
}

interface Kept {
  values: Float64Array;
  groups: Uint32Array;
  count: number;
}

/**
 * Keeps the values themselves while they are few, in whichever groups, and then counts all of them in bins around one
 * pivot, so that small data are exact and large data small.
 */
export function numberCounter({ pivot, mostExact }: NumberCounterOptions): NumberCounter {
  const kept: Kept = { values: new Float64Array(), groups: new Uint32Array(), count: 0 };
  const sketches = new Map<number, LooseSketch>();
  let center: number | null = null;
  const sketchOf = (group: number, around: number): LooseSketch => {
    const known = sketches.get(group) ?? looseSketch(around);
    sketches.set(group, known);
    return known;
  };
  const pour = (): number => {
    const values = kept.values.subarray(0, kept.count);
    const around = pivot ?? medianOf(values);
    for (let start = 0; start < kept.count;) {
      const group = kept.groups[start] ?? 0;
      let end = start + 1;
      while (end < kept.count && kept.groups[end] === group) end += 1;
      sketchOf(group, around).add(values, start, end);
      start = end;
    }
    Object.assign(kept, { values: new Float64Array(), groups: new Uint32Array(), count: 0 });
    return around;
  };
  return {
    add(values, from, to, group) {
      if (center === null && kept.count + to - from > mostExact) center = pour();
      if (center === null) return keep(kept, values, from, to, group);
      return sketchOf(group, center).add(values, from, to);
    },
    counted(groups) {
      if (center === null) return exactly(kept, new Set(groups));
      const all = newSketch(center);
      for (const group of groups) sketches.get(group)?.addTo(all);
      return { distribution: distributionOf(all), moments: momentsOf(all.moments, center) };
    },
  };
}

function keep(kept: Kept, values: Float64Array, from: number, to: number, group: number): number {
  const wanted = kept.count + to - from;
  if (wanted > kept.values.length) {
    const room = Math.max(64, 2 ** Math.ceil(Math.log2(wanted)));
    const [larger, largerGroups] = [new Float64Array(room), new Uint32Array(room)];
    larger.set(kept.values);
    largerGroups.set(kept.groups);
    Object.assign(kept, { values: larger, groups: largerGroups });
  }
  let missing = 0;
  for (let row = from; row < to; row++) {
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value)) {
      missing += 1;
      continue;
    }
    // Adding 0 makes +0 of -0.
    kept.values[kept.count] = value + 0;
    kept.groups[kept.count] = group;
    kept.count += 1;
  }
  return missing;
}

function exactly(
  { values, groups, count }: Kept,
  wanted: ReadonlySet<number>,
): ReturnType<NumberCounter['counted']> {
  const sorted = values
    .subarray(0, count)
    .filter((_, row) => wanted.has(groups[row] ?? 0))
    .sort();
  const distribution = exactDistribution(sorted);
  return { distribution, moments: exactMoments(distribution) };
}
