import { InputError } from '../errors.ts';
import type { Table } from '../table.ts';
import { suggestion } from '../text/nearest.ts';

const mostNames = 30;
const longestValue = 40;

/** One column of the predictions, and what messages call it. */
export interface PredictionsColumn {
  readonly file: string;
  readonly name: string;
  readonly texts: readonly string[];
}

/** The column of that name. `key` is where the configuration names it. Throws the InputError `no-column`. */
export function columnOf(table: Table, name: string, key: string, file: string): PredictionsColumn {
  const texts = table.columns.get(name);
  if (texts !== undefined) return { file, name, texts };
  const names = [...table.columns.keys()];
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
  throw new InputError(
    'no-column',
    `${file} has no column ${quoted(name)}, which evaluate.predictions.${key} names${suggestion(name, names)} Its columns: ${names.slice(0, mostNames).join(', ')}${more}.`,
    { file, line: 1 },
  );
}

/**
 * The InputError `bad-value` for the rows of a column that are not as they must be: it names the first of them and
 * says how many there are. `must` completes "must be …".
 */
export function badValues(
  { file, name, texts }: PredictionsColumn,
  isBad: (text: string) => boolean,
  must: string,
): InputError {
  const count = texts.filter(isBad).length;
  const row = texts.findIndex(isBad) + 1;
  const text = texts[row - 1] ?? '';
  const found = text.trim() === '' ? 'is empty' : `is ${quoted(text)}`;
  const others = count === 1 ? 'It is the only one' : `${count} of ${texts.length} rows are so`;
  return new InputError(
    'bad-value',
    `In ${file} the column ${quoted(name)} ${found} in row ${row} (line ${row + 1}), and must be ${must}. ${others}.`,
    { file, line: row + 1 },
  );
}

/** A text from the file in double quotes, cut to a readable length. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > longestValue ? `${text.slice(0, longestValue)}…` : text);
}
