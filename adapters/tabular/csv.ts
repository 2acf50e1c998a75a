import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { InputError } from '../../core/errors.ts';
import type { Table } from '../../core/table.ts';

/**
 * Reads a CSV file with a header, comma-separated, UTF-8 with or without a byte order mark, quotes as in RFC 4180.
 * Empty lines are passed over. `shown` is what sentences call the file. Throws an InputError, with the line where
 * there is one, when the file is missing, has no header, or is not a table.
 */
export async function readCsv(path: string, shown: string): Promise<Table> {
  if (!(await stat(path).catch(() => null))?.isFile()) {
    throw new InputError(
      'no-file',
      `The file ${shown} does not exist: make it in a step before this one, or correct its path in the configuration.`,
    );
  }
  const names: string[] = [];
  const values: string[][] = [];
  let rows = 0;
  const parser = parse({
    bom: true,
    skip_empty_lines: true,
    on_record(record: string[]) {
      if (names.length === 0) {
        names.push(...record);
        values.push(...record.map(() => []));
      } else {
        for (const [index, value] of record.entries()) values[index]?.push(value);
        rows += 1;
      }
      // Nothing is handed on: the columns are all that is wanted.
      return null;
    },
  });
  parser.resume();
  try {
    await pipeline(createReadStream(path), onlyUtf8(path, shown), parser);
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error, names.length, path, shown) : error;
  }
  checkHeader(names, path, shown);
  return { rows, columns: new Map(names.map((name, index) => [name, values[index] ?? []])) };
}

/** Passes bytes on, and fails at the first that is not UTF-8. */
function onlyUtf8(path: string, shown: string): Transform {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const check = (done: (error: Error | null, chunk?: Buffer) => void, chunk?: Buffer): void => {
    try {
      decoder.decode(chunk, { stream: chunk !== undefined });
      done(null, chunk);
    } catch (cause) {
      done(
        new InputError('not-utf8', `${shown} is not text in UTF-8: write it with that encoding.`, {
          file: path,
          cause,
        }),
      );
    }
  };
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      check(done, chunk);
    },
    flush: (done) => {
      check(done);
    },
  });
}

function checkHeader(names: readonly string[], file: string, shown: string): void {
  if (names.length === 0) {
    throw new InputError('no-header', `${shown} is empty: its first line must name the columns.`, {
      file,
    });
  }
  const empty = names.findIndex((name) => name.trim() === '');
  if (empty >= 0) {
    throw new InputError(
      'bad-header',
      `Column ${empty + 1} of ${shown} has no name: name every column in the first line. With pandas, write the file with index=False.`,
      { file, line: 1 },
    );
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new InputError(
      'bad-header',
      `${shown} has two columns named "${twice}": give each column a name of its own.`,
      { file, line: 1 },
    );
  }
}

/** csv-parse's complaint as a sentence. Its records are the file's content, so nothing of them is quoted. */
function unreadable(error: CsvError, columns: number, file: string, shown: string): InputError {
  const { lines } = error as CsvError & { readonly lines?: unknown };
  const line = typeof lines === 'number' && lines > 0 ? lines : undefined;
  const where = line === undefined ? shown : `Line ${line} of ${shown}`;
  const place = { file, cause: error, ...(line === undefined ? {} : { line }) };
  if (error.code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH') {
    const { record } = error as CsvError & { readonly record?: unknown };
    const found = Array.isArray(record) ? `${record.length} values` : 'another number of values';
    return new InputError(
      'ragged-row',
      `${where} has ${found}, and the header has ${columns}: put values that hold a comma in quotes, and give every row as many values as there are columns.`,
      place,
    );
  }
  return new InputError(
    'unreadable-csv',
    `${where} is not CSV: a quote is not closed, or stands in the middle of a value. Double the quotes inside a quoted value.`,
    place,
  );
}
