import { type Cell, cellNumber, cellText } from '../../predictions/columns/cell.ts';
import { type ColumnBuilder, onceFor } from '../../predictions/columns/column.ts';
import { growing, reserveNext } from '../../predictions/columns/growing.ts';
import type { SliceColumn, SliceLevel } from '../../predictions/predictions.ts';

const missing = -1;

/** A column cut as another one was: a row is of the level that its value has there, or of none. */
export function sliceLike({ name, levels }: SliceColumn): ColumnBuilder & {
  readonly finish: () => SliceColumn;
} {
  const codes = growing((length) => new Int32Array(length));
  const levelOf = levelReader(levels);
  const known = onceFor((cells) => Int32Array.from(cells, levelOf));
  let rows = 0;
  const take = (level: number): void => {
    if (rows >= codes.values.length) reserveNext(codes, rows);
    codes.values[rows] = level;
    rows += 1;
  };
  return {
    expect: codes.reserve,
    push(cell) {
      take(levelOf(cell));
    },
    pushCodes(cells, indices) {
      const found = known(cells);
      for (const index of indices) take(found[index] ?? missing);
    },
    pushNumbers(values) {
      for (const value of values) take(levelOf(value));
    },
    finish: () => ({ name, levels, codes: codes.taken(rows) }),
  };
}

function levelReader(levels: readonly SliceLevel[]): (cell: Cell) => number {
  const places = new Map<string, number>();
  for (const [place, level] of levels.entries()) {
    if (level.kind === 'value') places.set(level.value, place);
  }
  if (places.size > 0) return (cell) => places.get(cellText(cell)) ?? missing;
  return (cell) => {
    const value = cellNumber(cell);
    return levels.findIndex(
      (level, place) =>
        level.kind === 'range' &&
        value >= level.from &&
        (value < level.to || (value === level.to && place === levels.length - 1)),
    );
  };
}
