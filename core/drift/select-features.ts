import type { MonitorConfig } from '../../schemas/types.ts';
import { InputError } from '../errors.ts';
import { suggestion } from '../text/nearest.ts';

const longestName = 256;
const mostNames = 30;
/** More do not fit a record. */
const mostFeatures = 10_000;

/** The columns of a table, by name. */
type Columns = ReadonlyMap<string, unknown>;

/**
 * The names of the columns to compare, each once: those listed, or every column of the reference but those `apart`; and
 * of `also` those that it holds. Throws an InputError where it lacks a listed one, and where there are none or too many.
 */
export function selectFeatures(
  columns: Columns,
  features: MonitorConfig['features'],
  apart: readonly (string | null)[],
  also: readonly (string | null)[],
): readonly string[] {
  const listed = features !== undefined && features !== 'auto';
  const wanted = listed ? features : [...columns.keys()].filter((name) => !apart.includes(name));
  const there = also.filter((name) => name !== null && columns.has(name));
  const names = [...new Set([...wanted, ...there])].filter((name) => name !== null);
  if (names.length === 0) {
    throw new InputError(
      'no-column',
      'There is no feature to compare: the reference has no column beside the time. Correct monitor.reference.path or monitor.features.',
    );
  }
  for (const name of names) {
    if (!columns.has(name)) throw noColumn(columns, name, 'reference', 'monitor.features');
    if (name.length > longestName) throw tooLong(name);
  }
  if (names.length <= mostFeatures) return names;
  throw new InputError(
    'too-many-columns',
    `The reference has ${names.length.toLocaleString('en-US')} columns to compare, more than the ${mostFeatures.toLocaleString('en-US')} that a record holds: name those that matter in monitor.features.`,
  );
}

/** That a side lacks a column which the configuration asks for at `key`. */
export function noColumn(
  columns: Columns,
  name: string,
  side: 'reference' | 'current',
  key: 'monitor.features' | 'monitor.time',
): InputError {
  const names = [...columns.keys()];
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
  const data = side === 'reference' ? 'The reference' : 'The current data';
  return new InputError(
    'no-column',
    `${data} (monitor.${side}.path) has no column ${JSON.stringify(name)}, which ${key} asks for${suggestion(name, names)} Its columns: ${names.slice(0, mostNames).join(', ')}${more}.`,
  );
}

function tooLong(name: string): InputError {
  return new InputError(
    'long-name',
    `The name of the column "${name.slice(0, 40)}…" has more than ${longestName} characters: give it a shorter one.`,
  );
}
