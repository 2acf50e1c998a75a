import { InputError } from '../../../core/errors.ts';
import { dataEndings } from '../../../core/location/data-name.ts';
import type { S3Location } from '../../../core/location/location.ts';
import { isSelected, listedPrefix } from '../../../core/location/select-keys.ts';
import { type Patience, persist } from '../../transfer/patience.ts';
import type { FetchLimits } from '../fetched.ts';
import { tooLarge } from '../scratch.ts';
import type { Store } from './store.ts';
import { storeTrouble } from './trouble.ts';

/** An object of a bucket. */
export interface StoredObject {
  readonly key: string;
  /** As it was listed; null for one that was named and not listed. */
  readonly bytes: number | null;
  readonly etag: string | null;
}

/** A store that never comes to an end of its list is no longer asked. Pages of 1,000. */
const mostPages = 2_000;

/**
 * The objects that a location stands for, sorted by key. A single one is not asked for before it is fetched. Throws an
 * InputError where there is none, or more than is downloaded.
 */
export async function listObjects(
  store: Store,
  location: S3Location,
  limits: FetchLimits,
  patience: Patience,
): Promise<readonly StoredObject[]> {
  if (location.form === 'object') return [{ key: location.key, bytes: null, etag: null }];
  const found: StoredObject[] = [];
  let listed = 0;
  let bytes = 0;
  for await (const object of everyObject(store, location, patience)) {
    listed += 1;
    if (!isSelected(location, object.key)) continue;
    found.push(object);
    bytes += object.bytes ?? 0;
    if (found.length > limits.files) throw tooMany(store, limits);
    if (bytes > limits.bytes) throw tooLarge(store.key, store.shown, limits);
  }
  if (found.length === 0) throw nothing(store, location, listed);
  return found.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** All objects whose keys begin as those of the location do, a page at a time. */
async function* everyObject(
  store: Store,
  location: S3Location,
  patience: Patience,
): AsyncGenerator<StoredObject> {
  let next: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const answer = await persist(patience, () => askPage(store, location, next));
    for (const { Key, Size, ETag } of answer.Contents ?? []) {
      if (Key !== undefined) yield { key: Key, bytes: Size ?? null, etag: ETag ?? null };
    }
    if (answer.IsTruncated !== true) return;
    if (answer.NextContinuationToken === next || answer.NextContinuationToken === undefined) break;
    next = answer.NextContinuationToken;
  }
  throw new InputError(
    'too-many-files',
    `${store.key} names ${store.shown}, and the list of the store has no end after ${mostPages} pages: name a longer beginning, such as the folder of a month.`,
  );
}

function askPage({ sdk, client, ...store }: Store, location: S3Location, next: string | undefined) {
  const command = new sdk.ListObjectsV2Command({
    Bucket: location.bucket,
    Prefix: listedPrefix(location),
    ...(next === undefined ? {} : { ContinuationToken: next }),
  });
  return client.send(command).catch((error: unknown) => {
    throw storeTrouble(store, 'list', error);
  });
}

function tooMany({ key, shown }: Store, { files }: FetchLimits): InputError {
  return new InputError(
    'too-many-files',
    `${key} names ${shown}, which stands for more than ${files} files: name fewer, such as those of the newest days.`,
  );
}

function nothing({ key, shown }: Store, location: S3Location, listed: number): InputError {
  const prefix = listedPrefix(location);
  const where = prefix === '' ? 'The bucket' : `The prefix ${prefix}`;
  const holds =
    listed === 0
      ? 'holds no object'
      : `holds ${listed} ${listed === 1 ? 'object' : 'objects'}, and none that fits and ends in ${dataEndings.join(', ')}`;
  return new InputError(
    'no-input',
    `${key} names ${shown}, which stands for no file. ${where} ${holds}: correct the location, or write the files before.`,
  );
}
