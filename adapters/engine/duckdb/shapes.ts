import { numberOf } from '../../../core/profile/values.ts';
import { mostNamedOf } from '../../../core/profile/collect/collector-for.ts';
import {
  columnSurvey,
  type ColumnSurvey,
  mostCodes,
} from '../../../core/profile/collect/survey.ts';
import type { ColumnShape } from '../../../core/profile/profile.ts';
import { shapeOfTexts } from '../../../core/profile/shape-of.ts';
import { excerptOf, wholeRows } from './excerpt.ts';
import type { DuckDb } from './open.ts';
import { cellSql } from './plan.ts';
import { isNumber, type Scan } from './scan.ts';
import { identifier, isMissingText, numberOfText } from './sql.ts';
import { textsOf, doublesOf } from './vectors.ts';

/** So many columns are looked at in one query. */
const batch = 32;

/**
 * How the columns of a reference are to be read. An excerpt says what can be; what one value elsewhere could overturn is
 * asked of all rows.
 */
export async function shapesOf(
  db: DuckDb,
  scans: readonly Scan[],
  names: readonly string[],
): Promise<ReadonlyMap<string, ColumnShape>> {
  const mostNamed = mostNamedOf(names.length);
  const surveys = new Map(names.map((name) => [name, columnSurvey(mostNamed)]));
  for (const scan of scans) {
    const known = names.filter((name) => scan.types.has(name));
    for (let start = 0; start < known.length; start += batch) {
      await survey(db, scan, known.slice(start, start + batch), surveys);
    }
  }
  const shapes = new Map<string, ColumnShape>();
  const rows = scans.reduce((sum, scan) => sum + scan.rows, 0);
  for (const [name, one] of surveys) {
    const guess = one.shape();
    shapes.set(name, rows <= wholeRows ? guess : await verified(db, scans, name, guess));
  }
  return shapes;
}

async function survey(
  db: DuckDb,
  scan: Scan,
  names: readonly string[],
  surveys: ReadonlyMap<string, ColumnSurvey>,
): Promise<void> {
  const columns = names.map((name) => {
    const type = scan.types.get(name) ?? 'other';
    const sql = isNumber(type) ? `${identifier(name)}::double` : cellSql(identifier(name), type);
    return { sql, isNumber: isNumber(type), survey: surveys.get(name) };
  });
  const sqls = columns.map(({ sql }) => sql);
  for await (const chunk of excerptOf(db, scan, sqls)) {
    for (const [index, { isNumber, survey }] of columns.entries()) {
      if (isNumber) {
        const { values, count } = doublesOf(chunk, index);
        survey?.numbers(values.subarray(0, count));
      } else for (const text of textsOf(chunk, index)) survey?.cell(text);
    }
  }
}

/** The shape that an excerpt has, or what all rows say where they have others. */
async function verified(
  db: DuckDb,
  scans: readonly Scan[],
  name: string,
  guess: ColumnShape,
): Promise<ColumnShape> {
  const types = scans.flatMap((scan) => scan.types.get(name) ?? []);
  const hasTexts = types.includes('text');
  if (guess.kind === 'numeric' && !hasTexts) return guess;
  if (guess.kind === 'categorical' && guess.coding === 'integer-codes') {
    if (!hasTexts && (await areCodes(db, scans, name))) return guess;
    if (!hasTexts) return { kind: 'numeric', grid: null };
  }
  if (!hasTexts) return guess;
  const { values, numbers, times, levels } = await textsIn(
    db,
    scans,
    name,
    guess.kind === 'categorical',
  );
  if (numbers === values) {
    return guess.kind === 'numeric' || !(await areCodes(db, scans, name))
      ? { kind: 'numeric', grid: null }
      : { kind: 'categorical', coding: 'integer-codes' };
  }
  if (times === values) return { kind: 'time' };
  return shapeOfTexts(levels, numbers, values);
}

/** Whether there are few distinct numbers, and all are whole. */
async function areCodes(db: DuckDb, scans: readonly Scan[], name: string): Promise<boolean> {
  const codes = new Set<number>();
  for (const scan of scans) {
    const type = scan.types.get(name);
    if (type === undefined) continue;
    const column = identifier(name);
    const number = type === 'text' ? numberOfText(column) : `${column}::double`;
    // One more than are allowed, and NaN.
    const rows = await db.rows(
      `select distinct x from (select ${number} as x from ${scan.table}) where x is not null limit ${mostCodes + 2}`,
    );
    for (const [value] of rows) if (!Number.isNaN(value)) codes.add(Number(value));
  }
  return codes.size <= mostCodes && [...codes].every(Number.isInteger);
}

interface Texts {
  values: number;
  numbers: number;
  times: number;
  levels: number;
}

/** What the values of a column are, of which some are texts. */
async function textsIn(
  db: DuckDb,
  scans: readonly Scan[],
  name: string,
  repeats: boolean,
): Promise<Texts> {
  const all = { values: 0, numbers: 0, times: 0, levels: 0 };
  for (const scan of scans) {
    const type = scan.types.get(name);
    if (type === undefined) continue;
    const column = cellSql(identifier(name), type);
    const text = type === 'number' ? `${column}::varchar` : column;
    // What hardly repeats is not worth being put together first.
    const texts = repeats
      ? `select ${text} as x, count(*) as n from ${scan.table} group by 1`
      : `select ${text} as x, 1 as n from ${scan.table}`;
    const [first] = await db.rows(
      `select * from (select ${text} as x from ${scan.table}) where not ${isMissingText('x')} limit 1`,
    );
    const mayBeTime = first !== undefined && Number.isNaN(numberOf(String(first[0])));
    const isTime = mayBeTime ? 'isfinite(assay_instant(x))' : 'false';
    const [found] = await db.rows(
      `select coalesce(sum(n), 0)::double, coalesce(sum(n) filter (not isnan(${numberOfText('x')})), 0)::double,
         coalesce(sum(n) filter (${isTime}), 0)::double, approx_count_distinct(x)::double
       from (${texts}) where not ${isMissingText('x')}`,
    );
    const [values, numbers, instants, levels] = (found ?? []).map(Number);
    all.values += values ?? 0;
    all.numbers += numbers ?? 0;
    all.times += instants ?? 0;
    all.levels += levels ?? 0;
  }
  return all;
}
