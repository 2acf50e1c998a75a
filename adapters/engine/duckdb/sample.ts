import type { ColumnSample } from '../../../core/profile/collect/column-sample.ts';
import type { DuckDb } from './open.ts';
import { cellSql } from './plan.ts';
import type { Scan } from './scan.ts';
import { identifier } from './sql.ts';
import { doublesOf } from './vectors.ts';

/** So many columns are read in one query. */
const batch = 64;

/** Reads the values of the sampled rows, which are given by their numbers in the table. */
export async function readSample(
  db: DuckDb,
  scans: readonly Scan[],
  sampled: Float64Array,
  samples: ReadonlyMap<string, ColumnSample | null>,
): Promise<void> {
  if (sampled.length === 0) return;
  const placeOf = new Map([...sampled].map((row, place) => [row, place]));
  for (const scan of scans) {
    const columns = [...samples].flatMap(([name, sample]) => {
      const type = scan.types.get(name);
      if (type === undefined || sample === null) return [];
      return [{ sql: cellSql(identifier(name), type), sample }];
    });
    for (let start = 0; start < columns.length; start += batch) {
      const some = columns.slice(start, start + batch);
      const sqls = [
        `${scan.rowNumber}::double as r`,
        ...some.map(({ sql }, i) => `${sql} as v${i}`),
      ];
      const sql = `select ${sqls.join(', ')} from ${scan.table} where ${scan.rowNumber} in (${sampled.join(', ')})`;
      for await (const chunk of db.stream(sql)) {
        const rows = doublesOf(chunk, 0).values.slice(0, chunk.rowCount);
        for (const [index, { sample }] of some.entries()) {
          const vector = chunk.getColumnVector(index + 1);
          for (const [at, row] of rows.entries()) {
            const value = vector.getItem(at);
            const cell = typeof value === 'string' || typeof value === 'number' ? value : null;
            sample.put(placeOf.get(row) ?? 0, cell);
          }
        }
      }
    }
  }
}
