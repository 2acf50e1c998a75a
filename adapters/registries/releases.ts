import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { VersionRecord } from '../../schemas/types.ts';
import { packFiles, unpack } from '../archive/index.ts';
import { packageProblem } from '../github/release-assets.ts';
import { requireAssetSize } from './github/asset-size.ts';
import { ask, connect } from './github/client.ts';
import { download } from './github/download.ts';
import { tagOf } from './github/tag.ts';
import type { RegistryConnection } from './registry.ts';
import type { ModelFiles, Packed, Store, StoreType } from './store.ts';

/** The bytes as one asset of the version's release: a reproducible archive. Needs nothing beside GitHub. */
export const releases: StoreType = {
  type: 'releases',
  open(connection): Store {
    const client = connect(connection);
    return {
      statesDigests: true,
      pack: (files, scratch) => pack(connection, files, scratch),
      announce: () => Promise.resolve(),
      problem: (record) =>
        ask(`the release of ${record.tag}`, () => packageProblem(client, record)),
      // GitHub computed the digest that it states.
      compare: () => Promise.resolve({ kind: 'same' }),
      fetch: async (record, folder, scratch) => {
        const { artifact, package: packed } = record;
        await mkdir(scratch, { recursive: true });
        const archive = join(scratch, 'package.tar.gz');
        await download(client, record, packed, archive);
        await unpack(archive, folder, { entries: artifact.files.length, bytes: artifact.bytes });
      },
      follow: () => Promise.resolve(),
    };
  },
};

async function pack(
  connection: RegistryConnection,
  { model, folder, artifact }: ModelFiles,
  scratch: string,
): Promise<Packed> {
  await mkdir(scratch, { recursive: true });
  const path = join(scratch, `${model}.tar.gz`);
  const files = artifact.files.map((file) => file.path);
  // Before anything is written: an archive is larger than its files by little, but never smaller.
  requireAssetSize(model, { name: 'The package', bytes: artifact.bytes });
  const { digest, bytes } = await packFiles(folder, files, path);
  requireAssetSize(model, { name: 'The package', bytes });
  const describe = (version: string): VersionRecord['package'] => {
    const name = `${model}-${version}.tar.gz`;
    return { name, uri: assetUri(connection, tagOf(model, version), name), digest, bytes };
  };
  return {
    digest,
    bytes,
    describe,
    upload: (draft, version) =>
      draft.attach({ ...describe(version), path, contentType: 'application/gzip' }),
  };
}

/** A release asset's `browser_download_url` once the release is published. */
function assetUri(
  { serverUrl, owner, repo }: RegistryConnection,
  tag: string,
  file: string,
): string {
  return `${serverUrl}/${owner}/${repo}/releases/download/${encodeURIComponent(tag)}/${file}`;
}
