import { orderOf } from '../../numeric/order.ts';
import type { SharedFeature } from './features.ts';

/** As many bins as a feature has at most: the first is of the missing values. */
export const mostBins = 64;
const missing = 0;
/** Levels beyond those that have a bin of their own share this one. */
const other = 1;
/** A level's share of current rows is drawn towards one half by as many rows. */
const smoothing = 2;

/** Per row the bin of its value, below `mostBins`. A tree asks of a row whether its bin is at most some bin. */
export type Bins = Uint8Array;

/** Numbers by the quantiles of all rows, which do not tell to which side a row belongs. */
export function numberBins(values: Float64Array): Bins {
  const known = values.filter((value) => !Number.isNaN(value));
  const edges = edgesOf(known);
  const bins = new Uint8Array(values.length);
  for (const [row, value] of values.entries()) {
    bins[row] = Number.isNaN(value) ? missing : 1 + edgesBelow(edges, value);
  }
  return bins;
}

/**
 * Levels in the order of their share of current rows among the rows that are learnt from (Breiman et al., Classification
 * and Regression Trees, 1984, section 4.2.2): then a tree need only ask for a place in that order. The most frequent
 * have a bin each, so that an id is no feature.
 */
export function levelBins(
  values: Extract<SharedFeature, { kind: 'levels' }>['values'],
  labels: Uint8Array,
  learnt: Uint32Array,
): Bins {
  const counts = new Map<string, { rows: number; current: number }>();
  for (const row of learnt) {
    const level = values[row] ?? null;
    if (level === null) continue;
    const count = counts.get(level) ?? { rows: 0, current: 0 };
    count.rows += 1;
    count.current += labels[row] ?? 0;
    counts.set(level, count);
  }
  const places = new Map(
    [...counts]
      .map(([level, { rows, current }]) => ({
        level,
        rows,
        share: (current + smoothing / 2) / (rows + smoothing),
      }))
      .sort((a, b) => b.rows - a.rows || (a.level < b.level ? -1 : 1))
      .slice(0, mostBins - 2)
      .sort((a, b) => a.share - b.share || (a.level < b.level ? -1 : 1))
      .map(({ level }, index) => [level, other + 1 + index]),
  );
  const bins = new Uint8Array(values.length);
  for (const [row, level] of values.entries()) {
    bins[row] = level === null ? missing : (places.get(level) ?? other);
  }
  return bins;
}

/** Ascending and distinct; a value is in the bin of as many edges as lie below it. */
function edgesOf(values: Float64Array): readonly number[] {
  if (values.length === 0) return [];
  const order = orderOf(values);
  const edges: number[] = [];
  for (let bin = 1; bin < mostBins - 1; bin++) {
    const place = Math.floor((bin * (values.length - 1)) / (mostBins - 1));
    const edge = values[order[place] ?? 0] ?? 0;
    if (edges.length === 0 || edge > (edges.at(-1) ?? 0)) edges.push(edge);
  }
  return edges;
}

function edgesBelow(edges: readonly number[], value: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edges[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
