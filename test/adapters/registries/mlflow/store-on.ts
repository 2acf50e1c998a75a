import { openMlflow } from '../../../../adapters/registries/mlflow.ts';
import type { Patience } from '../../../../adapters/registries/mlflow/client.ts';
import type { StoreAccess } from '../../../../adapters/registries/registry.ts';
import type { Announcement, Packed, Store } from '../../../../adapters/registries/store.ts';
import { sha256 } from '../../../../core/record/digest.ts';
import { seal } from '../../../../core/record/seal.ts';
import type { VersionRecord } from '../../../../schemas/types.ts';
import { type Files, modelOf } from '../ground.ts';
import { temporaryFolder } from '../../temporary.ts';

/** Waits that nobody notices. */
export const soon: Patience = { idle: 10_000, answer: 10_000 };

/** A store on a server; `waits` gets what it would have waited. */
export function storeOn(
  url: string,
  access: Partial<StoreAccess> = {},
  { name, patience = soon }: { readonly name?: string; readonly patience?: Patience } = {},
): Store & { readonly waits: readonly number[] } {
  const waits: number[] = [];
  const store = openMlflow(
    {
      variables: {},
      hosts: null,
      progress: () => undefined,
      pause: (milliseconds) => {
        waits.push(milliseconds);
        return Promise.resolve();
      },
      ...access,
    },
    { type: 'mlflow', tracking_uri: url, ...(name === undefined ? {} : { name }) },
    patience,
  );
  return { ...store, waits };
}

/** A model of a few files. */
export const someFiles: Files = { 'model/a.bin': 'aaaa', 'model/deep/b.bin': 'bb' };

/** A model as a store has packed it. */
export async function packedOn(store: Store, files: Files = someFiles): Promise<Packed> {
  return store.pack(await modelOf(files), await temporaryFolder());
}

/** Uploads what needs no release. */
export async function upload(packed: Packed, version = '1.0.0'): Promise<void> {
  await packed.upload({ attach: () => Promise.reject(new Error('Nothing to attach.')) }, version);
}

/** The record of a version of the model that was packed. */
export async function recordOf(
  packed: Packed,
  files: Files = someFiles,
  version = '1.0.0',
): Promise<Readonly<VersionRecord>> {
  const { artifact } = await modelOf(files);
  return seal('version', {
    createdAt: '2026-01-01T00:00:00.000Z',
    producer: { action: 'register', version: '0.1.0' },
    repository: 'octo/models',
    commit: 'b'.repeat(40),
    model: 'bikes',
    version,
    tag: `bikes@v${version}`,
    parent: null,
    artifact,
    package: packed.describe(version),
    registry: 'mlflow',
    run: sha256('run'),
    evaluation: sha256('evaluation'),
    fingerprint: sha256('fingerprint'),
    evaluationSet: sha256('evaluation set'),
    metrics: {},
    data: {},
  });
}

/** Uploads a model and makes it known. */
export async function registered(
  store: Store,
  files: Files = someFiles,
  version = '1.0.0',
): Promise<Readonly<VersionRecord>> {
  const packed = await packedOn(store, files);
  await upload(packed, version);
  const record = await recordOf(packed, files, version);
  await store.announce(announcementOf(record));
  return record;
}

/** A claimed version without attachments. */
export function announcementOf(record: Readonly<VersionRecord>): Announcement {
  return { record, names: [], read: () => Promise.reject(new Error('There is none.')) };
}
