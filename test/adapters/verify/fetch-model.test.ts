import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { noStores } from '../../../adapters/registries/registry.ts';
import { fetchModel } from '../../../adapters/verify/fetch-model.ts';
import { InputError, RefusedError, UnavailableError } from '../../../core/errors.ts';
import { recordId } from '../../../core/record/digest.ts';
import { versionRecord } from '../../core/version-record.ts';
import { temporaryFolder } from '../temporary.ts';

const store = vi.hoisted(() => ({ problem: vi.fn(), fetch: vi.fn() }));
vi.mock('../../../adapters/registries/index.ts', () => ({
  remoteStores: [{ type: 'oci', open: () => store }],
}));

async function folderWith(registry: 'oci' | 'releases'): Promise<string> {
  const record = { ...versionRecord('1.1.0'), registry };
  const sealed = { ...record, id: recordId(record) };
  return temporaryFolder({ 'version.json': JSON.stringify(sealed) });
}

async function fetched(folder: string) {
  return fetchModel(folder, noStores, join(folder, 'scratch'));
}

describe('a model in another registry', () => {
  it('is fetched beside its record, and the registry is asked whether it is what was registered', async () => {
    const folder = await folderWith('oci');
    store.problem.mockResolvedValueOnce(null);
    store.fetch.mockImplementationOnce((_: unknown, model: string) =>
      writeFile(join(model, 'weights.bin'), 'a weight'),
    );
    expect(await fetched(folder)).toEqual({ kind: 'found', value: null });
    expect(await readFile(join(folder, 'model/weights.bin'), 'utf8')).toBe('a weight');
  });

  it('that is another one is a fact, and a registry that is down an error', async () => {
    const folder = await folderWith('oci');
    store.problem.mockResolvedValueOnce('The manifest is another.');
    expect(await fetched(folder)).toEqual({ kind: 'found', value: 'The manifest is another.' });
    store.fetch.mockRejectedValueOnce(new RefusedError('changed', 'A layer changed.'));
    expect(await fetched(folder)).toEqual({ kind: 'bad', reason: 'A layer changed.' });
    store.problem.mockRejectedValueOnce(new UnavailableError('down', 'It is down.'));
    await expect(fetched(folder)).rejects.toThrow('It is down.');
    store.fetch.mockRejectedValueOnce(new InputError('no-permission', 'Nobody is let in.'));
    await expect(fetched(folder)).rejects.toThrow('Nobody is let in.');
  });

  it('is not looked for where the package is an asset, or the record can not be read', async () => {
    expect(await fetched(await folderWith('releases'))).toEqual({ kind: 'absent' });
    expect(await fetched(await temporaryFolder({ 'version.json': '{}' }))).toEqual({
      kind: 'absent',
    });
    expect(await fetched(await temporaryFolder())).toEqual({ kind: 'absent' });
  });
});
