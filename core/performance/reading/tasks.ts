import { type ClassNames, classNames } from '../../predictions/columns/class-column.ts';
import { cellText } from '../../predictions/columns/cell.ts';
import type { ColumnBuilder } from '../../predictions/columns/column.ts';
import { groupColumn } from '../../predictions/columns/group-column.ts';
import { recode } from '../../predictions/columns/recode.ts';
import type { Predictions, Rows } from '../../predictions/predictions.ts';
import type { ProductionColumns } from '../columns.ts';
import { classValues, named, numberValues, state, type ValueColumn } from './values.ts';

/** A column that is read, and of what state each of its rows is. */
export interface ReadColumn {
  readonly name: string;
  readonly column: ColumnBuilder & Pick<ValueColumn<unknown>, 'states'>;
}

/** What is read of a task, beside what is known of the rows. */
export interface TaskReading {
  readonly label: ReadColumn | null;
  readonly others: readonly ReadColumn[];
  /**
   * The predictions, good rows and others. Rows whose values contradict each other are marked in `states`, which is that
   * of the prediction.
   */
  readonly finish: (rows: Rows, states: Uint8Array, labelStates: Uint8Array | null) => Predictions;
}

/** Begins to read what a model of this task answered. The columns must name a prediction, and for ranking a query. */
export function beginTask(columns: ProductionColumns, prediction: string): TaskReading {
  if (columns.task === 'regression') return regression(columns, prediction);
  if (columns.task === 'ranking') return ranking(columns, prediction);
  return columns.task === 'binary' ? binary(columns, prediction) : multiclass(columns, prediction);
}

const all = Number.MAX_VALUE;

function regression(columns: ProductionColumns, prediction: string): TaskReading {
  const label = read(columns.label, numberValues(-all, all));
  const predicted = { name: prediction, column: numberValues(-all, all) };
  const lower = read(columns.bounds?.lower ?? null, numberValues(-all, all));
  const upper = read(columns.bounds?.upper ?? null, numberValues(-all, all));
  const quantiles = Object.entries(columns.quantiles).map(([text, name]) => ({
    quantile: Number(text),
    name,
    column: numberValues(-all, all),
  }));
  return {
    label,
    others: [predicted, ...there([lower, upper]), ...quantiles],
    finish(rows, states) {
      const count = rows.rows;
      const bounds =
        lower === null || upper === null
          ? null
          : { lower: lower.column.values(count), upper: upper.column.values(count) };
      if (bounds !== null) {
        for (let row = 0; row < count; row++) {
          if ((bounds.lower[row] ?? 0) > (bounds.upper[row] ?? 0)) states[row] = state.unreadable;
        }
      }
      return {
        kind: 'numeric',
        ...rows,
        labels: label?.column.values(count) ?? new Float64Array(count),
        predicted: predicted.column.values(count),
        bounds,
        quantiles: new Map(
          quantiles.map(({ quantile, column }) => [quantile, column.values(count)]),
        ),
      };
    },
  };
}

function ranking(columns: ProductionColumns, prediction: string): TaskReading {
  const label = read(columns.label, numberValues(0, all));
  const predicted = { name: prediction, column: numberValues(-all, all) };
  const query = columns.query ?? '';
  const queries = named(groupColumn({ file: 'the current data', name: query }, 'a query'));
  return {
    label,
    others: [predicted, { name: query, column: queries }],
    finish(rows) {
      const found = queries.inner.finish(rows.rows);
      return {
        kind: 'ranking',
        ...rows,
        clusters: rows.clusters ?? found,
        queries: found,
        labels: label?.column.values(rows.rows) ?? new Float64Array(rows.rows),
        predicted: predicted.column.values(rows.rows),
      };
    },
  };
}

function binary(columns: ProductionColumns, prediction: string): TaskReading {
  const classes = classNames();
  const label = read(columns.label, classValues(classes));
  const predicted = { name: prediction, column: classValues(classes) };
  const score = read(columns.score, numberValues(0, 1));
  return {
    label,
    others: [predicted, ...there([score])],
    finish(rows, states, labelStates) {
      const count = rows.rows;
      const answers = predicted.column.values(count);
      const truths = label?.column.values(count) ?? null;
      const counts = countsOf(classes, [
        [answers, states],
        ...(truths === null || labelStates === null ? [] : [[truths, labelStates] as const]),
      ]);
      const { positive, negative } = binaryClasses(counts, columns.positive);
      const places = new Map([
        [negative, 0],
        [positive, 1],
      ]);
      const codes = Int32Array.from(classes.names, (name) => places.get(name) ?? -1);
      refuseOthers(answers, codes, states);
      if (truths !== null && labelStates !== null) refuseOthers(truths, codes, labelStates);
      const isPositive = codes.map((code) => Math.max(0, code));
      return {
        kind: 'binary',
        ...rows,
        positive,
        negative,
        labels:
          truths === null
            ? new Uint8Array(count)
            : recode(truths, isPositive, new Uint8Array(count)),
        predicted: recode(answers, isPositive, new Uint8Array(count)),
        scores: score?.column.values(count) ?? null,
      };
    },
  };
}

