import { chmod, link, mkdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Header } from 'tar';
import { describe, expect, it } from 'vitest';
import { pack, unpack, type UnpackLimits } from '../../../adapters/archive/index.ts';
import { digestFile, digestTree, expand } from '../../../adapters/files/index.ts';
import { RefusedError } from '../../../core/errors.ts';
import { temporaryFolder } from '../temporary.ts';

const outputs = ['model/', '@config.json'];
const files = {
  'model/w.bin': 'weights',
  'model/deep/x.txt': 'x',
  '@config.json': '{}',
  'other.txt': 'no',
};

interface Entry {
  readonly path: string;
  readonly type?: 'File' | 'SymbolicLink' | 'Link' | 'Directory' | 'FIFO';
  readonly content?: string;
  readonly linkpath?: string;
}

/** A gzipped tar made by hand. */
function tarOf(entries: readonly Entry[]): Buffer {
  const blocks = entries.flatMap(({ path, type = 'File', content = '', linkpath }) => {
    const data = Buffer.from(content);
    const header = new Header({
      path,
      type,
      size: data.length,
      mode: 0o644,
      ...(linkpath === undefined ? {} : { linkpath }),
    });
    header.encode();
    const padding = Buffer.alloc((512 - (data.length % 512)) % 512);
    return [header.block ?? Buffer.alloc(0), data, padding];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

async function unpacked(archive: Uint8Array, limits?: UnpackLimits) {
  const folder = await temporaryFolder({ 'a.tar.gz': archive });
  const target = join(folder, 'inner', 'target');
  await mkdir(target, { recursive: true });
  const error: unknown = await unpack(join(folder, 'a.tar.gz'), target, limits).catch(
    (error: unknown) => error,
  );
  return { folder, target, error };
}

describe('pack', () => {
  it('makes the same bytes of the same files, whenever, by whomever and in which order they were written', async () => {
    const one = await temporaryFolder(files);
    const other = await temporaryFolder(Object.fromEntries(Object.entries(files).toReversed()));
    await utimes(join(other, 'model/w.bin'), 1, 1);
    await chmod(join(other, 'model/w.bin'), 0o600);
    await pack(one, outputs, join(one, 'p.tar.gz'));
    await pack(other, outputs.toReversed(), join(other, 'p.tar.gz'));
    expect(await digestFile(join(one, 'p.tar.gz'))).toBe(await digestFile(join(other, 'p.tar.gz')));
  });

  it('gives, unpacked, the files that were packed, by digest', async () => {
    const source = await temporaryFolder(files);
    await pack(source, outputs, join(source, 'p.tar.gz'));
    const { target, error } = await unpacked(await readFile(join(source, 'p.tar.gz')));
    expect(error).toBeUndefined();
    expect(await expand(target, '.')).toEqual(['@config.json', 'model/deep/x.txt', 'model/w.bin']);
    expect(await digestTree(target, outputs)).toEqual(await digestTree(source, outputs));
  });

  it('packs what links lead to, and a second name of a file as a file', async () => {
    const source = await temporaryFolder({ 'model/w.bin': 'weights' });
    await symlink('w.bin', join(source, 'model/latest.bin'));
    await link(join(source, 'model/w.bin'), join(source, 'model/copy.bin'));
    await pack(source, ['model'], join(source, 'p.tar.gz'));
    const { target, error } = await unpacked(await readFile(join(source, 'p.tar.gz')));
    expect(error).toBeUndefined();
    for (const name of ['w.bin', 'latest.bin', 'copy.bin']) {
      expect(await readFile(join(target, 'model', name), 'utf8')).toBe('weights');
    }
  });

  it('keeps long paths', async () => {
    const long = `model/${'d'.repeat(120)}/${'n'.repeat(120)}`;
    const source = await temporaryFolder({ [long]: 'x' });
    await pack(source, ['model'], join(source, 'p.tar.gz'));
    const { target } = await unpacked(await readFile(join(source, 'p.tar.gz')));
    expect(await expand(target, '.')).toEqual([long]);
  });
});

describe('unpack', () => {
  it.each<[string, Entry, RegExp]>([
    ['a parent path', { path: '../escape', content: 'x' }, /leaves its folder/],
    ['a parent path in the middle', { path: 'a/../../escape', content: 'x' }, /leaves its folder/],
    ['an absolute path', { path: '/tmp/escape', content: 'x' }, /absolute path/],
    [
      'a symbolic link',
      { path: 'l', type: 'SymbolicLink', linkpath: '/etc/passwd' },
      /but a SymbolicLink/,
    ],
    ['a hard link', { path: 'l', type: 'Link', linkpath: 'ok.txt' }, /but a Link/],
    ['a pipe', { path: 'p', type: 'FIFO' }, /but a FIFO/],
    ['a second entry of one path', { path: 'ok.txt', content: 'again' }, /is there twice/],
  ])('refuses %s, and writes nothing after it or outside', async (_, entry, message) => {
    const archive = tarOf([
      { path: 'ok.txt', content: 'ok' },
      entry,
      { path: 'after.txt', content: 'x' },
    ]);
    const { folder, error } = await unpacked(archive);
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toMatchObject({ message: expect.stringMatching(message) as string });
    const written = await expand(folder, '.');
    expect(written.filter((path) => !['a.tar.gz', 'inner/target/ok.txt'].includes(path))).toEqual(
      [],
    );
  });

  it('refuses more entries or bytes than are allowed', async () => {
    const archive = tarOf([
      { path: 'a', content: 'x'.repeat(100) },
      { path: 'b', content: 'x'.repeat(100) },
    ]);
    expect((await unpacked(archive, { entries: 2, bytes: 200 })).error).toBeUndefined();
    expect((await unpacked(archive, { entries: 1, bytes: 200 })).error).toMatchObject({
      message: 'The archive was refused: it has more than 1 entries.',
    });
    expect((await unpacked(archive, { entries: 2, bytes: 199 })).error).toMatchObject({
      message: 'The archive was refused: it holds more than 199 bytes.',
    });
  });

  it.each<[string, Uint8Array]>([
    ['text', Buffer.from('not an archive')],
    ['a gzip that is cut off', tarOf([{ path: 'a', content: 'x'.repeat(5000) }]).subarray(0, 40)],
    ['gzipped text', gzipSync('x'.repeat(2000))],
  ])('refuses %s', async (_, bytes) => {
    const { error } = await unpacked(bytes);
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toMatchObject({ message: expect.stringMatching(/no gzipped tar/) as string });
  });

  it('says when there is no archive', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'other'), '');
    await expect(unpack(join(folder, 'none.tar.gz'), folder)).rejects.toBeInstanceOf(RefusedError);
  });
});
