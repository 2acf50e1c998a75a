import { binAt, binOf, edgeOf, placeOf } from '../sketch/bins.ts';
import type { Distribution, Grid } from './profile.ts';

/**
 * The values of a distribution in the bins of a grid. One that is on that grid already is given back. Throws a TypeError
 * for one on another grid: what its bins hold is not known any more, and a reference has one grid for all that is
 * compared with it.
 */
export function ontoGrid(distribution: Distribution, grid: Grid): Distribution {
  if (distribution.grid !== null) {
    if (distribution.grid.pivot === grid.pivot) return distribution;
    throw new TypeError(
      `A distribution around ${distribution.grid.pivot} cannot be brought onto bins around ${grid.pivot}.`,
    );
  }
  const { pivot } = grid;
  const [values, counts]: [number[], number[]] = [[], []];
  let last = -1;
  for (const [index, value] of distribution.values.entries()) {
    const place = placeOf(binOf(value, pivot));
    const count = distribution.counts[index] ?? 0;
    if (place === last) counts[counts.length - 1] = (counts.at(-1) ?? 0) + count;
    else {
      values.push(edgeOf(binAt(place), pivot));
      counts.push(count);
    }
    last = place;
  }
  return { grid, values: Float64Array.from(values), counts: Float64Array.from(counts) };
}

/** Two distributions on one grid: as they are where neither has one, else both on that of the one that has. */
export function onOneGrid(a: Distribution, b: Distribution): readonly [Distribution, Distribution] {
  const grid = a.grid ?? b.grid;
  return grid === null ? [a, b] : [ontoGrid(a, grid), ontoGrid(b, grid)];
}
