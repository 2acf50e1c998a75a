import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { DuckDb } from './open.ts';
import type { Scan } from './scan.ts';

/** A table of not more rows is taken whole. */
export const wholeRows = 50_000;
/** Of a larger one so many pieces of so many rows each, spread over it evenly. */
const pieces = 20;
const pieceRows = 2_048;

/**
 * Rows of a scan that stand for all: always the same ones. Pieces, and not single rows, since DuckDB passes over all that
 * is between them without decoding it.
 */
export async function* excerptOf(
  db: DuckDb,
  scan: Scan,
  columns: readonly string[],
): AsyncGenerator<DuckDBDataChunk> {
  const select = `select ${columns.join(', ')} from`;
  if (scan.rows <= wholeRows) {
    yield* db.stream(`${select} ${scan.table}`);
    return;
  }
  for (let piece = 0; piece < pieces; piece++) {
    let row = Math.floor((piece * scan.rows) / pieces);
    const file = scan.files.find(({ rows }) => {
      if (row < rows) return true;
      row -= rows;
      return false;
    });
    if (file === undefined) continue;
    yield* db.stream(
      `${select} ${file.table} where file_row_number between ${row} and ${row + pieceRows - 1}`,
    );
  }
}
