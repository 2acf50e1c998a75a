import type { Random } from '../../statistics/random.ts';

/** So many of `rows` rows, drawn without replacement (Floyd's algorithm) and in their order. */
export function chooseRows(rows: number, most: number, random: Random): Uint32Array {
  const count = Math.min(rows, most);
  if (count === rows) return Uint32Array.from({ length: rows }, (_, row) => row);
  const chosen = new Set<number>();
  for (let last = rows - count; last < rows; last++) {
    const row = Math.floor(random.uniform() * (last + 1));
    chosen.add(chosen.has(row) ? last : row);
  }
  return Uint32Array.from(chosen).sort();
}

/** For each of the rows the fold that it is left out of: as many of either side in each, dealt at random. */
export function dealFolds(labels: Uint8Array, folds: number, random: Random): Uint8Array {
  const fold = new Uint8Array(labels.length);
  for (const side of [0, 1]) {
    const rows = Array.from(labels.keys()).filter((row) => labels[row] === side);
    shuffle(rows, random);
    for (const [place, row] of rows.entries()) fold[row] = place % folds;
  }
  return fold;
}

/** Fisher and Yates. */
function shuffle(rows: number[], random: Random): void {
  for (let last = rows.length - 1; last > 0; last--) {
    const other = Math.floor(random.uniform() * (last + 1));
    const row = rows[last] ?? 0;
    rows[last] = rows[other] ?? 0;
    rows[other] = row;
  }
}
