import {
  type TimeLine,
  timeLine,
  type TimeWriting,
} from '../../../core/profile/collect/time-line.ts';
import { saysOffset } from '../../../core/time/instant.ts';
import { unitOf } from '../../../core/time/number-unit.ts';
import type { ProfileRequest } from '../engine.ts';
import type { DuckDb } from './open.ts';
import { instantOfTime } from './plan.ts';
import type { Scan } from './scan.ts';
import { identifier, instantOfText, literal, numberOfText } from './sql.ts';

/** The moments of rows, as SQL. */
export interface Moments {
  readonly line: TimeLine;
  /** Milliseconds since 1970 as a double, null where a row has no time. */
  readonly sqlOf: (scan: Scan) => string;
}

/** Looks at the column of the time of all rows: its unit, its span and its windows. */
export async function readMoments(
  db: DuckDb,
  scans: readonly Scan[],
  time: string,
  { windows, now }: Pick<ProfileRequest, 'windows' | 'now'>,
): Promise<Moments> {
  const { unit, onlyNumbers } = await unitIn(db, scans, time);
  const sqlOf = (scan: Scan): string => {
    const { number, instant } = partsOf(scan, time);
    return `coalesce(${number} * ${unit}, ${instant})`;
  };
  const line = timeLine(windows, now.getTime());
  const length = windows === null ? 'null' : `floor(t / ${windows.lengthMs})`;
  for (const scan of scans) {
    const found = await db.rows(
      `select min(t), max(t), count(*)::double from (select ${sqlOf(scan)} as t from ${scan.table})
       where t is not null group by t <= ${now.getTime()}, ${length}`,
    );
    let rows = 0;
    for (const [first, last, count] of found) {
      line.add(Number(first), 0);
      line.add(Number(last), Number(count));
      rows += Number(count);
    }
    line.add(Number.NaN, scan.rows - rows);
  }
  const written = await writingIn(db, scans, time);
  return { line: line.finish(onlyNumbers ? unit : null, written), sqlOf };
}

/** How Assay's own reader writes timestamps of Parquet, by their type. */
const examples: Readonly<Record<string, string>> = {
  date: '2000-01-01',
  time: '2000-01-01 00:00:00',
  'zoned-time': '2000-01-01 00:00:00Z',
};

/** What a text that `saysOffset` ends with, and holds. */
const offset = { end: String.raw`(?:Z|[+-]\d{2}:?\d{2})$`, hours: String.raw`[T ]\d{2}:` };

async function writingIn(db: DuckDb, scans: readonly Scan[], time: string): Promise<TimeWriting> {
  let example: string | null = null;
  const offsets = new Set<unknown>();
  for (const scan of scans) {
    const type = scan.types.get(time);
    if (type !== 'text') {
      const known = examples[type ?? ''] ?? null;
      example ??= known;
      if (known !== null) offsets.add(saysOffset(known));
      continue;
    }
    const column = identifier(time);
    const { instant } = partsOf(scan, time);
    const says = `regexp_matches(x, ${literal(offset.end)}) and regexp_matches(x, ${literal(offset.hours)})`;
    const [found] = await db.rows(
      `select arg_max(x, length(x)), bool_or(${says}), bool_and(${says})
       from (select trim(${column}) as x from ${scan.table} where ${instant} is not null)`,
    );
    const [text, some, all] = found ?? [];
    if (typeof text !== 'string') continue;
    if (text.length > (example?.length ?? 0)) example = text;
    offsets.add(some).add(all);
  }
  return { example, mixedOffsets: offsets.size > 1 };
}

async function unitIn(
  db: DuckDb,
  scans: readonly Scan[],
  time: string,
): Promise<{ readonly unit: number; readonly onlyNumbers: boolean }> {
  let [largest, numbers, instants] = [0, 0, 0];
  for (const scan of scans) {
    const { number, instant } = partsOf(scan, time);
    const [found] = await db.rows(
      `select max(abs(${number})), count(${number})::double, count(${instant})::double from ${scan.table}`,
    );
    largest = Math.max(largest, Number(found?.[0] ?? 0));
    numbers += Number(found?.[1]);
    instants += Number(found?.[2]);
  }
  return { unit: unitOf(largest), onlyNumbers: numbers > 0 && instants === 0 };
}

/** The time as a number since 1970, and as an instant; null where it is not one of these. */
function partsOf(scan: Scan, time: string): { readonly number: string; readonly instant: string } {
  const column = identifier(time);
  const none = 'null::double';
  const type = scan.types.get(time);
  if (type === 'number' || type === 'integer') {
    return { number: finite(`${column}::double`), instant: none };
  }
  if (type === 'time' || type === 'date' || type === 'zoned-time') {
    return { number: none, instant: instantOfTime(column) };
  }
  if (type !== 'text') return { number: none, instant: none };
  const number = numberOfText(column);
  const instant = `case when isnan(${number}) then ${finite(instantOfText(column))} end`;
  return { number: finite(number), instant };
}

function finite(sql: string): string {
  return `case when isfinite(${sql}) then ${sql} end`;
}
