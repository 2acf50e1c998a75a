import {
  type TimeLine,
  timeLine,
  type TimeWriting,
} from '../../../core/profile/collect/time-line.ts';
import { commonUnit, unitBounds } from '../../../core/time/common-unit.ts';
import { saysOffset } from '../../../core/time/instant.ts';
import { unitOf } from '../../../core/time/number-unit.ts';
import type { ProfileRequest } from '../engine.ts';
import type { DuckDb } from './open.ts';
import { instantOfTime } from './plan.ts';
import { isNumber, type Scan } from './scan.ts';
import { identifier, instantOfText, literal, numberOfText } from './sql.ts';

/** The moments of rows, as SQL. */
export interface Moments {
  readonly line: TimeLine;
  /** Milliseconds since 1970 as a double, null where a row has no time. */
  readonly sqlOf: (scan: Scan) => string;
}

/** The least number of each unit. */
const unitStarts: readonly number[] = [0, ...unitBounds];

/** Looks at the column of the time of all rows: its unit, its span and its windows. */
export async function readMoments(
  db: DuckDb,
  scans: readonly Scan[],
  time: string,
  { windows, now }: Pick<ProfileRequest, 'windows' | 'now'>,
): Promise<Moments> {
  const unit = await unitIn(db, scans, time);
  const sqlOf = (scan: Scan): string => {
    const { number, instant } = partsOf(scan, time);
    if (unit === null) return instant;
    return `coalesce(case when ${isOfUnit(number, unit)} then ${number} * ${unit} end, ${instant})`;
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
  return { line: line.finish(unit, written), sqlOf };
}

/** How Assay's own reader writes timestamps of Parquet, by their type. */
const examples: Readonly<Record<string, string>> = {
  date: '2000-01-01',
  time: '2000-01-01 00:00:00',
  'zoned-time': '2000-01-01 00:00:00Z',
};

/** What a text that `saysOffset` ends with, and holds. */
const offset = { end: String.raw`(?:Z|[+-]\d{2}(?::?\d{2})?)$`, hours: String.raw`[T ]\d{2}:` };

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

/** The unit of most numbers; null where there are none. */
async function unitIn(db: DuckDb, scans: readonly Scan[], time: string): Promise<number | null> {
  const numbers = new Map<number, number>();
  for (const scan of scans) {
    const { number } = partsOf(scan, time);
    const place = unitBounds.map((bound) => `(abs(${number}) >= ${bound})::int`).join(' + ');
    const found = await db.rows(
      `select ${place}, count(*)::double from ${scan.table} where ${number} is not null group by 1`,
    );
    for (const [at, rows] of found) {
      const unit = unitOf(unitStarts[Number(at)] ?? 0);
      numbers.set(unit, (numbers.get(unit) ?? 0) + Number(rows));
    }
  }
  return numbers.size === 0 ? null : commonUnit(numbers);
}

function isOfUnit(number: string, unit: number): string {
  const place = unitStarts.findIndex((start) => unitOf(start) === unit);
  const [from, to] = [unitStarts[place] ?? 0, unitStarts[place + 1]];
  const isLarge = `abs(${number}) >= ${from}`;
  return to === undefined ? isLarge : `${isLarge} and abs(${number}) < ${to}`;
}

/** The time as a number since 1970, and as an instant; null where it is not one of these. */
function partsOf(scan: Scan, time: string): { readonly number: string; readonly instant: string } {
  const column = identifier(time);
  const none = 'null::double';
  const type = scan.types.get(time);
  if (isNumber(type)) {
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
