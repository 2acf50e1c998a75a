import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fetchData } from '../../../adapters/data/fetch-data.ts';
import { digestFiles } from '../../../adapters/files/index.ts';
import { temporaryFolder } from '../temporary.ts';
import { contents, failure, optionsWith } from './fetching.ts';

const days = {
  'days/day=2026-01-02/part-0.csv': 'b',
  'days/day=2026-01-01/part-1.parquet': 'a1',
  'days/day=2026-01-01/part-0.parquet': 'a0',
  'days/day=2026-01-01/_SUCCESS': '',
  'days/day=2026-01-01/.part-0.parquet.crc': 'crc',
  'days/_temporary/part.csv': 'half',
  'days/.hidden/part.csv': 'hidden',
  'days/readme.md': 'words',
  'day.txt': 'rows',
};

describe('data in the folder of the model', () => {
  it('are those of a folder and all folders in it that hold rows, sorted', async () => {
    const options = await optionsWith({ folder: await temporaryFolder(days) });
    const data = await fetchData('days/', options);
    expect(Object.entries(await contents(data))).toEqual([
      ['days/day=2026-01-01/part-0.parquet', 'a0'],
      ['days/day=2026-01-01/part-1.parquet', 'a1'],
      ['days/day=2026-01-02/part-0.csv', 'b'],
    ]);
    expect(data.shown).toBe('days/');
  });

  it('are those that a pattern fits', async () => {
    const options = await optionsWith({ folder: await temporaryFolder(days) });
    const data = await fetchData('days/day=*/part-0.*', options);
    expect(Object.values(await contents(data))).toEqual(['a0', 'b']);
  });

  it('may lie in a hidden folder that the pattern names, but in none that it only fits', async () => {
    const files = {
      '_data/a.csv': 'a',
      '_data/_b.csv': 'b',
      '_data/.c/d.csv': 'd',
      'e/_f/a.csv': 'f',
    };
    const options = await optionsWith({ folder: await temporaryFolder(files) });
    const found = async (path: string) =>
      Object.keys(await contents(await fetchData(path, options)));
    expect(await found('_data/*.csv')).toEqual(['_data/a.csv']);
    expect(await found('./_data/**/*.csv')).toEqual(['_data/a.csv']);
    expect(await failure(fetchData('e/*/a.csv', options))).toContain('no-input');
  });

  it('are the file that is named, whatever its name, and have the digest that inputs have', async () => {
    const folder = await temporaryFolder(days);
    const data = await fetchData('day.txt', await optionsWith({ folder }));
    expect(await contents(data)).toEqual({ 'day.txt': 'rows' });
    expect(data.digest).toBe((await digestFiles(folder, ['day.txt']))[0]?.digest);
  });

  it('have another digest when a file has another name, or other bytes', async () => {
    const digests = [{ 'd/a.csv': '1' }, { 'd/b.csv': '1' }, { 'd/a.csv': '2' }].map(
      async (files) =>
        (await fetchData('d/', await optionsWith({ folder: await temporaryFolder(files) }))).digest,
    );
    expect(new Set(await Promise.all(digests)).size).toBe(3);
  });

  it('stay where they are when they are disposed of', async () => {
    const data = await fetchData(
      'days/',
      await optionsWith({ folder: await temporaryFolder(days) }),
    );
    await data.dispose();
    await data.dispose();
    expect(Object.keys(await contents(data))).toHaveLength(3);
  });

  it('are missed by the key that names them', async () => {
    const options = await optionsWith({
      folder: await temporaryFolder({ 'words/readme.md': 'words', 'words/_SUCCESS': '' }),
    });
    expect(await failure(fetchData('none.csv', options))).toContain(
      "no-input: monitor.current.path names none.csv, and the model's folder has no such file",
    );
    expect(await failure(fetchData('words/', options))).toContain(
      'none of the 2 files there ends in .csv, .jsonl, .ndjson, .json, .parquet',
    );
  });

  it('do not lie outside of it, nor behind a link that leads out', async () => {
    const folder = await temporaryFolder({ 'd/a.csv': '1' });
    const options = await optionsWith({ folder });
    expect(await failure(fetchData('../secret.csv', options))).toContain('outside-folder');
    await symlink(await temporaryFolder({ 'secret.csv': 's' }), join(folder, 'd', 'out'));
    expect(await failure(fetchData('d/', options))).toContain('outside-folder');
  });

  it('are not looked for where no location can be, and no password is repeated', async () => {
    const said = await failure(fetchData('https://me:pw@host/x.csv', await optionsWith()));
    expect(said).toContain('bad-location: monitor.current.path names https://…@host/x.csv');
    expect(said).not.toContain('pw');
  });
});
