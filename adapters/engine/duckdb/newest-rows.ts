import { sampledSpan } from '../../../core/profile/collect/newest-rows.ts';
import type { DuckDb } from './open.ts';
import type { Scan } from './scan.ts';
import type { Grouping } from './tallying.ts';
import { doublesOf } from './vectors.ts';

/** The numbers of the rows of the newest windows, ascending, as a sample is taken from them; null without windows. */
export async function newestRows(
  db: DuckDb,
  scans: readonly Scan[],
  { windows, moments }: Pick<Grouping, 'windows' | 'moments'>,
  rowsIn: (window: number) => number,
): Promise<Float64Array | null> {
  const span = sampledSpan(windows, rowsIn);
  if (span === null || moments === null) return null;
  const inSpan = windows.reduce(
    (sum, { start }, window) => sum + (start < span.start ? 0 : rowsIn(window)),
    0,
  );
  const rows = new Float64Array(inSpan);
  let next = 0;
  for (const scan of scans) {
    const instant = moments.sqlOf(scan);
    const sql = `select ${scan.rowNumber}::double from ${scan.table} where ${instant} >= ${span.start} and ${instant} < ${span.end}`;
    for await (const chunk of db.stream(sql)) {
      const { values, count } = doublesOf(chunk, 0);
      rows.set(values.subarray(0, count), next);
      next += count;
    }
  }
  return rows.sort();
}
