import type { ReportedMetrics } from '../../schemas/types.ts';

/** A number that is none. */
export type NotFinite = NonNullable<ReportedMetrics['notFinite']>[string];

/** What stands where a number is expected: a finite one, one that is not finite, or nothing (`null`). */
export type Measured = number | NotFinite | null;

/** A metric as a format has it. */
export interface Reading {
  readonly key: string;
  readonly value: Measured;
}

const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
/** A text that a library put around the number: `np.float64(nan)`, `tensor(inf, device='cuda:0')`. */
const wrapped =
  /^(?:(?:np\.|numpy\.)?float\d*|tensor|array)\(["']?([^"'(),]*)["']?(?:,[^()]*)?\)$/i;
/** As JavaScript, Python, NumPy, R, YAML, C and the C library of Windows write it: `nan(ind)`, `-1.#IND00`. */
const nan = /^[+\-\u2212]?(?:\.?[qs]?nan[qs]?(?:\(\w*\))?|1\.#(?:ind|[qs]?nan)0*)$/i;
const infinity = /^([+\-\u2212]?)(?:\.?inf(?:inity)?|\u221e|1\.#inf0*)$/i;
const longestSpelling = 80;

/** A value of a parsed document as a metric; undefined for what is no number: a text, a boolean, a list, a mapping. */
export function measured(value: unknown): Measured | undefined {
  if (typeof value === 'number') return ofNumber(value);
  if (value === null) return null;
  return typeof value === 'string' ? (notFiniteOf(value) ?? undefined) : undefined;
}

/** A text that is all there is of a value, as in a table, as a metric; undefined for what is no number. */
export function measuredText(text: string): Measured | undefined {
  const trimmed = text.trim();
  return decimal.test(trimmed) ? ofNumber(Number(trimmed)) : (notFiniteOf(trimmed) ?? undefined);
}

/** Which number that is none a text spells, in any of the usual spellings; null for every other text. */
export function notFiniteOf(text: string): NotFinite | null {
  const trimmed = text.trim();
  if (trimmed.length > longestSpelling) return overflow(trimmed);
  const bare = wrapped.exec(trimmed)?.[1] ?? trimmed;
  if (nan.test(bare)) return 'NaN';
  const sign = infinity.exec(bare)?.[1];
  if (sign === undefined) return overflow(bare);
  return sign === '' || sign === '+' ? 'Infinity' : '-Infinity';
}

/** A decimal such as 1e999 is infinite as a double. */
function overflow(text: string): NotFinite | null {
  if (!decimal.test(text)) return null;
  const value = ofNumber(Number(text));
  return typeof value === 'string' ? value : null;
}

function ofNumber(value: number): number | NotFinite {
  if (Number.isFinite(value)) return value;
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? 'Infinity' : '-Infinity';
}
