import { fittingGroups } from '../../core/profile/collect/row-groups.ts';
import type { Calibration, ColumnShape, Profiled } from '../../core/profile/profile.ts';
import type { RowSample } from '../../core/profile/rows.ts';
import type { DataFile } from '../tabular/data-file.ts';

/**
 * What decodes files and counts what is in their columns, in one pass. Memory does not grow with the rows, but where there
 * is a column of times: `builtin` keeps some 13 bytes a row then, and a sample of the newest windows 8 for each of theirs.
 */
export interface Engine {
  readonly name: 'builtin' | 'duckdb';
  /**
   * Throws an InputError for what is no table, such as a truncated Parquet file, and for a column of the time that is in
   * no file. A column that can't be read as `like` says has its values in `unreadable`.
   */
  readonly profile: (request: ProfileRequest) => Promise<EngineAnswer>;
}

/** What is asked of an engine. */
export interface ProfileRequest {
  /** Local files, read as one table; CSV, JSON lines or Parquet by content. */
  readonly files: readonly DataFile[];
  /** The columns to profile: those names, or all but the time. Names that the files lack are left out of the answer. */
  readonly columns: 'all' | readonly string[];
  /** The column of the time; null where the rows have none. */
  readonly time: string | null;
  /** The newest whole windows of this length that the rows reach, as many as there is room for; null: none. */
  readonly windows: { readonly lengthMs: number; readonly count: number } | null;
  /** How the reference was read; null where this is the reference, and the values say how. */
  readonly like: ReadonlyMap<string, ColumnShape> | null;
  /** Into how many parts in the order of the rows the table is cut for calibration, if each has 400 rows and there is room; 0: not at all. */
  readonly parts: number;
  /** How many rows are sampled, where there are windows of the newest; 0: none. */
  readonly sample: number;
  /** Times after it are in the future. */
  readonly now: Date;
  /** Is told the share of the work that is done, from 0 to 1. */
  readonly onProgress: (share: number) => void;
  /** Ends the work early: `profile` then throws its reason. */
  readonly signal: AbortSignal;
}

/** The request with as many windows and parts as there is room for where so many columns are counted. */
export function fitted(request: ProfileRequest, columns: number): ProfileRequest {
  const { windows, parts } = request;
  return {
    ...request,
    parts: fittingGroups(parts, columns),
    windows: windows && { ...windows, count: fittingGroups(windows.count, columns) },
  };
}

/** What an engine answers. */
export interface EngineAnswer {
  readonly profiled: Profiled;
  readonly calibration: ReadonlyMap<string, Calibration>;
  readonly sample: RowSample | null;
}
