import { levelOf } from '../values.ts';
import { onceFor } from '../../predictions/columns/column.ts';
import { levelCounter } from '../../sketch/level-counter.ts';
import type { CategoricalProfile } from '../profile.ts';
import { textOf } from './cell-text.ts';
import { type CollectorOptions, type ColumnCollector, numbersByCell } from './column-collector.ts';
import { tallies } from './tally.ts';

/** Counts a column of levels. Every value is one. */
export function categoricalCollector(
  coding: CategoricalProfile['coding'],
  { columns }: CollectorOptions,
): ColumnCollector {
  const counter = levelCounter(columns);
  const counts = tallies();
  const levelsOf = onceFor((cells) =>
    Array.from(cells, (cell) => {
      const text = textOf(cell);
      return text === null ? null : levelOf(text, coding);
    }),
  );
  const add = (level: string | null, group: number, rows: number): void => {
    const tally = counts.of(group);
    tally.rows += rows;
    if (level === null) tally.missing += rows;
    else counter.add(level, group, rows);
  };
  const cell: ColumnCollector['cell'] = (value, group, rows) => {
    const text = textOf(value);
    add(text === null ? null : levelOf(text, coding), group, rows);
  };
  return {
    cell,
    numbers: numbersByCell(cell),
    codes(cells, codes, from, to, group) {
      const levels = levelsOf(cells);
      const rows = new Uint32Array(levels.length + 1);
      for (let row = from; row < to; row++) {
        const index = (codes[row] ?? -1) + 1;
        rows[index] = (rows[index] ?? 0) + 1;
      }
      for (const [index, count] of rows.entries()) {
        if (count > 0) add(levels[index - 1] ?? null, group, count);
      }
    },
    measured: numbersByCell(cell),
    without: counts.without,
    profile: (groups) => {
      const asked = [...groups];
      return { kind: 'categorical', coding, ...counts.sum(asked), ...counter.counted(asked) };
    },
  };
}
