import { firstRows } from '../predictions/keys.ts';
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

/** All rows, in their order. */
export function allRows({ predictions }: KeptRows): Uint32Array {
  return firstRows(predictions.rows);
}

/**
 * The rows of each span, in their order, in one pass; spans are ascending and do not overlap. All rows where a span is
 * null or the rows have no times.
 */
export function rowsBySpan(kept: KeptRows, spans: readonly (Span | null)[]): Uint32Array[] {
  const { times } = kept;
  const known = spans.filter((span) => span !== null);
  if (times === null || known.length < spans.length) return spans.map(() => allRows(kept));
  const places = new Int32Array(times.length);
  const counts = new Uint32Array(known.length);
  for (let row = 0; row < times.length; row++) {
    const place = placeOf(known, times[row] ?? Number.NaN);
    places[row] = place;
    if (place >= 0) counts[place] = (counts[place] ?? 0) + 1;
  }
  const found = Array.from(counts, (count) => new Uint32Array(count));
  counts.fill(0);
  for (let row = 0; row < places.length; row++) {
    const place = places[row] ?? -1;
    if (place < 0) continue;
    const at = counts[place] ?? 0;
    const rows = found[place];
    if (rows !== undefined) rows[at] = row;
    counts[place] = at + 1;
  }
  return found;
}

/** Which span a time is in; -1 for none. */
function placeOf(spans: readonly Span[], time: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.start ?? Number.NaN) <= time) low = middle + 1;
    else high = middle;
  }
  const span = spans[low - 1];
  return span !== undefined && time >= span.start && time < span.end ? low - 1 : -1;
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
