import { InputError } from '../../errors.ts';
import { groupColumn } from '../../predictions/columns/group-column.ts';
import { quoted } from '../../predictions/columns/quoted.ts';
import { sliceColumn } from '../../predictions/columns/slice-column.ts';
import type { WantedColumn } from '../../predictions/columns/wanted-column.ts';
import type { SliceColumn } from '../../predictions/predictions.ts';
import { selectRows } from '../../predictions/select-rows.ts';
import type { ProductionColumns } from '../columns.ts';
import type { KeptRows, LeftOut, ProductionRows } from '../rows.ts';
import { sliceLike } from './slice-like.ts';
import type { ReadColumn, TaskReading } from './task-reading.ts';
import { beginTask } from './tasks.ts';
import { named, numberValues, state, timeValues } from './values.ts';

/** How rows of production are read. */
export interface ProductionReadingOptions {
  /** What a time that is a number means, in milliseconds since 1970. Default: just that. */
  readonly ofNumber?: (value: number) => number;
  /** How the slice columns were cut in other rows, to be cut alike here. */
  readonly like?: readonly SliceColumn[];
}

/** Rows of production while they are being read. */
export interface ProductionReading {
  /** What to give the rows' values to. */
  readonly columns: readonly WantedColumn[];
  /** Once every column was given so many rows. Nothing that is in them is an error. */
  readonly finish: (rows: number) => ProductionRows;
}

const file = 'the current data';

/** Begins to read rows of production. A row is left out, and counted, where a value of it can't be used. */
export function beginProduction(
  columns: ProductionColumns,
  { ofNumber = (value) => value, like = [] }: ProductionReadingOptions = {},
): ProductionReading {
  const lacking = whyNothing(columns);
  if (lacking !== null || columns.prediction === null) {
    const notes = [...columns.notes, ...(lacking === null ? [] : [lacking])];
    return { columns: [], finish: (read) => ({ read, left: [], notes, kept: null }) };
  }
  const task = beginTask(columns, columns.prediction);
  const time = columns.time === null ? null : { name: columns.time, column: timeValues(ofNumber) };
  const weight =
    columns.weight === null
      ? null
      : { name: columns.weight, column: numberValues(0, Number.MAX_VALUE) };
  const group =
    columns.group === null
      ? null
      : {
          name: columns.group,
          column: named(groupColumn({ file, name: columns.group }, 'the name of a group')),
        };
  const slices = columns.slices.map((name) => {
    const other = like.find((one) => one.name === name);
    return {
      name,
      column: other === undefined ? sliceColumn({ file, name }) : sliceLike(other),
    };
  });
  const ofRows: readonly ReadColumn[] = [time, weight, group].filter((column) => column !== null);
  const wanted = [...(task.label === null ? [] : [task.label]), ...task.others, ...ofRows];
  return {
    columns: [...wanted, ...slices].map(({ name, column }) => ({ name, key: 'monitor', column })),
    finish(read) {
      const notes = [...columns.notes];
      if (read === 0) return { read, left: [], notes, kept: null };
      const cut = slices.flatMap(({ name, column }) => finishSlice(name, column, notes));
      const rows = {
        rows: read,
        keys: null,
        weights: weight?.column.values(read) ?? null,
        clusters: group?.column.inner.finish(read) ?? null,
        slices: cut,
      };
      const { kept, left } = chooseRows(task, rows, ofRows, time?.column.values(read) ?? null);
      return { read, left, notes, kept };
    },
  };
}

/** Why there is nothing to judge, as a sentence; null where there is. */
function whyNothing({ task, prediction, query }: ProductionColumns): string | null {
  if (prediction === null) {
    return "The current data hold no column of the model's answer, so what it answered is not judged: name it in monitor.prediction.";
  }
  if (task === 'ranking' && query === null) {
    return 'The current data hold no column of the query, so the ranking is not judged: write the column that evaluate.predictions.query names.';
  }
  return null;
}

function finishSlice(
  name: string,
  column: { readonly finish: () => SliceColumn },
  notes: string[],
): readonly SliceColumn[] {
  try {
    return [column.finish()];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    notes.push(
      `The column ${quoted(name)} of monitor.slices holds too many different values that are not all numbers, so no slice by it is judged: name a column that groups them.`,
    );
    return [];
  }
}

function chooseRows(
  task: TaskReading,
  rows: Parameters<TaskReading['finish']>[0],
  ofRows: readonly ReadColumn[],
  times: Float64Array | null,
): { readonly kept: KeptRows | null; readonly left: readonly LeftOut[] } {
  const count = rows.rows;
  const labelStates = task.label?.column.states(count) ?? null;
  const others = task.others.map(({ name, column }) => ({ name, states: column.states(count) }));
  const predictions = task.finish(rows, others[0]?.states ?? new Uint8Array(count), labelStates);
  const counter = leftCounter([
    ...others,
    ...ofRows.map(({ name, column }) => ({ name, states: column.states(count) })),
  ]);
  const labels = labelStates ?? new Uint8Array(count).fill(state.missing);
  const keptRows = new Uint32Array(count);
  let keptCount = 0;
  for (let row = 0; row < count; row++) {
    if (counter.isLeft(row)) continue;
    if (labels[row] === state.unreadable) {
      counter.labels += 1;
      continue;
    }
    keptRows[keptCount] = row;
    keptCount += 1;
  }
  const left = counter.found(task.label?.name ?? '');
  if (keptCount === 0) return { kept: null, left };
  const chosen = keptRows.slice(0, keptCount);
  return {
    kept: {
      predictions: selectRows(predictions, chosen),
      labelled: known(labels, chosen),
      times: times === null ? null : picked(times, chosen),
    },
    left,
  };
}

interface LeftCounter {
  readonly isLeft: (row: number) => boolean;
  /** Rows that are left out for their label. */
  labels: number;
  readonly found: (label: string) => readonly LeftOut[];
}

function leftCounter(
  columns: readonly { readonly name: string; readonly states: Uint8Array }[],
): LeftCounter {
  const counts = columns.map(() => [0, 0, 0]);
  const counter: LeftCounter = {
    labels: 0,
    isLeft(row) {
      let place = 0;
      while (place < columns.length && columns[place]?.states[row] === state.good) place += 1;
      if (place === columns.length) return false;
      const found = columns[place]?.states[row] ?? 0;
      const column = counts[place];
      if (column !== undefined) column[found] = (column[found] ?? 0) + 1;
      return true;
    },
    found: (label) =>
      [
        ...columns.flatMap(({ name }, place) => [
          { column: name, why: 'missing' as const, rows: counts[place]?.[state.missing] ?? 0 },
          {
            column: name,
            why: 'unreadable' as const,
            rows: counts[place]?.[state.unreadable] ?? 0,
          },
        ]),
        { column: label, why: 'unreadable' as const, rows: counter.labels },
      ].filter(({ rows }) => rows > 0),
  };
  return counter;
}

// In loops, since making a typed array with a function first makes a list of all rows.

function known(states: Uint8Array, rows: Uint32Array): Uint8Array {
  const found = new Uint8Array(rows.length);
  for (let place = 0; place < rows.length; place++) {
    found[place] = Number(states[rows[place] ?? 0] === state.good);
  }
  return found;
}

function picked(values: Float64Array, rows: Uint32Array): Float64Array {
  const found = new Float64Array(rows.length);
  for (let place = 0; place < rows.length; place++) {
    found[place] = values[rows[place] ?? 0] ?? Number.NaN;
  }
  return found;
}
