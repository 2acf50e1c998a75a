import { Readable } from 'node:stream';
import { AssayError } from '../../../core/errors.ts';
import type { Opened, Source } from '../../transfer/download.ts';
import type { StoredObject } from './list-objects.ts';
import type { Store } from './store.ts';
import { brokenOff, storeTrouble } from './trouble.ts';

/** An object as a source of a download: only as it was listed, and in parts only while it is the same. */
export function objectSource(store: Store, bucket: string, object: StoredObject): Source {
  const { sdk, client } = store;
  const named = { key: store.key, shown: `s3://${bucket}/${object.key}` };
  const open = async (from: number, etag: string | null): Promise<Opened> => {
    const same = etag ?? object.etag;
    const answer = await client
      .send(
        new sdk.GetObjectCommand({
          Bucket: bucket,
          Key: object.key,
          ...(same === null ? {} : { IfMatch: same }),
          ...(from === 0 ? {} : { Range: `bytes=${from}-` }),
        }),
      )
      .catch((error: unknown) => {
        throw error instanceof AssayError ? error : storeTrouble(named, 'read', error);
      });
    const { Body: body, ContentLength: length, ContentRange: range, ETag: found } = answer;
    if (!(body instanceof Readable)) throw brokenOff(named, new TypeError('There is no body.'));
    const start = Number(/^bytes (\d{1,15})-/.exec(range ?? '')?.[1] ?? 0);
    return {
      body,
      from: start,
      totalBytes: length === undefined ? object.bytes : start + length,
      etag: found ?? object.etag,
    };
  };
  return { shown: named.shown, open, broken: (cause) => brokenOff(named, cause) };
}
