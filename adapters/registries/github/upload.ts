import { createReadStream } from 'node:fs';
import { UnavailableError } from '../../../core/errors.ts';
import { transferProgress } from '../../transfer/progress.ts';
import type { Attachment } from '../registry.ts';
import { type Asset, type Client, type Release, retryingAsk, statusOf } from './client.ts';

/**
 * Streams a file to a release, in constant memory, and compares what GitHub says it received. What breaks on the way is
 * tried again from the start, since GitHub takes no part of a file, after what it kept of the file was removed.
 */
export async function uploadAsset(
  client: Client,
  release: Release,
  attachment: Attachment,
): Promise<Asset> {
  let tries = 0;
  return retryingAsk(client, `the upload of ${attachment.name}`, async () => {
    tries += 1;
    if (tries > 1) {
      const kept = await keptAsset(client, release, attachment.name);
      if (kept !== null && isSame(kept, attachment)) return kept;
      if (kept !== null) await deleteAsset(client, kept);
    }
    const asset = await send(client, release, attachment);
    if (hasArrived(asset, attachment)) return asset;
    await deleteAsset(client, asset);
    const { name, digest, bytes } = attachment;
    throw new UnavailableError(
      'upload-damaged',
      `GitHub received ${name} with digest ${asset.digest ?? 'unknown'} and ${asset.size} bytes; it should be ${digest} and ${bytes}. Run the job again.`,
    );
  });
}

async function send(
  { octokit, progress }: Client,
  release: Release,
  { path, name, bytes, contentType }: Attachment,
): Promise<Asset> {
  const stream = createReadStream(path, { highWaterMark: 256 * 1024 });
  try {
    const { data } = await octokit.request({
      method: 'POST',
      url: release.upload_url,
      name,
      headers: { 'content-type': contentType, 'content-length': bytes },
      // A fetch that may be sent on elsewhere keeps a copy of its whole body, and the token is for this host only.
      request: { redirect: 'error' },
      data: counted(stream, transferProgress(name, bytes, progress)),
    });
    return data as Asset;
  } finally {
    stream.destroy();
  }
}

async function* counted(
  stream: AsyncIterable<Buffer>,
  heard: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    heard(chunk.length);
    yield chunk;
  }
}

/** Whether an asset is this very file, whole. */
export function isSame(
  asset: Asset,
  { digest, bytes }: Pick<Attachment, 'digest' | 'bytes'>,
): boolean {
  return asset.state === 'uploaded' && asset.size === bytes && asset.digest === digest;
}

/** Whether what was just sent has arrived; servers before 2025 state no digest, and then its size has to do. */
function hasArrived(asset: Asset, { digest, bytes }: Attachment): boolean {
  return asset.state === 'uploaded' && asset.size === bytes && (asset.digest ?? digest) === digest;
}

/** What GitHub has under this name. It lists, in the state `starter`, also a file whose upload broke off. */
async function keptAsset(
  { octokit, owner, repo }: Client,
  release: Release,
  name: string,
): Promise<Asset | null> {
  const assets = await octokit.paginate(octokit.rest.repos.listReleaseAssets, {
    owner,
    repo,
    release_id: release.id,
    per_page: 100,
  });
  return assets.find((asset) => asset.name === name) ?? null;
}

/** Removes an asset; one that is gone is fine. */
export async function deleteAsset(client: Client, { id, name }: Asset): Promise<void> {
  const { octokit, owner, repo } = client;
  await retryingAsk(client, `the removal of ${name}`, async () => {
    try {
      await octokit.rest.repos.deleteReleaseAsset({ owner, repo, asset_id: id });
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
    }
  });
}

/** Gives an asset another name; false where the server does not let it. */
export async function renameAsset(client: Client, asset: Asset, name: string): Promise<boolean> {
  const { octokit, owner, repo } = client;
  return retryingAsk(client, `the new name of ${asset.name}`, async () => {
    try {
      await octokit.rest.repos.updateReleaseAsset({ owner, repo, asset_id: asset.id, name });
      return true;
    } catch (error) {
      const status = statusOf(error);
      if (status === 404 || status === 405 || status === 422) return false;
      throw error;
    }
  });
}
