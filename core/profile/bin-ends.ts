import type { Grid } from './profile.ts';

/** A bin is as wide as this part of the power of two below the far end of it. */
const binsOfPower = 256;

/** Where the bins end whose lower edges these are; without a grid each value is all of its bin. */
export function binEnds(edges: Float64Array, grid: Grid | null): Float64Array {
  if (grid === null) return edges;
  return edges.map((edge, index) => {
    const distance = edge - grid.pivot;
    if (distance === 0 || !Number.isFinite(distance)) return edge;
    // Below the pivot it is the edge that is far from it, and a power of two is the far end of a finer bin.
    const power =
      distance > 0 ? Math.floor(Math.log2(distance)) : Math.ceil(Math.log2(-distance)) - 1;
    return Math.min(edge + 2 ** power / binsOfPower, edges[index + 1] ?? Infinity);
  });
}
