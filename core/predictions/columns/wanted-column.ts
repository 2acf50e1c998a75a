import type { PredictionsConfig } from '../../../schemas/types.ts';
import { InputError } from '../../errors.ts';
import { suggestion } from '../../text/nearest.ts';
import type { ColumnBuilder, ColumnPlace } from './column.ts';
import { listed, quoted } from './quoted.ts';

const mostNames = 30;

/** A column that the configuration names, and who takes its values. */
export interface WantedColumn<Builder extends ColumnBuilder = ColumnBuilder> {
  readonly name: string;
  /** Where the configuration names it: `evaluate.predictions.label`. */
  readonly key: string;
  readonly column: Builder;
}

/** The keys of `evaluate.predictions` that name one column. */
type ColumnKey =
  'label' | 'prediction' | 'score' | 'id' | 'lower' | 'upper' | 'query' | 'weight' | 'group';

/** The column of a key; null where the configuration does not have it. */
export function namedColumn<Builder extends ColumnBuilder>(
  config: PredictionsConfig,
  key: ColumnKey,
  file: string,
  make: (place: ColumnPlace) => Builder,
): WantedColumn<Builder> | null {
  const name = config[key];
  return name === undefined ? null : wantedColumn(name, `predictions.${key}`, file, make);
}

/** The column of that name. `key` is where `evaluate` names it. */
export function wantedColumn<Builder extends ColumnBuilder>(
  name: string,
  key: string,
  file: string,
  make: (place: ColumnPlace) => Builder,
): WantedColumn<Builder> {
  return { name, key: `evaluate.${key}`, column: make({ file, name }) };
}

/** Those of the columns that there are. */
export function present<Column>(columns: readonly (Column | null)[]): readonly Column[] {
  return columns.filter((column) => column !== null);
}

/** Throws the InputError `no-column` for the first wanted column that is not among the names of a file's columns. */
export function requireColumns(
  wanted: readonly WantedColumn[],
  names: readonly string[],
  file: string,
): void {
  const known = new Set(names);
  const missing = wanted.find(({ name }) => !known.has(name));
  if (missing === undefined) return;
  throw new InputError(
    'no-column',
    `${file} has no column ${quoted(missing.name)}, which ${missing.key} names${suggestion(missing.name, names)} Its columns: ${listed(names, mostNames)}.`,
    { file, line: 1 },
  );
}
