import { randomBytes } from 'node:crypto';
import { sha256 } from '../../../../core/record/digest.ts';
import { seal } from '../../../../core/record/seal.ts';
import type { Patience } from '../../../../adapters/transfer/patience.ts';
import type { StoreAccess } from '../../../../adapters/registries/registry.ts';
import type { Announcement, ModelFiles, Packed } from '../../../../adapters/registries/store.ts';
import { digestTree } from '../../../../adapters/files/index.ts';
import type { VersionRecord } from '../../../../schemas/types.ts';
import { temporaryFolder } from '../../temporary.ts';

/** Tries are not apart in tests, and a connection on which nothing moves is given up soon. */
export const impatient: Patience = {
  idleMs: 300,
  uploadIdleMs: 300,
  pause: () => Promise.resolve(),
};

/** Whoever asks a registry, with these variables. */
export function accessWith(
  variables: Readonly<Record<string, string>> = {},
  hosts: readonly string[] | null = null,
): StoreAccess {
  return { variables, hosts, progress: () => undefined };
}

/** A model on disk: a folder with files of every kind, one of them large enough to break off in the middle. */
export async function bikesOnDisk(
  files: Readonly<Record<string, string | Uint8Array>> = {
    'model/weights.bin': randomBytes(300_000),
    'model/config.json': '{"depth":3}',
    'model/deep/er/empty.txt': '',
    'model/README.md': '# Bikes',
    'model/copy.json': '{"depth":3}',
  },
): Promise<ModelFiles> {
  const folder = await temporaryFolder(files);
  return { model: 'bikes', folder, artifact: await digestTree(folder, Object.keys(files)) };
}

/** The record of a version that was packed. */
export function recordOf(
  { model, artifact }: ModelFiles,
  packed: Pick<Packed, 'describe'>,
  version = '1.0.0',
): Readonly<VersionRecord> {
  const digest = sha256('any');
  return seal('version', {
    createdAt: '2026-01-01T12:00:00.000Z',
    producer: { action: 'register', version: '0.0.0' },
    repository: 'octo/models',
    commit: '1'.repeat(40),
    model,
    version,
    tag: `${model}@v${version}`,
    parent: null,
    artifact,
    package: packed.describe(version),
    registry: 'oci',
    run: digest,
    evaluation: digest,
    fingerprint: digest,
    evaluationSet: digest,
    metrics: {},
    data: {},
  });
}

/** A version that is claimed, and what it is published with. */
export function announcementOf(
  record: Readonly<VersionRecord>,
  documents: Readonly<Record<string, string>> = {},
): Announcement {
  const all: Readonly<Record<string, string>> = {
    'version.json': JSON.stringify(record),
    'run.json': '{"kind":"run"}',
    'model-card.md': '# A card',
    'predictions.json': '[1,2,3]',
    'evidence-bikes-1.0.0.tar.gz': 'archive',
    'bikes-1.0.0.sigstore.json': '{"mediaType":"bundle"}',
    ...documents,
  };
  return {
    record,
    names: Object.keys(all),
    read: (name) => Promise.resolve(Buffer.from(all[name] ?? '')),
  };
}
