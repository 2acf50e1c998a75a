import type { MonitorConfig } from '../../schemas/types.ts';
import { InputError } from '../errors.ts';
import type { Table } from '../table.ts';
import { suggestion } from '../text/nearest.ts';

const longestName = 256;
const mostNames = 30;

/** The names of the columns to compare, each once: those listed, or every column of the reference but the time. */
export function selectFeatures(
  reference: Table,
  features: MonitorConfig['features'],
  time: string | undefined,
): readonly string[] {
  const listed = features !== undefined && features !== 'auto';
  const names = listed
    ? [...new Set(features)]
    : [...reference.columns.keys()].filter((name) => name !== time);
  if (names.length === 0) {
    throw new InputError(
      'no-column',
      'There is no feature to compare: the reference has no column beside the time. Correct monitor.reference.path or monitor.features.',
    );
  }
  const long = names.find((name) => name.length > longestName);
  if (long === undefined) return names;
  throw new InputError(
    'long-name',
    `The name of the column "${long.slice(0, 40)}…" has more than ${longestName} characters: give it a shorter one.`,
  );
}

/** The values of a column of one side. `key` is where the configuration names it. Throws the InputError `no-column`. */
export function columnOf(
  table: Table,
  name: string,
  side: 'reference' | 'current',
  key: 'monitor.features' | 'monitor.time',
): readonly string[] {
  const column = table.columns.get(name);
  if (column !== undefined) return column;
  const names = [...table.columns.keys()];
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
  const data = side === 'reference' ? 'The reference' : 'The current data';
  throw new InputError(
    'no-column',
    `${data} (monitor.${side}.path) has no column ${JSON.stringify(name)}, which ${key} asks for${suggestion(name, names)} Its columns: ${names.slice(0, mostNames).join(', ')}${more}.`,
  );
}
