import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../adapters/tabular/csv.ts';
import { readCsvFiles } from '../../../adapters/tabular/stack.ts';
import { temporaryFolder } from '../temporary.ts';

async function read(content: string | Uint8Array) {
  const folder = await temporaryFolder({ 'p.csv': content });
  return readCsv(join(folder, 'p.csv'), 'p.csv');
}

describe('readCsv', () => {
  it('reads columns of raw texts, an empty text for a missing value', async () => {
    const { rows, columns } = await read('id,y\n1,2.50\n2,\n');
    expect(rows).toBe(2);
    expect([...columns]).toEqual([
      ['id', ['1', '2']],
      ['y', ['2.50', '']],
    ]);
  });

  it('reads quotes, commas and line breaks in them, Windows line ends, empty lines and a byte order mark', async () => {
    const { rows, columns } = await read('\ufeff"a","b c"\r\n"x, ""y""","1\n2"\r\n\r\n3,4\r\n\r\n');
    expect(rows).toBe(2);
    expect(columns.get('a')).toEqual(['x, "y"', '3']);
    expect(columns.get('b c')).toEqual(['1\n2', '4']);
  });

  it('reads a character that two chunks of the file share', async () => {
    const long = `${'x'.repeat(65_535 - 2)}é`;
    const { columns } = await read(`a\n${long}\n`);
    expect(columns.get('a')).toEqual([long]);
  });

  it('gives no rows for a file with only a header', async () => {
    expect((await read('a,b\n')).rows).toBe(0);
  });

  it.each<[string, string | Uint8Array, string, RegExp, number | undefined]>([
    ['an empty file', '', 'no-header', /p\.csv is empty/, undefined],
    ['a column without a name', ',y\n0,1\n', 'bad-header', /Column 1 of p\.csv has no name/, 1],
    ['two columns of one name', 'y,id,y\n', 'bad-header', /two columns named "y"/, 1],
    [
      'a row with too few values',
      'a,b\n1,2\n3\n',
      'ragged-row',
      /^Line 3 of p\.csv has 1 values, and the header has 2/,
      3,
    ],
    [
      'a row with too many values',
      'a,b\n1,2,3\n',
      'ragged-row',
      /^Line 2 of p\.csv has 3 values/,
      2,
    ],
    ['a quote that is not closed', 'a,b\n"1,2\n', 'unreadable-csv', /is not CSV/, 2],
    [
      'bytes that are not UTF-8',
      Uint8Array.of(97, 10, 0xe9, 10),
      'not-utf8',
      /not text in UTF-8/,
      undefined,
    ],
    [
      'a character that is cut off at the end',
      Uint8Array.of(97, 10, 0xc3),
      'not-utf8',
      /not text/,
      undefined,
    ],
  ])('refuses %s with one sentence', async (_, content, code, message, line) => {
    const error: unknown = await read(content).catch((error: unknown) => error);
    expect(error).toMatchObject({ code, line, message: expect.stringMatching(message) as string });
    expect(error).not.toHaveProperty('message', expect.stringMatching(/\n/));
  });

  it('says when there is no file', async () => {
    await expect(
      readCsv(join(await temporaryFolder(), 'p.csv'), 'out/p.csv'),
    ).rejects.toMatchObject({
      code: 'no-file',
      message: expect.stringContaining('out/p.csv does not exist') as string,
    });
  });
});

describe('readCsvFiles', () => {
  it('puts the rows of several files one after the other, by the name of the column', async () => {
    const folder = await temporaryFolder({ '1.csv': 'a,b\n1,2\n', '2.csv': 'b,a\n4,3\n' });
    const { rows, columns } = await readCsvFiles(folder, ['1.csv', '2.csv']);
    expect(rows).toBe(2);
    expect([...columns]).toEqual([
      ['a', ['1', '3']],
      ['b', ['2', '4']],
    ]);
  });

  it('names the column that only one of the files has', async () => {
    const folder = await temporaryFolder({ '1.csv': 'a\n1\n', '2.csv': 'a,b\n1,2\n' });
    await expect(readCsvFiles(folder, ['1.csv', '2.csv'])).rejects.toMatchObject({
      code: 'other-columns',
      message: expect.stringContaining('"b"') as string,
    });
  });
});
