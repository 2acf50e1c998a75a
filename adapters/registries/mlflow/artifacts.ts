import { createReadStream } from 'node:fs';
import { createHash } from 'node:crypto';
import { listWithin, textWithin, wholeNumber, within } from './answers.ts';
import { ask, refusalOf, told } from './ask.ts';
import type { Client } from './client.ts';
import { type Body, exchange } from './exchange.ts';
import { failure } from './failure.ts';
import { addressOf } from './place.ts';

/** What a folder of artifacts holds: sizes of files by name, null for a folder. */
export type Listing = ReadonlyMap<string, number | null>;

const endpoint = 'GET mlflow-artifacts/artifacts';

/** Throws an InputError for a server that passes no artifacts through. */
export async function requireServing(client: Client): Promise<void> {
  // Whether we may see this path doesn't matter.
  const question = { doing: 'artifacts', endpoint, arguments: { path: 'assay' } } as const;
  await ask(client, question, [403, 404]);
}

/** What lies in a folder; nothing in one that is not there. */
export async function listFolder(client: Client, path: string): Promise<Listing> {
  const question = { doing: `the list of ${path}`, endpoint, arguments: { path } } as const;
  const files = listWithin(await told(client, question), 'files');
  return new Map(files.map((file) => [textWithin(file, 'path'), sizeOf(file)]));
}

/** MLflow leaves the size of an empty file out. One that can't be read is that of no file. */
function sizeOf(file: unknown): number | null {
  if (within(file, 'is_dir') === true) return null;
  return wholeNumber(within(file, 'file_size') ?? 0) ?? -1;
}

/** Streams bytes to a path, in the place of what was there. */
export async function put(client: Client, path: string, body: Body): Promise<void> {
  const doing = `the upload of ${path}`;
  const contentType = 'application/octet-stream';
  const url = addressOf(client.server, path);
  const received = await exchange(client, { doing, method: 'PUT', url, contentType, body });
  const refusal = await refusalOf(received);
  if (refusal.status !== 200) throw failure(client, doing, refusal);
}

/** A file of the disk as a body; `progressed` hears of each piece. */
export function bodyOfFile(path: string, bytes: number, progressed: (bytes: number) => void): Body {
  async function* open(): AsyncGenerator<Uint8Array> {
    // One byte more than there should be, so that a file which has grown is seen.
    const source = createReadStream(path, { end: bytes });
    for await (const chunk of source as AsyncIterable<Buffer>) {
      progressed(chunk.length);
      yield chunk;
    }
  }
  return { bytes, open };
}

/** What lies at a path, as it comes; null where there is nothing. */
export async function get(
  client: Client,
  path: string,
  within?: number,
): Promise<AsyncIterable<Uint8Array> | null> {
  const doing = `the download of ${path}`;
  const received = await exchange(client, {
    doing,
    method: 'GET',
    url: addressOf(client.server, path),
    ...(within === undefined ? {} : { within }),
  });
  if (received.status === 200) return received.body;
  const refusal = await refusalOf(received);
  if (refusal.status === 404) return null;
  throw failure(client, doing, refusal);
}

/** The digest of what lies at a path, read to its end or to where it is too long; null where there is nothing. */
export async function storedDigest(
  client: Client,
  path: string,
  most: number,
  progressed: (bytes: number) => void,
  within?: number,
): Promise<string | null> {
  const body = await get(client, path, within);
  if (body === null) return null;
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > most) return null;
    hash.update(chunk);
    progressed(chunk.byteLength);
  }
  return `sha256:${hash.digest('hex')}`;
}
