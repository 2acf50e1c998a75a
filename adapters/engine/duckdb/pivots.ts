import type { ColumnShape } from '../../../core/profile/profile.ts';
import { medianOf } from '../../../core/sketch/median.ts';
import { excerptOf } from './excerpt.ts';
import type { DuckDb } from './open.ts';
import { planFor } from './plan.ts';
import type { Scan } from './scan.ts';
import { doublesOf } from './vectors.ts';

/** So many columns are looked at in one query. */
const batch = 32;
const mostSampled = 100_000;

/** Shapes whose numbers have a pivot, about their median, where the reference gives none and there are too many to keep. */
export async function withPivots(
  db: DuckDb,
  scans: readonly Scan[],
  shapes: ReadonlyMap<string, ColumnShape>,
): Promise<ReadonlyMap<string, ColumnShape>> {
  const found = new Map(shapes);
  const open = [...shapes].filter(([, shape]) => 'grid' in shape && shape.grid === null);
  for (let start = 0; start < open.length; start += batch) {
    const some = open.slice(start, start + batch);
    const samples = await sample(db, scans, some);
    for (const [name, shape] of some) {
      const values = samples.get(name) ?? [];
      if (!('grid' in shape) || values.length === 0) continue;
      found.set(name, { ...shape, grid: { pivot: medianOf(Float64Array.from(values)) } });
    }
  }
  return found;
}

async function sample(
  db: DuckDb,
  scans: readonly Scan[],
  columns: readonly (readonly [string, ColumnShape])[],
): Promise<ReadonlyMap<string, number[]>> {
  const samples = new Map<string, number[]>();
  for (const scan of scans) {
    const plans = columns.flatMap(([name, shape]) => {
      const plan = planFor(name, scan, shape);
      return 'sql' in plan && plan.kind !== 'cells' ? [{ name, sql: plan.sql }] : [];
    });
    if (plans.length === 0) continue;
    for await (const chunk of excerptOf(
      db,
      scan,
      plans.map(({ sql }) => sql),
    )) {
      for (const [index, { name }] of plans.entries()) {
        const { values, count } = doublesOf(chunk, index);
        const known = samples.get(name) ?? [];
        const more = Math.min(count, mostSampled - known.length);
        for (let row = 0; row < more; row++) known.push(values[row] ?? Number.NaN);
        samples.set(name, known);
      }
    }
  }
  return samples;
}
