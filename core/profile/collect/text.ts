import { numberCounter } from '../../sketch/number-counter.ts';
import { lengthOf } from '../text-length.ts';
import type { Grid } from '../profile.ts';
import { textOf } from './cell-text.ts';
import {
  type CollectorOptions,
  codesByCell,
  type ColumnCollector,
  numbersByCell,
} from './column-collector.ts';
import { tallies } from './tally.ts';

/** Counts a column of texts that hardly repeat, by their lengths in characters. */
export function textCollector(grid: Grid | null, options: CollectorOptions): ColumnCollector {
  const counter = numberCounter({ pivot: grid?.pivot ?? null, mostExact: options.mostExact });
  const counts = tallies();
  const one = new Float64Array(1);
  const cell: ColumnCollector['cell'] = (value, group, rows) => {
    const tally = counts.of(group);
    tally.rows += rows;
    const text = textOf(value);
    if (text === null) {
      tally.missing += rows;
      return;
    }
    one[0] = lengthOf(text);
    for (let row = 0; row < rows; row++) counter.add(one, 0, 1, group);
  };
  return {
    cell,
    numbers: numbersByCell(cell),
    codes: codesByCell(cell),
    measured(values, from, to, group) {
      const tally = counts.of(group);
      tally.rows += to - from;
      tally.unreadable += counter.add(values, from, to, group);
    },
    without: counts.without,
    profile: (groups) => {
      const asked = [...groups];
      return { kind: 'text', ...counts.sum(asked), ...counter.counted(asked) };
    },
  };
}
