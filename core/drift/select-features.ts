import type { MonitorConfig } from '../../schemas/types.ts';
import { InputError } from '../errors.ts';
import { quoted } from '../predictions/columns/quoted.ts';
import { suggestion } from '../text/nearest.ts';
import { uncomparedKind } from './uncompared-columns.ts';

const longestName = 256;
const mostNames = 30;
/** More do not fit a record. */
const mostFeatures = 10_000;

/** The columns of a table, by name. */
type Columns = ReadonlyMap<string, unknown>;

/** Columns that are not simply features. */
export interface OtherColumns {
  /** None but where they are listed. */
  readonly apart: readonly (string | null)[];
  /** Compared too, where the reference holds them. */
  readonly also: readonly (string | null)[];
  /** Asked for, and of a kind that nothing compares. */
  readonly uncompared: readonly string[];
}

/**
 * The names of the columns to compare, each once: those listed, or every column of the reference but those `apart`; and
 * of `also` those that it holds. Throws an InputError where it lacks a listed one, and where there are none or too many.
 */
export function selectFeatures(
  columns: Columns,
  features: MonitorConfig['features'],
  { apart, also, uncompared }: OtherColumns,
): readonly string[] {
  const listed = features !== undefined && features !== 'auto';
  const wanted = listed ? features : [...columns.keys()].filter((name) => !apart.includes(name));
  const there = also.filter((name) => name !== null && columns.has(name));
  const left = new Set(uncompared);
  const names = [...new Set([...wanted, ...there])].filter(
    (name): name is string => name !== null && !left.has(name),
  );
  if (names.length === 0) throw nothing(uncompared);
  for (const name of names) {
    if (!columns.has(name)) throw noColumn(columns, name);
    if (name.length > longestName) throw tooLong(name);
  }
  if (names.length <= mostFeatures) return names;
  throw new InputError(
    'too-many-columns',
    `The reference has ${names.length.toLocaleString('en-US')} columns to compare, more than the ${mostFeatures.toLocaleString('en-US')} that a record holds: name those that matter in monitor.features.`,
  );
}

function nothing([first]: readonly string[]): InputError {
  const why =
    first === undefined
      ? 'has no column beside the time'
      : `holds ${uncomparedKind} in ${quoted(first)}, which are not compared, and nothing else that is asked for`;
  return new InputError(
    'no-column',
    `There is no feature to compare: the reference ${why}. Correct monitor.reference.path or monitor.features.`,
  );
}

function noColumn(columns: Columns, name: string): InputError {
  const names = [...columns.keys()];
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
  return new InputError(
    'no-column',
    `The reference (monitor.reference.path) has no column ${quoted(name)}, which monitor.features asks for${suggestion(name, names)} Its columns: ${names.slice(0, mostNames).join(', ')}${more}.`,
  );
}

function tooLong(name: string): InputError {
  return new InputError(
    'long-name',
    `The name of the column "${name.slice(0, 40)}…" has more than ${longestName} characters: give it a shorter one.`,
  );
}
