import { createReadStream } from 'node:fs';
import { InputError } from '../../core/errors.ts';
import { type DataFile, notUtf8 } from './data-file.ts';

const chunkBytes = 1 << 18;
const longestLine = 1 << 20;

/**
 * The lines of a text file, without their ends, in pieces of many lines, so that waiting costs little; and how many
 * bytes were read for each piece. Throws an InputError where it is not UTF-8 (a byte order mark is passed over), or a
 * line is longer than 2^20 code units.
 */
export async function* textLines(
  file: DataFile,
): AsyncGenerator<{ readonly lines: readonly string[]; readonly bytes: number }> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Buffer): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (cause) {
      throw notUtf8(file, cause);
    }
  };
  let rest = '';
  let count = 0;
  const stream = createReadStream(file.path, { highWaterMark: chunkBytes });
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const lines = (rest + decode(chunk)).split('\n');
    rest = lines.pop() ?? '';
    const long = lines.findIndex(({ length }) => length > longestLine);
    if (long >= 0 || rest.length > longestLine) {
      throw tooLong(file, count + (long >= 0 ? long : lines.length) + 1);
    }
    count += lines.length;
    yield { lines, bytes: chunk.length };
  }
  rest += decode();
  if (rest !== '') yield { lines: [rest], bytes: 0 };
}

function tooLong({ path, shown }: DataFile, line: number): InputError {
  return new InputError(
    'long-row',
    `Line ${line} of ${shown} is longer than 1 MB: write one row in each line, and leave out columns of long texts.`,
    { file: path, line },
  );
}
