import type { Predictions } from '../predictions/predictions.ts';

/** Rows that were left out because of one column. */
export interface LeftOut {
  readonly column: string;
  readonly why: 'missing' | 'unreadable';
  readonly rows: number;
}

/** What the model answered in production, and what turned out to be true. */
export interface ProductionRows {
  /** That were read, those that were left out among them. */
  readonly read: number;
  /** Each row counts once, for the first column that is not as it must be. */
  readonly left: readonly LeftOut[];
  /** A sentence each: columns that could not be used. */
  readonly notes: readonly string[];
  /** Null where no column holds the answers, or no row is left. */
  readonly kept: KeptRows | null;
}

/** The rows that can be used. */
export interface KeptRows {
  /** The label of a row that has none yet is 0 or the first class, and is not to be looked at. */
  readonly predictions: Predictions;
  /** Per row 1 where its label is known. */
  readonly labelled: Uint8Array;
  /** Milliseconds since 1970; null without a column of the time. */
  readonly times: Float64Array | null;
}

/** A span of time, `start` included, `end` not; milliseconds since 1970. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The rows of a span, in their order; all of them without a span or without times. */
export function rowsIn({ predictions, times }: KeptRows, span: Span | null): Uint32Array {
  return rowsWhere(predictions.rows, (row) => {
    if (span === null || times === null) return true;
    const time = times[row] ?? Number.NaN;
    return time >= span.start && time < span.end;
  });
}

/** Those of the rows that have a label. */
export function labelledOf({ labelled }: KeptRows, rows: Uint32Array): Uint32Array {
  let count = 0;
  const found = new Uint32Array(rows.length);
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? 0;
    if (labelled[row] !== 1) continue;
    found[count] = row;
    count += 1;
  }
  return found.slice(0, count);
}

function rowsWhere(rows: number, holds: (row: number) => boolean): Uint32Array {
  const found = new Uint32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    if (!holds(row)) continue;
    found[count] = row;
    count += 1;
  }
  return found.slice(0, count);
}
