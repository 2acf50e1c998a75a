import type { Distribution, Grid } from '../../profile/profile.ts';
import type { Quantiles } from './picture.ts';
import { roundStep } from './scale.ts';

/** Below and above these shares of the values a picture has no bins of its own. */
const tails = { low: 0.005, high: 0.995 };

/** Bars of a distribution: where the values of one entry lie, and how many there are. */
interface Entry {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/**
 * Edges of at most `most` bins of a round width over both distributions, without their thin tails; whole numbers lie in
 * the middle of their bins. Null where there is no value.
 */
export function binEdges(sides: readonly Distribution[], most: number): readonly number[] | null {
  const spans = sides.flatMap((side) => spanOf(side) ?? []);
  if (spans.length === 0) return null;
  const low = Math.min(...spans.map((span) => span.low));
  const high = Math.max(...spans.map((span) => span.high));
  if (!Number.isFinite(high - low)) return null;
  const whole = sides.every(holdsWholeNumbers);
  const wanted = stepFor(low, high, most);
  const step = whole ? Math.max(1, Math.ceil(wanted)) : wanted;
  const shift = whole ? 0.5 : 0;
  const first = Math.floor((low + shift) / step);
  const count = Math.min(most, Math.max(1, Math.floor((high + shift) / step) - first + 1));
  const edges = Array.from({ length: count + 1 }, (_, index) =>
    Number(((first + index) * step - shift).toPrecision(12)),
  );
  // Of values that differ by less than doubles can tell there are no bins.
  return edges.every((edge, index) => index === 0 || edge > (edges[index - 1] ?? edge))
    ? edges
    : null;
}

/** Finer than the marks of an axis, so that there are hardly fewer bins than are wanted. */
const widths = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8];

/** One value alone has a bin about as wide as people would draw it. */
function stepFor(low: number, high: number, most: number): number {
  if (high > low) return roundStep((high - low) / Math.max(1, most - 2), widths);
  return low === 0 ? 1 : roundStep(Math.abs(low) / 10);
}

function spanOf(side: Distribution): { readonly low: number; readonly high: number } | null {
  const { values } = side;
  const [least, largest] = [values[0], values.at(-1)];
  if (least === undefined || largest === undefined) return null;
  const low = quantile(side, tails.low) ?? least;
  const high = quantile(side, tails.high) ?? largest;
  // A tail that is hardly longer than the rest is shown as it is.
  const room = (high - low) * 0.25;
  return {
    low: Number.isFinite(least) && low - least <= room ? least : low,
    high: Number.isFinite(largest) && largest - high <= room ? largest : high,
  };
}

/** The share of all values in each bin; an entry of a grid is spread over the values that it stands for. */
export function shares(side: Distribution, edges: readonly number[]): readonly number[] {
  const bins = edges.slice(1).map(() => 0);
  const whole = holdsWholeNumbers(side);
  let all = 0;
  for (const entry of entriesOf(side, whole)) {
    all += entry.count;
    spread(entry, edges, bins);
  }
  return all === 0 ? bins : bins.map((count) => count / all);
}

function* entriesOf({ grid, values, counts }: Distribution, whole: boolean): Generator<Entry> {
  for (let index = 0; index < values.length; index += 1) {
    const from = values[index] ?? 0;
    const width = grid === null ? 0 : widthAt(from, grid);
    const at = whole ? Math.ceil(from - 1e-9) : from;
    yield { from: at, to: whole ? at : from + width, count: counts[index] ?? 0 };
  }
}

/** How wide the bin of a grid is whose lower edge this is: 2^-8 of the power of two at its distance from the pivot. */
function widthAt(lower: number, { pivot }: Grid): number {
  const distance = lower - pivot;
  if (!Number.isFinite(distance) || distance === 0) return 0;
  // Below the pivot the lower edge is the far one, which may be the next power of two already.
  const far = Math.abs(distance) * (distance < 0 ? 1 - 1e-12 : 1);
  return 2 ** (Math.floor(Math.log2(far)) - 8);
}

function spread({ from, to, count }: Entry, edges: readonly number[], bins: number[]): void {
  let bin = binOf(from, edges);
  const width = to - from;
  if (!(width > 0) || !Number.isFinite(width)) {
    bins[bin] = (bins[bin] ?? 0) + count;
    return;
  }
  for (let at = from; at < to; bin += 1) {
    const isLast = bin >= bins.length - 1;
    const end = isLast ? to : Math.min(to, edges[bin + 1] ?? to);
    bins[bin] = (bins[bin] ?? 0) + (count * (end - at)) / width;
    if (isLast) return;
    at = end;
  }
}

/** The bin that holds a value; the first or the last one for what lies beyond them. */
function binOf(value: number, edges: readonly number[]): number {
  let [low, high] = [0, edges.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((edges[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Whether each entry could be one whole number; of a fine grid that is so only if the values are. */
function holdsWholeNumbers({ grid, values }: Distribution): boolean {
  return values.every((value) => {
    if (!Number.isFinite(value)) return true;
    const width = grid === null ? 0 : widthAt(value, grid);
    return Math.ceil(value - 1e-9) <= value + width + 1e-9;
  });
}

/** The least value that this share of all does not exceed; null where there is none. */
function quantile(side: Distribution, share: number): number | null {
  return quantiles(side, [share])[0] ?? null;
}

/** The same of several shares, ascending, in one pass. */
function quantiles(
  { values, counts }: Distribution,
  ascending: readonly number[],
): readonly (number | null)[] {
  const all = counts.reduce((sum, count) => sum + count, 0);
  let index = -1;
  let below = 0;
  return ascending.map((share) => {
    while (index < values.length - 1 && (index < 0 || below < share * all)) {
      index += 1;
      below += counts[index] ?? 0;
    }
    const value = values[index];
    return value === undefined || !Number.isFinite(value) ? null : value;
  });
}

/** The five quantiles of a picture; null where one of them is not finite. */
export function quantilesOf(side: Distribution): Quantiles | null {
  const [a, b, c, d, e] = quantiles(side, [0.05, 0.25, 0.5, 0.75, 0.95]);
  if (a == null || b == null || c == null || d == null || e == null) return null;
  return [a, b, c, d, e];
}
