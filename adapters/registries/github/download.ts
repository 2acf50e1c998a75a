import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { RefusedError } from '../../../core/errors.ts';
import type { VersionRecord } from '../../../schemas/types.ts';
import { diskTrouble } from '../../transfer/disk.ts';
import type { PublishedFile } from '../registry.ts';
import { ask, type Client, retryingAsk } from './client.ts';
import { releaseOf } from './find.ts';

/** Streams a version's file to disk. Throws a RefusedError unless it is, byte for byte, what was registered. */
export async function download(
  client: Client,
  record: Readonly<VersionRecord>,
  file: PublishedFile,
  path: string,
): Promise<void> {
  const { octokit, owner, repo } = client;
  const { name, bytes, digest } = file;
  const doing = `the download of ${name}`;
  const release = await releaseOf(client, record.tag);
  const asset = release?.assets.find((candidate) => candidate.name === name);
  if (asset === undefined) {
    const what = release === null ? 'does not exist' : `has no asset ${name}`;
    throw new RefusedError('no-package', `The release ${record.tag} ${what}.`);
  }
  const { data } = await retryingAsk(client, doing, () =>
    octokit.rest.repos.getReleaseAsset({
      owner,
      repo,
      asset_id: asset.id,
      headers: { accept: 'application/octet-stream' },
      request: { parseSuccessResponseBody: false },
    }),
  );
  const hash = createHash('sha256');
  let received = 0;
  const verify = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.length;
      hash.update(chunk);
      done(received > bytes ? tooLarge(record, file) : null, chunk);
    },
  });
  // Unparsed, the body is a web stream, whatever the description's type says.
  const body = Readable.fromWeb(data as unknown as ReadableStream);
  await ask(doing, () =>
    pipeline(body, verify, createWriteStream(path)).catch((error: unknown) => {
      throw diskTrouble(error, doing) ?? error;
    }),
  );
  if (received !== bytes || `sha256:${hash.digest('hex')}` !== digest) {
    throw new RefusedError(
      'package-changed',
      `${name} of ${record.tag} is not what was registered: its digest should be ${digest}.`,
    );
  }
}

function tooLarge({ tag }: Readonly<VersionRecord>, { name, bytes }: PublishedFile): RefusedError {
  return new RefusedError(
    'package-changed',
    `${name} of ${tag} is not what was registered: it has more than ${bytes} bytes.`,
  );
}
