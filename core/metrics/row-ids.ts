import { InputError } from '../errors.ts';
import { badValues, type PredictionsColumn, quoted } from './predictions-column.ts';

/** The ids as they are written. Throws the InputErrors `bad-value` for an empty one and `duplicate-id`. */
export function rowIds(column: PredictionsColumn): readonly string[] {
  const { file, name, texts } = column;
  if (texts.some(isEmpty)) throw badValues(column, isEmpty, 'an id');
  const distinct = new Set(texts);
  if (distinct.size === texts.length) return texts;
  const rows = new Map<string, number>();
  for (const [index, id] of texts.entries()) {
    const earlier = rows.get(id);
    if (earlier !== undefined) {
      throw new InputError(
        'duplicate-id',
        `In ${file} the id ${quoted(id)} of column ${quoted(name)} is in row ${earlier} and again in row ${index + 1} (line ${index + 2}); ${texts.length - distinct.size} of ${texts.length} rows repeat an id. Give every row an id of its own, or leave out evaluate.predictions.id.`,
        { file, line: index + 2 },
      );
    }
    rows.set(id, index + 1);
  }
  return texts;
}

function isEmpty(text: string): boolean {
  return text.trim() === '';
}
