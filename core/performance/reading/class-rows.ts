import { type ClassNames, classNames } from '../../predictions/columns/class-column.ts';
import type { ProductionColumns } from '../columns.ts';
import { read, type ReadColumn } from './task-reading.ts';
import { classValues, state, type ValueColumn } from './values.ts';

/** Labels and predictions, which are classes. */
export interface ClassRows {
  readonly label: ReadColumn | null;
  readonly predicted: ReadColumn;
  /**
   * The codes of both. `codesOf` gives the code of each class that the model has, by how often each name occurs; other
   * classes are marked unreadable in the states.
   */
  readonly finish: (
    rows: number,
    states: ClassStates,
    codesOf: (counts: ReadonlyMap<string, number>) => ReadonlyMap<string | null, number>,
  ) => { readonly labels: Int32Array; readonly predicted: Int32Array };
}

interface ClassStates {
  readonly predicted: Uint8Array;
  /** Null without a column of labels. */
  readonly label: Uint8Array | null;
}

export function classRows(columns: ProductionColumns, prediction: string): ClassRows {
  const classes = classNames();
  const label = read(columns.label, classValues(classes));
  const predicted = { name: prediction, column: classValues(classes) };
  return {
    label,
    predicted,
    finish(rows, states, codesOf) {
      const sides = [
        { column: predicted.column, states: states.predicted },
        ...(label === null || states.label === null
          ? []
          : [{ column: label.column, states: states.label }]),
      ];
      const known = codesOf(countsOf(classes, sides, rows));
      const [answers, truths] = sides.map(({ column, states: own }) =>
        coded(classes, column.values(rows), own, known),
      );
      return {
        labels: truths ?? new Int32Array(rows),
        predicted: answers ?? new Int32Array(rows),
      };
    },
  };
}

interface Side {
  readonly column: ValueColumn<Uint16Array>;
  readonly states: Uint8Array;
}

/** How often each class occurs, among rows that have one. */
function countsOf(
  { names }: ClassNames,
  sides: readonly Side[],
  rows: number,
): ReadonlyMap<string, number> {
  const counts = new Float64Array(names.length);
  for (const { column, states } of sides) {
    const codes = column.values(rows);
    for (let row = 0; row < rows; row++) {
      const code = codes[row] ?? 0;
      if (states[row] === state.good) counts[code] = (counts[code] ?? 0) + 1;
    }
  }
  return new Map(
    names.flatMap((name, code) => {
      const count = counts[code] ?? 0;
      return count > 0 ? [[name, count]] : [];
    }),
  );
}

/** A class that the model does not have is as good as none. */
function coded(
  { names }: ClassNames,
  codes: Uint16Array,
  states: Uint8Array,
  known: ReadonlyMap<string | null, number>,
): Int32Array {
  const table = Int32Array.from(names, (name) => known.get(name) ?? -1);
  const found = new Int32Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    const code = table[codes[row] ?? 0] ?? -1;
    if (code < 0 && states[row] === state.good) states[row] = state.unreadable;
    found[row] = Math.max(0, code);
  }
  return found;
}
