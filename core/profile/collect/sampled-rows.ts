/** So many values are sampled at most: of thousands of columns fewer rows, but still enough to compare. */
const mostValues = 10_000_000;
const fewestRows = 1_000;

/** How many rows are sampled of a table of so many columns, where `count` are asked for. */
export function sampleSize(count: number, columns: number): number {
  const fitting = Math.max(fewestRows, Math.floor(mostValues / Math.max(1, columns)));
  return Math.min(count, fitting);
}

/**
 * Which rows of a table are sampled, ascending: one out of each of `count` equal pieces, where in the piece is told by a
 * hash of its number, so that neither a rhythm in the rows nor chance decides. All rows where there are not more.
 */
export function sampledRows(rows: number, count: number): Float64Array {
  const wanted = Math.min(rows, count);
  return Float64Array.from({ length: wanted }, (_, piece) => {
    const from = Math.floor((piece * rows) / wanted);
    const to = Math.floor(((piece + 1) * rows) / wanted);
    return from + (hashOf(piece) % (to - from));
  });
}

/** MurmurHash3's last steps. */
function hashOf(number: number): number {
  let hash = Math.imul(number + 1, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
