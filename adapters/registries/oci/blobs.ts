import { open } from 'node:fs/promises';
import { InputError, RefusedError } from '../../../core/errors.ts';
import { ask, askOnce, type Question, replyOf } from './ask.ts';
import type { Document } from './formats.ts';
import { persist } from '../../transfer/patience.ts';
import { addressOf, mayFollow } from './place.ts';
import type { Session } from './session.ts';
import type { Body } from '../../transfer/transport.ts';
import { type Expected, verifying } from './verifying.ts';

/** A file that becomes a blob. */
export interface BlobFile extends Expected {
  /** As people know it. */
  readonly path: string;
  /** Absolute. */
  readonly file: string;
}

const readAtOnceBytes = 64 * 1024;

/** Whether the registry has a blob. */
export async function hasBlob(
  session: Session,
  { digest, bytes }: Expected,
  doing: string,
): Promise<boolean> {
  const url = addressOf(session.place, `blobs/${digest}`);
  const question = { doing, method: 'HEAD', url, expected: [200, 404] } as const;
  const { status, headers } = await ask(session, question);
  if (status === 404) return false;
  const stated = headers['content-length'];
  return stated === undefined || Number(stated) === bytes;
}

/**
 * Streams a file to the registry, unless it is there. In one piece, since GitHub's registry takes no others; so a blob
 * that broke off begins anew, and those that are there are left. The file is held to its digest while it is read.
 */
export async function pushFile(
  session: Session,
  blob: BlobFile,
  passed: (count: number) => void,
): Promise<void> {
  const doing = `the upload of ${blob.path}`;
  await push(session, blob, doing, {
    kind: 'stream',
    length: blob.bytes,
    async open() {
      const handle = await open(blob.file).catch((cause: unknown) => {
        throw changed(blob, cause);
      });
      const source = handle.createReadStream({ highWaterMark: readAtOnceBytes });
      const checked = verifying(blob, () => changed(blob), passed);
      source.on('error', (error) => checked.destroy(error));
      checked.on('close', () => source.destroy());
      return source.pipe(checked);
    },
  });
}

/** Puts a small blob there, unless it is. */
export async function pushDocument(
  session: Session,
  { descriptor, bytes }: Document,
  name: string,
): Promise<void> {
  const blob = { digest: descriptor.digest, bytes: bytes.length };
  await push(session, blob, `the upload of ${name}`, { kind: 'bytes', bytes });
}

/** Each try looks whether it is there: the answer to the last one may have been lost on its way. */
async function push(session: Session, blob: Expected, doing: string, body: Body): Promise<void> {
  if (await hasBlob(session, blob, doing)) return;
  let isFirst = true;
  await persist(session.patience, async () => {
    if (!isFirst && (await hasBlob(session, blob, doing))) return;
    isFirst = false;
    const url = await beginUpload(session, doing);
    url.searchParams.set('digest', blob.digest);
    const headers = { 'content-type': 'application/octet-stream' };
    const question = { doing, method: 'PUT', url, headers, body, expected: [201, 204] } as const;
    await replyOf(session, question, await askOnce(session, question));
  });
}

/** Where the bytes go. The address may be relative, have a query already, or be on another host. */
async function beginUpload(session: Session, doing: string): Promise<URL> {
  const { place } = session;
  const url = addressOf(place, 'blobs/uploads/');
  const question: Question = { doing, method: 'POST', url, expected: [202] };
  const { headers } = await replyOf(session, question, await askOnce(session, question));
  const location = headers.location ?? '';
  const given = URL.canParse(location, url.href) ? new URL(location, url) : null;
  if (location !== '' && given !== null && mayFollow(place, given)) return given;
  throw new RefusedError(
    'bad-location',
    `${place.host} names no address for ${doing} that bytes may be sent to: it must be on the same host, or by https. A proxy before it may hide that it is reached by https.`,
  );
}

function changed({ path }: BlobFile, cause?: unknown): InputError {
  return new InputError(
    'outputs-changed',
    `${path} changed or went away after its digest was taken: let no step write to the model's files while it is registered.`,
    { cause },
  );
}
