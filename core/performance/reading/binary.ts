import { cellText } from '../../predictions/columns/cell.ts';
import type { ProductionColumns } from '../columns.ts';
import { classRows } from './class-rows.ts';
import { read, type TaskReading, there } from './task-reading.ts';
import { numberValues } from './values.ts';

/** Two classes, and the probability of the positive one. */
export function binary(columns: ProductionColumns, prediction: string): TaskReading {
  const classes = classRows(columns, prediction);
  const score = read(columns.score, numberValues(0, 1));
  return {
    label: classes.label,
    others: [classes.predicted, ...there([score])],
    finish(rows, states, labelStates) {
      let named: BinaryClasses = { positive: '', negative: null };
      const found = classes.finish(
        rows.rows,
        { predicted: states, label: labelStates },
        (counts) => {
          named = binaryClasses(counts, columns.positive);
          return new Map([
            [named.negative, 0],
            [named.positive, 1],
          ]);
        },
      );
      return {
        kind: 'binary',
        ...rows,
        ...named,
        labels: Uint8Array.from(found.labels),
        predicted: Uint8Array.from(found.predicted),
        scores: score?.column.values(rows.rows) ?? null,
      };
    },
  };
}

interface BinaryClasses {
  readonly positive: string;
  readonly negative: string | null;
}

/** The positive class as configured, else `1` or `true`; the negative one is the most frequent of the others. */
function binaryClasses(
  counts: ReadonlyMap<string, number>,
  configured: string | undefined,
): BinaryClasses {
  const names = [...counts.keys()];
  const areTruths = names.length > 0 && names.every((name) => name === 'true' || name === 'false');
  const positive = cellText(configured ?? (areTruths ? 'true' : '1'));
  const others = names
    .filter((name) => name !== positive)
    .sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1));
  return { positive, negative: others[0] ?? null };
}
