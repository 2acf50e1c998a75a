import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { RefusedError } from '../../../core/errors.ts';
import type { FileDigest, VersionRecord } from '../../../schemas/types.ts';
import { resolveWithin } from '../../files/index.ts';
import { diskTrouble } from '../../transfer/disk.ts';
import { get } from './artifacts.ts';
import type { Client } from './client.ts';
import { patiently } from './patiently.ts';
import { modelPath, type Place, requireNames } from './place.ts';

/**
 * Fetches the files that a version's record names, and no others, into a folder. Throws a RefusedError for one that is
 * not, byte for byte, what was registered.
 */
export async function fetchModel(
  client: Client,
  place: Place,
  record: Readonly<VersionRecord>,
  folder: string,
): Promise<void> {
  requireNames(record.artifact);
  for (const file of record.artifact.files) {
    const target = resolveWithin(folder, file.path);
    await mkdir(dirname(target), { recursive: true });
    await patiently(client, () => fetchFile(client, place, record, file, target));
  }
}

async function fetchFile(
  client: Client,
  place: Place,
  { tag }: Readonly<VersionRecord>,
  { path, bytes, digest }: FileDigest,
  target: string,
): Promise<void> {
  const body = await get(client, `${modelPath(place)}/${path}`);
  if (body === null) {
    throw new RefusedError(
      'no-package',
      `${path} of ${tag} is not at the MLflow server ${client.server.base} any more.`,
    );
  }
  const changed = new RefusedError(
    'package-changed',
    `${path} of ${tag} is not what was registered: it should have ${bytes} bytes and the digest ${digest}.`,
  );
  const hash = createHash('sha256');
  let received = 0;
  await pipeline(
    body,
    async function* verify(chunks) {
      for await (const chunk of chunks) {
        received += chunk.byteLength;
        if (received > bytes) throw changed;
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(target),
  ).catch((error: unknown) => {
    throw diskTrouble(error, `the download of ${path}`) ?? error;
  });
  if (received !== bytes || `sha256:${hash.digest('hex')}` !== digest) throw changed;
}
