import type { ColumnShape } from '../../../core/profile/profile.ts';
import { isNumber, type Scan, type ScanType } from './scan.ts';
import { identifier, isMissingText, numberOfText } from './sql.ts';

/** How a column of a scan is counted. */
export type ColumnPlan =
  /** Streamed as doubles: null is missing, and so is NaN in `numbers`; in `measured` NaN is a value of another kind. */
  | { readonly kind: 'numbers' | 'measured'; readonly sql: string }
  /** Streamed as texts. */
  | { readonly kind: 'cells'; readonly sql: string }
  /** Counted by DuckDB, value by value. */
  | { readonly kind: 'levels'; readonly sql: string }
  /** Not read. */
  | { readonly kind: 'missing' | 'unreadable' };

/** How a column is counted that is to be read in that way. */
export function planFor(name: string, scan: Scan, shape: ColumnShape): ColumnPlan {
  const type = scan.types.get(name);
  if (type === undefined) return { kind: scan.nested.has(name) ? 'unreadable' : 'missing' };
  const column = identifier(name);
  switch (shape.kind) {
    case 'categorical':
      return { kind: 'levels', sql: cellSql(column, type) };
    case 'numeric':
      return numericPlan(column, type);
    case 'text':
      return textPlan(column, type);
    case 'time':
      return timePlan(column, type);
    default:
      return shape satisfies never;
  }
}

/** A value as Assay's own readers give it: a double, or a text. */
export function cellSql(column: string, type: ScanType): string {
  if (type === 'text') return column;
  if (type === 'number') return `${column}::double`;
  if (type === 'time') return timeText(column);
  return type === 'zoned-time' ? `(${timeText(column)}) || '+00:00'` : `${column}::varchar`;
}

/** Milliseconds since 1970 of a timestamp or a day, as a double. Towards the past, as texts of times are cut. */
export function instantOfTime(column: string): string {
  return `floor(epoch_us(${column})::double / 1000)`;
}

/** `2024-01-31 12:00:00`, with the fraction of a second where there is one. */
function timeText(column: string): string {
  const micros = `epoch_us(${column})`;
  const time = `make_timestamp(${micros})`;
  const [whole, fraction] = ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M:%S.%f'];
  return `case when ${micros} % 1000000 = 0 then strftime(${time}, '${whole}') else strftime(${time}, '${fraction}') end`;
}

function numericPlan(column: string, type: ScanType): ColumnPlan {
  if (type === 'text') return { kind: 'measured', sql: numberOfText(column) };
  return isNumber(type) ? { kind: 'numbers', sql: `${column}::double` } : unlike(column);
}

function textPlan(column: string, type: ScanType): ColumnPlan {
  if (isNumber(type)) return { kind: 'numbers', sql: `${column}::double` };
  const text = cellSql(column, type);
  const length = `case when ${isMissingText(text)} then null else length(${text})::double end`;
  return { kind: 'measured', sql: length };
}

function timePlan(column: string, type: ScanType): ColumnPlan {
  if (type === 'text') return { kind: 'cells', sql: column };
  const isTime = type === 'time' || type === 'zoned-time' || type === 'date';
  return isTime ? { kind: 'measured', sql: instantOfTime(column) } : unlike(column);
}

/** Every value that there is is of another kind. */
function unlike(column: string): ColumnPlan {
  return { kind: 'measured', sql: `case when ${column} is null then null else 'nan'::double end` };
}
