import type { SchemaElement, SchemaTree } from 'hyparquet';
import type { convert } from 'hyparquet/src/convert.js';
import { InputError } from '../../../core/errors.ts';
import { quoted } from '../../../core/predictions/columns/quoted.ts';
import type { DataFile } from '../data-file.ts';
import { codecs } from './codecs.ts';
import type { Metadata } from './metadata.ts';
import { valueTexts } from './value-texts.ts';

/** What hyparquet needs to know of a column to decode its values. */
export type ColumnDecoder = Parameters<typeof convert>[1];

/** A column of plain values, at most one a row. */
export interface FlatColumn {
  readonly name: string;
  /** Whether a row may have no value. */
  readonly isOptional: boolean;
  readonly element: SchemaElement;
  readonly schemaPath: SchemaTree[];
}

/** Types of which it isn't known how their values are to be read as a number or a text. */
const unread: ReadonlySet<string | undefined> = new Set([
  'BSON',
  'INTERVAL',
  'GEOMETRY',
  'GEOGRAPHY',
  'VARIANT',
  'FILE',
]);
/** What there is of bytes of a fixed length that can be read. */
const fixedLength: ReadonlySet<string | undefined> = new Set(['DECIMAL', 'UUID', 'FLOAT16']);

/** The column of that name, which must be there. Throws the InputError `unread-column` where its values are not plain. */
export function flatColumn({ root }: Metadata, name: string, file: DataFile): FlatColumn {
  const leaf = root.children.find(({ element }) => element.name === name);
  if (leaf === undefined) throw new TypeError('A column that was found in a Parquet file is gone.');
  const { element } = leaf;
  if (leaf.children.length > 0 || element.repetition_type === 'REPEATED') {
    throw unreadColumn(name, file, 'is a list or a structure');
  }
  const types = [element.logical_type?.type, element.converted_type];
  const isBinary =
    element.type === 'FIXED_LEN_BYTE_ARRAY' && !types.some((type) => fixedLength.has(type));
  const other = types.find((type) => unread.has(type));
  if (isBinary) throw unreadColumn(name, file, 'holds binary data');
  if (other !== undefined) throw unreadColumn(name, file, `is of the type ${other}`);
  return {
    name,
    isOptional: element.repetition_type !== 'REQUIRED',
    element,
    schemaPath: [root, leaf],
  };
}

/** How the values of a column's chunk, which may be compressed in its own way, are decoded. */
export function decoderOf(
  { element, schemaPath, name }: FlatColumn,
  chunk: Pick<ColumnDecoder, 'type' | 'codec'>,
): ColumnDecoder {
  const { logical_type: logical, converted_type: converted } = element;
  const isUtc = logical?.type === 'TIMESTAMP' ? logical.isAdjustedToUTC : converted !== undefined;
  return {
    pathInSchema: [name],
    element,
    schemaPath,
    type: chunk.type,
    codec: chunk.codec,
    compressors: codecs,
    parsers: valueTexts(isUtc),
  };
}

function unreadColumn(name: string, { path, shown }: DataFile, what: string): InputError {
  return new InputError(
    'unread-column',
    `The column ${quoted(name)} of ${shown} ${what}: write one number or text in each row there.`,
    { file: path },
  );
}
