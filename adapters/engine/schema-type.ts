import type { SchemaElement } from 'hyparquet';
import type { ColumnType } from '../../core/profile/profile.ts';

/** By Parquet's logical or converted type. */
const annotated: ReadonlyMap<string, ColumnType> = new Map([
  ['TIMESTAMP', 'time'],
  ['TIMESTAMP_MILLIS', 'time'],
  ['TIMESTAMP_MICROS', 'time'],
  ['DATE', 'time'],
  ['DECIMAL', 'number'],
  ['FLOAT16', 'number'],
  ['STRING', 'text'],
  ['UTF8', 'text'],
  ['ENUM', 'text'],
  ['JSON', 'text'],
  ['UUID', 'text'],
  ['NULL', 'empty'],
  ['TIME', 'other'],
  ['TIME_MILLIS', 'other'],
  ['TIME_MICROS', 'other'],
]);

/** By its physical type, where nothing else is said. */
const physical: ReadonlyMap<string, ColumnType> = new Map([
  ['BOOLEAN', 'boolean'],
  ['INT32', 'number'],
  ['INT64', 'number'],
  ['FLOAT', 'number'],
  ['DOUBLE', 'number'],
  ['INT96', 'time'],
  ['BYTE_ARRAY', 'text'],
]);

/** What type a column of a Parquet file has. */
export function schemaType(element: SchemaElement): ColumnType {
  const { logical_type: logical, converted_type: converted, type } = element;
  return (
    annotated.get(logical?.type ?? '') ??
    annotated.get(converted ?? '') ??
    physical.get(type ?? '') ??
    'other'
  );
}