/** Probabilities are often written with few digits. */
const sumTolerance = 0.01;

function multiclass(columns: ProductionColumns, prediction: string): TaskReading {
  const classes = classNames();
  const label = read(columns.label, classValues(classes));
  const predicted = { name: prediction, column: classValues(classes) };
  const scores = Object.entries(columns.scores ?? {})
    .map(([text, name]) => ({ className: cellText(text), name, column: numberValues(0, 1) }))
    .sort((one, other) => (one.className < other.className ? -1 : 1));
  return {
    label,
    others: [predicted, ...scores],
    finish(rows, states, labelStates) {
      const count = rows.rows;
      const answers = predicted.column.values(count);
      const truths = label?.column.values(count) ?? null;
      const counts = countsOf(classes, [
        [answers, states],
        ...(truths === null || labelStates === null ? [] : [[truths, labelStates] as const]),
      ]);
      const sorted =
        scores.length > 0 ? scores.map(({ className }) => className) : [...counts.keys()].sort();
      const places = new Map(sorted.map((name, place) => [name, place]));
      const codes = Int32Array.from(classes.names, (name) => places.get(name) ?? -1);
      refuseOthers(answers, codes, states);
      if (truths !== null && labelStates !== null) refuseOthers(truths, codes, labelStates);
      const known = codes.map((code) => Math.max(0, code));
      return {
        kind: 'multiclass',
        ...rows,
        classes: sorted,
        labels:
          truths === null ? new Int32Array(count) : recode(truths, known, new Int32Array(count)),
        predicted: recode(answers, known, new Int32Array(count)),
        scores:
          scores.length === 0
            ? null
            : together(
                scores.map(({ column }) => column.values(count)),
                states,
              ),
      };
    },
  };
}

/** Row by row the probabilities of the classes; a row of which they do not add up to 1 is marked. */
function together(columns: readonly Float64Array[], states: Uint8Array): Float64Array {
  const width = columns.length;
  const joined = new Float64Array(width * states.length);
  for (let row = 0; row < states.length; row++) {
    let sum = 0;
    for (let place = 0; place < width; place++) {
      const value = columns[place]?.[row] ?? 0;
      joined[row * width + place] = value;
      sum += value;
    }
    if (Math.abs(sum - 1) > sumTolerance && states[row] === state.good) {
      states[row] = state.unreadable;
    }
  }
  return joined;
}

/** How often each class occurs, among rows that have one. */
function countsOf(
  { names }: ClassNames,
  columns: readonly (readonly [Uint16Array, Uint8Array])[],
): ReadonlyMap<string, number> {
  const counts = new Float64Array(names.length);
  for (const [codes, states] of columns) {
    for (let row = 0; row < codes.length; row++) {
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

/** The positive class as configured, else `1` or `true`; the negative one is the most frequent of the others. */
function binaryClasses(
  counts: ReadonlyMap<string, number>,
  configured: string | undefined,
): { readonly positive: string; readonly negative: string | null } {
  const names = [...counts.keys()];
  const areTruths = names.length > 0 && names.every((name) => name === 'true' || name === 'false');
  const positive = cellText(configured ?? (areTruths ? 'true' : '1'));
  const others = names
    .filter((name) => name !== positive)
    .sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1));
  return { positive, negative: others[0] ?? null };
}

/** A class that the model does not have is as good as none. */
function refuseOthers(codes: Uint16Array, known: Int32Array, states: Uint8Array): void {
  for (let row = 0; row < codes.length; row++) {
    if (states[row] === state.good && (known[codes[row] ?? 0] ?? -1) < 0) {
      states[row] = state.unreadable;
    }
  }
}

function read<Column extends ReadColumn['column']>(
  name: string | null,
  column: Column,
): { readonly name: string; readonly column: Column } | null {
  return name === null ? null : { name, column };
}

function there(columns: readonly (ReadColumn | null)[]): readonly ReadColumn[] {
  return columns.filter((column) => column !== null);
}
