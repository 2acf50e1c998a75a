import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { RefusedError } from '../../core/errors.ts';
import type { VerifyFacts } from '../../core/verify/facts.ts';
import { modelFolder } from '../../core/verify/names.ts';
import { remoteStores } from '../registries/index.ts';
import type { StoreAccess } from '../registries/registry.ts';
import { fetchedRecord } from './fetched-record.ts';

/**
 * Fetches the model of a version whose bytes lie in another registry than GitHub's releases, into `model/` of the folder
 * that holds its record, and asks whether they are what was registered. Throws an UnavailableError or InputError where
 * the registry does not answer or lets nobody in; bytes that are others are a fact.
 */
export async function fetchModel(
  folder: string,
  access: StoreAccess,
  scratch: string,
): Promise<VerifyFacts['stored']> {
  const record = await fetchedRecord(folder);
  const store = remoteStores.find(({ type }) => type === record?.registry);
  if (record === null || store === undefined) return { kind: 'absent' };
  const model = join(folder, modelFolder);
  await mkdir(model, { recursive: true });
  const opened = store.open(access, { type: record.registry });
  try {
    // First, since it tells a registry that lets nobody in from one that has other bytes.
    await opened.fetch(record, model, scratch);
    return { kind: 'found', value: await opened.problem(record) };
  } catch (error) {
    if (!(error instanceof RefusedError) || error.code === 'store-host') throw error;
    return { kind: 'bad', reason: error.message };
  }
}
