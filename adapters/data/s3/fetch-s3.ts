import { join } from 'node:path';
import type { FileDigest } from '../../../schemas/types.ts';
import { type S3Location, shownLocation } from '../../../core/location/location.ts';
import { digestOfList } from '../../files/digest-files.ts';
import { eachAtOnce } from '../../transfer/at-once.ts';
import { download } from '../../transfer/download.ts';
import { transferProgress } from '../../transfer/progress.ts';
import type { FetchedData, FetchOptions } from '../fetched.ts';
import { inScratch, tooLarge } from '../scratch.ts';
import { listObjects } from './list-objects.ts';
import { objectSource } from './object-source.ts';
import { openStore } from './store.ts';

/** One connection to a store rarely fills the line; many small files wait mostly for answers. */
const atOnce = 8;

/** Downloads the objects of a bucket that a location stands for. */
export async function fetchS3(
  location: S3Location,
  options: Required<FetchOptions>,
): Promise<FetchedData> {
  const { key, limits, patience, signal, temporary } = options;
  const shown = shownLocation(location);
  const store = await openStore(shown, options);
  try {
    const objects = await listObjects(store, location, limits, patience);
    return await inScratch(temporary, async (scratch, dispose) => {
      const heard = sharedProgress(shown, objects, options.tell);
      const fetched = new Map<string, FileDigest & { readonly place: string }>();
      let bytes = 0;
      await eachAtOnce([...objects.entries()], atOnce, async ([index, object]) => {
        const place = join(scratch, String(index));
        const { hash, ...done } = await download(objectSource(store, location.bucket, object), {
          path: place,
          algorithm: 'sha256',
          patience,
          signal,
          limit: { bytes: limits.bytes, exceeded: () => tooLarge(key, shown, limits) },
          progress: heard,
        });
        bytes += done.bytes;
        if (bytes > limits.bytes) throw tooLarge(key, shown, limits);
        const digest = `sha256:${hash.toString('hex')}`;
        fetched.set(object.key, { path: object.key, digest, bytes: done.bytes, place });
      });
      const files = objects.flatMap((object) => fetched.get(object.key) ?? []);
      return {
        files: files.map(({ path, place }) => ({
          path: place,
          shown: `s3://${location.bucket}/${path}`,
        })),
        digest: digestOf(location, files),
        shown,
        dispose,
      };
    });
  } finally {
    store.client.destroy();
  }
}

/** Of one object that is named its bytes, so that it is the same as that of a copy; else names and digests. */
function digestOf({ form }: S3Location, files: readonly FileDigest[]): string {
  const [first] = files;
  return form === 'object' && first !== undefined ? first.digest : digestOfList(files);
}

/** One progress for all files: their size is known where they were listed. */
function sharedProgress(
  shown: string,
  objects: readonly { readonly bytes: number | null }[],
  tell: (sentence: string) => void,
): (total: number | null) => (bytes: number) => void {
  const listed = objects.reduce<number | null>(
    (sum, { bytes }) => (sum === null || bytes === null ? null : sum + bytes),
    0,
  );
  const what = `The download of ${shown}`;
  if (listed === null) return (total) => transferProgress(what, total, tell);
  const heard = transferProgress(what, listed, tell);
  return () => heard;
}
