import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readableFiles } from '../../../adapters/tabular/readable-files.ts';
import { temporaryFolder } from '../temporary.ts';

const golden = new URL('../../goldens/parquet/same-plain.parquet', import.meta.url);

/** The names of the files that can be opened, and of those that cannot, of files of these contents. */
async function opened(contents: Readonly<Record<string, string | Uint8Array>>) {
  const folder = await temporaryFolder(contents);
  const all = Object.keys(contents).map((shown) => ({ path: join(folder, shown), shown }));
  const { files, unreadable } = await readableFiles(all);
  return {
    files: files.map(({ shown }) => shown),
    unreadable: unreadable.map(({ file, reason }) => [file.shown, reason]),
  };
}

describe('files that cannot be opened', () => {
  it('are told from those that can, wherever Parquet is cut off', async () => {
    const whole = await readFile(golden);
    for (const bytes of [1, 4, 100, whole.length - 1]) {
      const cut = whole.subarray(0, bytes);
      const found = await opened({ '1.parquet': whole, '2.parquet': cut, '3.csv': 'a\n1\n' });
      expect(found.files).toEqual(['1.parquet', '3.csv']);
      expect(found.unreadable).toEqual([
        ['2.parquet', expect.stringContaining('whose end is missing or damaged')],
      ]);
    }
    const empty = await opened({ '1.csv': 'a\n1\n', '2.csv': '' });
    expect(empty).toEqual({ files: ['1.csv'], unreadable: [['2.csv', 'It is empty.']] });
  });

  it('are left to be refused where there is no other', async () => {
    const none = { unreadable: [] };
    expect(await opened({ 'a.csv': '' })).toEqual({ files: ['a.csv'], ...none });
    expect(await opened({ 'a.csv': '', 'b.parquet': 'PAR1' })).toEqual({
      files: ['a.csv', 'b.parquet'],
      ...none,
    });
  });
});
