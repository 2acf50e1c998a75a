import type { DuckDBDataChunk } from '@duckdb/node-api';

/** Numbers of a chunk that are there, in their order; valid until the next ones are read. */
export interface ChunkNumbers {
  /** The numbers of rows that have one; NaN stays what it is. */
  readonly values: Float64Array;
  readonly count: number;
  /** By number, its row; null where every row has one. */
  readonly rows: Uint32Array | null;
}

let [valueRoom, rowRoom] = [new Float64Array(2_048), new Uint32Array(2_048)];

/**
 * A column of doubles, without its nulls. The vector's own memory is read: asking it for each value takes ten times as
 * long. That it is laid out as it should be is checked.
 */
export function doublesOf(chunk: DuckDBDataChunk, column: number): ChunkNumbers {
  const vector = chunk.getColumnVector(column);
  // Asking the chunk for it is a call into DuckDB.
  const { rowCount } = chunk;
  const items: unknown = Reflect.get(vector, 'items');
  if (!(items instanceof Float64Array) || items.length < rowCount) {
    throw new TypeError('A column of DuckDB is not one of doubles.');
  }
  const valid = validityOf(vector);
  if (valid === null) return { values: items, count: rowCount, rows: null };
  if (valueRoom.length < rowCount) {
    [valueRoom, rowRoom] = [new Float64Array(rowCount), new Uint32Array(rowCount)];
  }
  let count = 0;
  for (let row = 0; row < rowCount; row++) {
    if ((((valid[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 0) continue;
    valueRoom[count] = items[row] ?? Number.NaN;
    rowRoom[count] = row;
    count += 1;
  }
  return { values: valueRoom, count, rows: rowRoom };
}

/** A column of texts, one a row. */
export function textsOf(chunk: DuckDBDataChunk, column: number): readonly (string | null)[] {
  const vector = chunk.getColumnVector(column);
  return Array.from({ length: chunk.rowCount }, (_, row) => {
    const item = vector.getItem(row);
    return typeof item === 'string' ? item : null;
  });
}

/** One bit a row, 1 where there is a value; null where every row has one. */
function validityOf(vector: object): Uint32Array | null {
  const validity: unknown = Reflect.get(vector, 'validity');
  const data: unknown = Reflect.get(Object(validity), 'data');
  if (data === null) return null;
  if (!(data instanceof BigUint64Array))
    throw new TypeError('DuckDB says in no known way what is null.');
  return new Uint32Array(data.buffer, data.byteOffset, 2 * data.length);
}
