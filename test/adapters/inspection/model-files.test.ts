import { readdirSync } from 'node:fs';
import { symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { modelFiles } from '../../../adapters/inspection/model-files.ts';
import { unpack } from '../../../adapters/model-files/unpack.ts';
import { strictValidator } from '../../../core/record/validators.ts';
import type { ModelFiles } from '../../../schemas/types.ts';
import { betterMetrics, config, evaluation } from '../../core/judge/candidate.ts';
import { goldenBytes, sourceOf } from '../../core/model-files/scanned.ts';
import { temporaryFolder } from '../temporary.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

async function inspectFolder(folder: string, path?: string): Promise<ModelFiles> {
  return modelFiles.inspect({
    model: 'bikes',
    config: { ...config, ...(path === undefined ? {} : { path }) },
    workspace: folder,
    folder,
    progress: () => undefined,
  });
}

async function inspected(files: Files, path?: string): Promise<ModelFiles> {
  return inspectFolder(await temporaryFolder(files), path);
}

describe('the inspection of model files', () => {
  it('names what each file imports, by its path in the repository, and counts plain files', async () => {
    const found = await inspected(
      {
        'model/model.joblib': goldenBytes('joblib, arrays'),
        'model/model.json': '{"a": 1}',
        'other.pkl': goldenBytes('GLOBAL'),
      },
      'models/bikes',
    );
    expect(found).toMatchObject({ files: 2, plain: { json: 1 }, unread: [] });
    expect(found.inspected.map(({ path, format }) => [path, format])).toEqual([
      ['models/bikes/model/model.joblib', 'pickle'],
    ]);
    expect(found.inspected[0]?.imports).toContainEqual({
      module: 'joblib.numpy_pickle',
      name: 'NumpyArrayWrapper',
      called: true,
    });
  });

  it('takes for data what an ONNX model or a TensorFlow index says is its data, and no pickle for it', async () => {
    const weights = new Uint8Array(64).fill(0x3f);
    weights[3] = 0;
    const index = new Uint8Array(80);
    index.set([8, 8, 21, 6], 32);
    index.set([0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb], 72);
    const files = {
      'model/a/model.onnx': goldenBytes('ONNX, data beside it'),
      'model/a/weights.bin': weights,
      'model/variables/variables.index': index,
      'model/variables/variables.data-00000-of-00001': weights,
    };
    expect(await inspected(files)).toMatchObject({ inspected: [], unread: [] });
    const alone = await inspected({ 'model/a/weights.bin': weights });
    expect(alone.unread).toMatchObject([{ path: 'model/a/weights.bin' }]);
    const harmful = await inspected({ ...files, 'model/a/weights.bin': goldenBytes('NEWOBJ') });
    expect(harmful.inspected).toMatchObject([{ path: 'model/a/weights.bin', format: 'pickle' }]);
  });

  it('reads a file of many gigabytes that is no text only where it has to', async () => {
    const folder = await temporaryFolder({ 'model/weights.bin': new Uint8Array(16) });
    await truncate(join(folder, 'model/weights.bin'), 20 * 1024 ** 3);
    const found = await inspectFolder(folder);
    expect(found.bytes).toBe(20 * 1024 ** 3);
    expect(found.unread[0]?.reason).toMatch(/of no format that is known/);
  });

  it('refuses a link that leads out of the folder', async () => {
    const folder = await temporaryFolder({ 'model/a.json': '{}' });
    await symlink('/etc/hostname', join(folder, 'model/b.json'));
    await expect(inspectFolder(folder)).rejects.toThrow(/leads out of the model's folder/);
  });

  it('makes a section that a record takes, whatever the files are called', async () => {
    const entry = goldenBytes('zip, renamed pickle');
    const found = await inspected({
      [`model/${'\u00e4'.repeat(100)}/${'b'.repeat(200)}`]: entry,
      'model/line\nbreak': new Uint8Array([0, 1, 2]),
    });
    const record = evaluation(betterMetrics, { inspection: { modelFiles: found, failures: [] } });
    const validate = strictValidator('evaluation');
    expect(validate(record), JSON.stringify(validate.errors)).toBe(true);
  });
});

function leftBehind(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('assay-scan-'));
}

describe('unpacking', () => {
  it('reads what was unpacked anywhere, and keeps a large one in a file that goes when it is closed', async () => {
    const bytes = new Uint8Array(20 * 1024 * 1024).map((_, index) => index % 251);
    const before = leftBehind();
    const unpacked = await unpack(sourceOf(gzipSync(bytes)), 'gzip', bytes.length);
    expect(unpacked.sizeBytes).toBe(bytes.length);
    expect(leftBehind().length).toBe(before.length + 1);
    for (const at of [0, 12_345_678, bytes.length - 10]) {
      expect(await unpacked.read(at, 10)).toEqual(bytes.slice(at, at + 10));
    }
    await unpacked.close();
    expect(leftBehind()).toEqual(before);
  });

  it('stops at its limit and leaves nothing behind', async () => {
    const before = leftBehind();
    const packed = sourceOf(gzipSync(new Uint8Array(20 * 1024 * 1024)));
    await expect(unpack(packed, 'gzip', 10_000_000)).rejects.toThrow(/larger than 10000000 bytes/);
    expect(leftBehind()).toEqual(before);
  });

  it.each(['gzip', 'zlib', 'deflate', 'zstd'] as const)('refuses damaged %s', async (method) => {
    const bytes = new Uint8Array(100).fill(0xfe);
    await expect(unpack(sourceOf(bytes), method, 1_000)).rejects.toThrow(/It is damaged/);
  });
});

describe('files that change while they are read', () => {
  it('are said to end early', async () => {
    const folder = await temporaryFolder({ 'model/a.npy': goldenBytes('npy') });
    await writeFile(join(folder, 'model/a.npy'), goldenBytes('npy').slice(0, 100));
    expect((await inspectFolder(folder)).unread).toHaveLength(1);
  });
});
