import { orderOf } from '../../numeric/order.ts';

/** Ranges of finite numbers: from each edge to below the next, the last range with its end. At least two edges. */
export type Edges = readonly [number, number, ...number[]];

/**
 * Cuts numbers, at least one, into at most `parts` ranges that hold about equally many. A cut is the smallest of the
 * numbers with at least the wanted share below it, so that equal numbers stay together and none is lost: 80% zeros
 * and others give the ranges of the zeros and of the others.
 */
export function quantileEdges(values: Float64Array, parts: number): Edges {
  const order = orderOf(values);
  const at = (place: number): number => values[order[place] ?? 0] ?? 0;
  const least = at(0);
  const most = at(order.length - 1);
  const cuts: number[] = [];
  for (let part = 1; part < parts; part++) {
    const below = Math.ceil((part * order.length) / parts);
    const cut = firstAbove(at, below, order.length);
    if (cut !== null && cut > (cuts.at(-1) ?? least)) cuts.push(cut);
  }
  const [first = most, ...others] = cuts;
  return cuts.length === 0 ? [least, most] : [least, first, ...others, most];
}

/** Which range a finite number between the first and the last edge is in. */
export function rangeOf(edges: Edges, value: number): number {
  let range = 0;
  while (range < edges.length - 2 && value >= (edges[range + 1] ?? 0)) range += 1;
  return range;
}

/** The smallest of sorted numbers that has at least `below` numbers below it; null where there is none. */
function firstAbove(at: (place: number) => number, below: number, length: number): number | null {
  const before = at(below - 1);
  let [low, high] = [below, length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (at(middle) > before) high = middle;
    else low = middle + 1;
  }
  return low < length ? at(low) : null;
}
