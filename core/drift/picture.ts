import type { FeaturePicture } from '../../schemas/types.ts';
import { formatNumber } from '../report/number.ts';
import { bounded } from '../text/bounded.ts';
import { type Aligned, alignedOf } from './aligned.ts';
import { total } from './pool-levels.ts';
import type { LevelsPair, Pair } from './statistic.ts';

const mostBins = 20;
const longestLabel = 64;
/** So much of both sides together lies beyond each end of the bins of equal width. */
const tail = 0.01;

/** Shares of the values of both sides, by at most 20 bins or levels. */
export function pictureOf(pair: Pair): FeaturePicture {
  return pair.kind === 'numbers' ? numbersPicture(alignedOf(pair)) : levelsPicture(pair);
}

/** Bins of equal width over the middle of both sides, and what lies below and above in bins of their own. */
function numbersPicture(pair: Aligned): FeaturePicture {
  const edges = edgesOf(pair);
  const reference = Array.from<number>({ length: edges.length + 1 }).fill(0);
  const current = [...reference];
  let bin = 0;
  for (const [index, value] of pair.values.entries()) {
    while (bin < edges.length && value >= (edges[bin] ?? 0)) bin += 1;
    reference[bin] = (reference[bin] ?? 0) + (pair.reference[index] ?? 0);
    current[bin] = (current[bin] ?? 0) + (pair.current[index] ?? 0);
  }
  return shares(labelsOf(edges), reference, current, pair.referenceRows, pair.currentRows);
}

/** Ascending and distinct; at most 19. */
function edgesOf(pair: Aligned): readonly number[] {
  const finite = [...pair.values.keys()].filter((at) => Number.isFinite(pair.values[at]));
  const weight = (at: number): number =>
    (pair.reference[at] ?? 0) / Math.max(1, pair.referenceRows) +
    (pair.current[at] ?? 0) / Math.max(1, pair.currentRows);
  if (finite.length < mostBins) {
    return finite.slice(1).map((at) => pair.values[at] ?? 0);
  }
  const low = pair.values[quantileAt(finite, weight, 2 * tail)] ?? 0;
  const high = pair.values[quantileAt(finite, weight, 2 * (1 - tail))] ?? 0;
  const bins = mostBins - 2;
  const edges = Array.from(
    { length: bins + 1 },
    // Halves first, since a difference of two large numbers may be infinite.
    (_, step) => low * (1 - step / bins) + high * (step / bins),
  );
  return [...new Set(edges)];
}

function quantileAt(
  places: readonly number[],
  weight: (at: number) => number,
  mass: number,
): number {
  let before = 0;
  for (const at of places) {
    before += weight(at);
    if (before >= mass) return at;
  }
  return places.at(-1) ?? 0;
}

function labelsOf(edges: readonly number[]): readonly string[] {
  const [first, last] = [edges[0], edges.at(-1)];
  if (first === undefined || last === undefined) return ['all'];
  const between = edges
    .slice(1)
    .map((edge, index) => `${formatNumber(edges[index] ?? null)} to ${formatNumber(edge)}`);
  return [`below ${formatNumber(first)}`, ...between, `${formatNumber(last)} or more`];
}

/** The most frequent levels of either side, and the others together. */
function levelsPicture({ reference, current }: LevelsPair): FeaturePicture {
  const [n, m] = [total(reference), total(current)];
  const weight = (level: string): number =>
    (reference.levels.get(level) ?? 0) / Math.max(1, n) +
    (current.levels.get(level) ?? 0) / Math.max(1, m);
  const names = [...new Set([...reference.levels.keys(), ...current.levels.keys()])].toSorted(
    (a, b) => weight(b) - weight(a) || (a < b ? -1 : 1),
  );
  const hasOthers = names.length > mostBins || reference.rest.rows + current.rest.rows > 0;
  const shown = hasOthers ? names.slice(0, mostBins - 1) : names;
  const before = shown.map((level) => reference.levels.get(level) ?? 0);
  const now = shown.map((level) => current.levels.get(level) ?? 0);
  const labels = shown.map((level) => bounded(level, longestLabel));
  if (!hasOthers) return shares(labels, before, now, n, m);
  return shares([...labels, 'others'], [...before, n - sum(before)], [...now, m - sum(now)], n, m);
}

function shares(
  labels: readonly string[],
  reference: readonly number[],
  current: readonly number[],
  referenceRows: number,
  currentRows: number,
): FeaturePicture {
  return {
    labels: [...labels],
    reference: reference.map((count) => shareOf(count, referenceRows)),
    current: current.map((count) => shareOf(count, currentRows)),
  };
}

/** Four significant digits; null without rows. */
function shareOf(count: number, rows: number): number | null {
  return rows === 0 ? null : Number((count / rows).toPrecision(4));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
