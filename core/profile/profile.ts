/**
 * What is known of a table, or of one window of it, without its rows: counts that can be added. All of `core/drift` works
 * on these, and a version keeps that of its training data.
 */
export interface TableProfile {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, ColumnProfile>;
}

/** What is known of one column. Its kind is that of the reference, whatever the current data hold. */
export type ColumnProfile = NumericProfile | CategoricalProfile | TextProfile | TimeProfile;

/** What each column counts. `rows` = readable values + `missing` + `unreadable`. */
interface Counted {
  /** All rows of the table. */
  readonly rows: number;
  /** Null, blank or NaN. */
  readonly missing: number;
  /** Values that are not of this kind, such as texts among numbers. */
  readonly unreadable: number;
}

/** Numbers. */
export interface NumericProfile extends Counted {
  readonly kind: 'numeric';
  /** Infinite values count at their end of it. */
  readonly distribution: Distribution;
  readonly moments: Moments;
}

/** Levels: texts, booleans, or integer codes of at most 10 kinds. */
export interface CategoricalProfile extends Counted {
  readonly kind: 'categorical';
  readonly coding: 'texts' | 'integer-codes';
  /** How often each of the most frequent levels occurs; `1` and `1.0` are one level of integer codes. */
  readonly levels: ReadonlyMap<string, number>;
  /** Levels beyond those that are kept, and their rows. */
  readonly rest: { readonly levels: number; readonly rows: number };
  /** Levels that occur once. */
  readonly singles: number;
}

/** Texts that hardly repeat, by their length in characters. */
export interface TextProfile extends Counted {
  readonly kind: 'text';
  readonly distribution: Distribution;
  readonly moments: Moments;
}

/** Points in time, milliseconds since 1970. */
export interface TimeProfile extends Counted {
  readonly kind: 'time';
  /** First and last of those that are not in the future. */
  readonly first: number | null;
  readonly last: number | null;
  /** Rows after the moment of monitoring. */
  readonly future: number;
  /** Whether some values say their offset from UTC and others do not. */
  readonly mixedOffsets: boolean;
}

/** Of the finite values; null where there is none. */
export interface Moments {
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly mean: number | null;
  /** The standard deviation, with n in the denominator. */
  readonly deviation: number | null;
}

/**
 * How often which value occurs, ascending. Without a grid the values are those of the data; with one, each stands for the
 * values of one bin and is its lower edge. Two can be compared after both are brought onto one grid (`ontoGrid`).
 */
export interface Distribution {
  readonly grid: Grid | null;
  /** Ascending and distinct. */
  readonly values: Float64Array;
  /** Of each value, at least 1. */
  readonly counts: Float64Array;
}

/**
 * Bins by the top 20 bits of the double `x - pivot` (sign, exponent, 8 bits of the mantissa), after DDSketch (Masson et
 * al. 2019): a relative error of the distance from the pivot of at most 2^-8, whatever the scale. The pivot is the
 * reference's median, about.
 */
export interface Grid {
  readonly pivot: number;
}

/** A window of a table: the rows of a span of time, `start` included, `end` not; milliseconds since 1970. */
export interface WindowProfile extends TableProfile {
  readonly start: number;
  readonly end: number;
}

/** A table as an engine has read it. */
export interface Profiled {
  /** All rows. */
  readonly whole: TableProfile;
  /** The windows that were asked for, oldest first; none where none was. */
  readonly windows: readonly WindowProfile[];
  /** The columns of the files in their order, and what type each has there. */
  readonly types: ReadonlyMap<string, ColumnType>;
  /** First and last value of the time column as ISO 8601, or as the number that it is; null without one. */
  readonly span: { readonly start: string; readonly end: string } | null;
  /** Rows whose time is missing, can't be read or lies in the future: in no window. */
  readonly withoutWindow: number;
  /** What the times of all rows are like; null without a column of them. */
  readonly times: TimesSeen | null;
}

/** What the times of a table's rows are like, whatever else is read of it. */
export interface TimesSeen {
  /** All rows of the table, whether they have a time or not. */
  readonly rows: number;
  /** The last that is not in the future, in milliseconds since 1970; null where there is none. */
  readonly last: number | null;
  /** Milliseconds in one of the column's numbers; null where it holds none. */
  readonly unit: number | null;
  /** Rows after the moment of monitoring. */
  readonly future: number;
  /** Whether some texts say their offset from UTC and others do not. */
  readonly mixedOffsets: boolean;
}

/** The type of a column in its file, as far as the kind of file tells it. */
export type ColumnType = 'number' | 'text' | 'boolean' | 'time' | 'other' | 'empty';

/** How a column of the current data is to be read: as that of the reference was. */
export type ColumnShape =
  | { readonly kind: 'numeric'; readonly grid: Grid | null }
  | { readonly kind: 'categorical'; readonly coding: CategoricalProfile['coding'] }
  | { readonly kind: 'text'; readonly grid: Grid | null }
  | { readonly kind: 'time' };

/** A reference: a profile, and how much its own parts differ from it. */
export interface ReferenceProfile {
  readonly profile: TableProfile;
  readonly types: ReadonlyMap<string, ColumnType>;
  /** By column: the size (D, Cramér's V) of parts of the reference against the whole. */
  readonly calibration: ReadonlyMap<string, Calibration>;
}

/** Rows of a day hang together, so parts of the reference differ by more than chance. Mean and standard deviation over `parts`. */
export interface Calibration {
  readonly parts: number;
  readonly mean: number;
  readonly deviation: number;
}
