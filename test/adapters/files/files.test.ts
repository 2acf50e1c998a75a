import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  digestFile,
  digestFiles,
  digestTree,
  expand,
  placeFiles,
} from '../../../adapters/files/index.ts';
import { temporaryFolder } from '../temporary.ts';

const sha = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

describe('expand', () => {
  it('gives the files of a pattern sorted, with forward slashes, and no folders', async () => {
    const folder = await temporaryFolder({
      'd/b.csv': '',
      'd/a.csv': '',
      'd/e/c.csv': '',
      'd/x.txt': '',
    });
    expect(await expand(folder, 'd/*.csv')).toEqual(['d/a.csv', 'd/b.csv']);
    expect(await expand(folder, 'd/**/*.csv')).toEqual(['d/a.csv', 'd/b.csv', 'd/e/c.csv']);
    expect(await expand(folder, 'd/*')).toEqual(['d/a.csv', 'd/b.csv', 'd/x.txt']);
  });

  it('gives every file of a folder, hidden ones too but not those of git', async () => {
    const folder = await temporaryFolder({ 'm/.hidden': '', 'm/n/w.bin': '', 'm/.git/HEAD': '' });
    expect(await expand(folder, './m/')).toEqual(['m/.hidden', 'm/n/w.bin']);
  });

  it('takes a name with the signs of a pattern for the file that has it', async () => {
    const folder = await temporaryFolder({ 'a[1].csv': '', 'a1.csv': '' });
    expect(await expand(folder, 'a[1].csv')).toEqual(['a[1].csv']);
  });

  it('gives nothing where nothing is', async () => {
    expect(await expand(await temporaryFolder(), 'no/*.csv')).toEqual([]);
  });

  it.each(['../x', 'a/../../x', '/etc/hosts', '..'])(
    'refuses %s, which leaves the folder',
    async (path) => {
      await expect(expand(await temporaryFolder(), path)).rejects.toMatchObject({
        code: 'outside-folder',
      });
    },
  );

  it('follows links inside the folder, and refuses one that leads out of it', async () => {
    const outside = await temporaryFolder({ 'secret.csv': 'x' });
    const folder = await temporaryFolder({ 'd/a.csv': 'x' });
    await symlink('a.csv', join(folder, 'd/inside.csv'));
    expect(await expand(folder, 'd/*.csv')).toEqual(['d/a.csv', 'd/inside.csv']);

    await symlink(outside, join(folder, 'd/out'));
    for (const path of ['d/out/*.csv', 'd/out/secret.csv', 'd/out', 'd']) {
      await expect(expand(folder, path), path).rejects.toMatchObject({ code: 'outside-folder' });
    }
  });

  it('refuses links that lead to nothing or round in a circle', async () => {
    const folder = await temporaryFolder({ 'd/a': '', 'e/a': '' });
    await symlink('nowhere', join(folder, 'd/broken'));
    await symlink('.', join(folder, 'e/again'));
    await expect(expand(folder, 'd')).rejects.toMatchObject({ code: 'broken-link' });
    await expect(expand(folder, 'e')).rejects.toMatchObject({ code: 'endless-link' });
  });
});

describe('digestFiles', () => {
  it('digests a file by its bytes', async () => {
    const folder = await temporaryFolder({ 'a.txt': 'hello' });
    expect(await digestFile(join(folder, 'a.txt'))).toBe(sha('hello'));
    expect(await digestFiles(folder, ['a.txt'])).toEqual([
      { path: 'a.txt', digest: sha('hello'), bytes: 5 },
    ]);
  });

  it('digests a pattern by the names and bytes of its files', async () => {
    const folder = await temporaryFolder({ 'd/a': '1', 'd/b': '23' });
    const [before] = await digestFiles(folder, ['d/*']);
    expect(before).toMatchObject({ path: 'd/*', bytes: 3 });

    await rename(join(folder, 'd/b'), join(folder, 'd/c'));
    const [renamed] = await digestFiles(folder, ['d/*']);
    expect(renamed?.digest).not.toBe(before?.digest);

    await rename(join(folder, 'd/c'), join(folder, 'd/b'));
    expect(await digestFiles(folder, ['d/*'])).toEqual([before]);
  });

  it('names the pattern that matches nothing, and where it is declared', async () => {
    const folder = await temporaryFolder({ 'a.txt': '' });
    await expect(
      digestFiles(folder, ['a.txt', 'data/*.csv'], 'train.inputs'),
    ).rejects.toMatchObject({
      code: 'no-input',
      message: expect.stringMatching(/^train\.inputs names data\/\*\.csv, and/) as string,
    });
  });
});

describe('digestTree', () => {
  it('covers every file of every output, whatever the order in which they are declared', async () => {
    const folder = await temporaryFolder({
      'model/w.bin': '12',
      'model/meta.json': '{}',
      'x.txt': 'x',
    });
    const one = await digestTree(folder, ['model/', 'x.txt']);
    expect(one.files.map(({ path }) => path)).toEqual(['model/meta.json', 'model/w.bin', 'x.txt']);
    expect(one.bytes).toBe(5);
    expect(await digestTree(folder, ['x.txt', 'model', 'model/w.bin'])).toEqual(one);

    await writeFile(join(folder, 'model/w.bin'), '13');
    expect((await digestTree(folder, ['model/', 'x.txt'])).digest).not.toBe(one.digest);
  });

  it('names the output that is missing or empty', async () => {
    const folder = await temporaryFolder({ 'a.bin': '' });
    await mkdir(join(folder, 'empty'));
    for (const output of ['model.bin', 'empty/']) {
      await expect(digestTree(folder, ['a.bin', output])).rejects.toMatchObject({
        code: 'no-output',
        message: expect.stringContaining(`The output ${output} `) as string,
      });
    }
  });

  it('refuses the whole folder as an output', async () => {
    await expect(digestTree(await temporaryFolder({ a: '' }), ['./'])).rejects.toMatchObject({
      code: 'outside-folder',
    });
  });
});

describe('placeFiles', () => {
  it('makes the outputs of one folder those of another, and leaves everything else', async () => {
    const source = await temporaryFolder({ 'model/new.bin': 'new', 'model/both.bin': 'source' });
    const target = await temporaryFolder({
      'model/old.bin': 'old',
      'model/both.bin': 'target',
      'train.py': 'code',
    });
    await placeFiles(source, target, ['model/', 'predictions.csv']);
    expect(await expand(target, '.')).toEqual(['model/both.bin', 'model/new.bin', 'train.py']);
    expect(await readFile(join(target, 'model/both.bin'), 'utf8')).toBe('source');
  });
});
