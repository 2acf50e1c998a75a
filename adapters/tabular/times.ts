import { timeColumn } from '../../core/predictions/columns/time-column.ts';
import { InputError } from '../../core/errors.ts';
import type { DataFile } from './data-file.ts';
import { readerFor } from './format.ts';

/**
 * Reads one column of a file as times, row by row: milliseconds since 1970 of ISO 8601, or numbers as they are; NaN where
 * there is none of that kind. Null where the file has no such column.
 */
export async function readTimes(
  file: DataFile,
  name: string,
  as: 'iso' | 'numbers',
): Promise<Float64Array | null> {
  const read = await readerFor(file);
  const column = timeColumn(as);
  try {
    return column.finish(await read(file, [{ name, key: 'monitor.time', column }], () => {}));
  } catch (error) {
    if (error instanceof InputError && error.code === 'no-column') return null;
    throw error;
  }
}
