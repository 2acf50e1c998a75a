import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { InputError } from '../../core/errors.ts';
import { type DataFile, notUtf8 } from './data-file.ts';
import { requireDistinct } from './distinct-names.ts';

const chunkBytes = 1 << 18;
const longestRowBytes = 1 << 20;

/** Who takes the rows of a CSV file. */
export interface RowSink {
  /** Once, before all rows. The names are distinct, and none is blank. */
  readonly header: (names: readonly string[]) => void;
  /** As many values as there are names; an empty text for a missing one. The row begins on that line of the file. */
  readonly row: (values: readonly string[], line: number) => void;
  /** After each piece of the file. */
  readonly read?: (bytes: number) => void;
}

/**
 * Reads a CSV file with a header row by row: comma-separated, UTF-8 with or without a byte order mark, quotes as in RFC
 * 4180. Empty lines are passed over. Throws an InputError, with the line where there is one, when it is not a table.
 */
export async function readCsvRows(file: DataFile, sink: RowSink): Promise<void> {
  let names: readonly string[] | null = null;
  const parser = parse({
    bom: true,
    skip_empty_lines: true,
    max_record_size: longestRowBytes,
    on_record(record: string[], { lines }) {
      if (names === null) {
        checkHeader(record, file);
        names = record;
        sink.header(names);
      } else {
        sink.row(record, lines - lineBreaksIn(record));
      }
      // Nothing is handed on: the sink has all that is wanted.
      return null;
    },
  });
  parser.resume();
  const bytes = createReadStream(file.path, { highWaterMark: chunkBytes });
  try {
    await pipeline(bytes, onlyUtf8(file, sink), parser);
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error, names ?? [], file) : error;
  }
  if (names === null) {
    throw new InputError(
      'no-header',
      `${file.shown} is empty: its first line must name the columns.`,
      { file: file.path },
    );
  }
}

/** The parser says on which line a row ends. */
function lineBreaksIn(record: readonly string[]): number {
  let count = 0;
  for (const value of record) if (value.includes('\n')) count += value.split('\n').length - 1;
  return count;
}

/** Passes bytes on, and fails at the first that is not UTF-8. */
function onlyUtf8(file: DataFile, { read }: RowSink): Transform {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const check = (done: (error: Error | null, chunk?: Buffer) => void, chunk?: Buffer): void => {
    try {
      decoder.decode(chunk, { stream: chunk !== undefined });
      done(null, chunk);
    } catch (cause) {
      done(notUtf8(file, cause));
    }
  };
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      check(done, chunk);
      read?.(chunk.length);
    },
    flush: (done) => {
      check(done);
    },
  });
}

function checkHeader(names: readonly string[], file: DataFile): void {
  const empty = names.findIndex((name) => name.trim() === '');
  if (empty >= 0) {
    throw new InputError(
      'bad-header',
      `Column ${empty + 1} of ${file.shown} has no name: name every column in the first line. With pandas, write the file with index=False.`,
      { file: file.path, line: 1 },
    );
  }
  requireDistinct(names, file, 1);
}

/** csv-parse's complaint as a sentence. Its records are the file's content, so nothing of them is quoted. */
function unreadable(
  error: CsvError,
  names: readonly string[],
  { path, shown }: DataFile,
): InputError {
  const { lines, record } = error as CsvError & {
    readonly lines?: unknown;
    readonly record?: unknown;
  };
  const line = typeof lines === 'number' && lines > 0 ? lines : undefined;
  const where = line === undefined ? shown : `Line ${line} of ${shown}`;
  const place = { file: path, cause: error, ...(line === undefined ? {} : { line }) };
  if (error.code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH') {
    const found = Array.isArray(record) ? `${record.length} values` : 'another number of values';
    return new InputError(
      'ragged-row',
      `${where} has ${found}, and the header has ${names.length}: put values that hold a comma in quotes, and give every row as many values as there are columns.`,
      place,
    );
  }
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return new InputError(
      'long-row',
      `${where} is in a row of more than 1 MB: close the quotes of every value, and leave out columns of long texts.`,
      place,
    );
  }
  return new InputError(
    'unreadable-csv',
    `${where} is not CSV: a quote is not closed, or stands in the middle of a value. Double the quotes inside a quoted value.`,
    place,
  );
}
