import {
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as requestPlain,
} from 'node:http';
import { request as requestSecurely } from 'node:https';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

/** What a request carries: bytes, or a stream whose length is known, opened anew for each try. */
export type Body =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'stream'; readonly length: number; open(): Promise<Readable> };

/** A request as it goes out. */
export interface Outgoing {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body | null;
  /** So long nothing may move on the connection, in either direction. */
  readonly idleMs: number;
}

/** An answer whose body still has to be read, or thrown away. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: IncomingMessage;
}

/** Nothing moved on a connection for too long. */
export class Stalled extends Error {}

/**
 * Sends one request and follows no redirect. Not by `fetch`, which gathers a streamed body in memory: 1.1 GB for a file
 * of 1 GB, where this takes some 50 MB. An answer that comes before all is sent ends the sending.
 */
export async function send(outgoing: Outgoing): Promise<Answer> {
  const { method, url, headers, body, idleMs } = outgoing;
  const source = body?.kind === 'stream' ? await body.open() : null;
  return new Promise<Answer>((resolve, reject) => {
    const start = url.protocol === 'https:' ? requestSecurely : requestPlain;
    const sending = start(url, { method, headers: { ...headers, ...lengthOf(body) } });
    sending.setTimeout(idleMs, () => {
      sending.destroy(new Stalled(`Nothing moved for ${idleMs} ms.`));
    });
    sending.on('error', reject);
    sending.on('close', () => source?.destroy());
    sending.on('response', (incoming) => {
      // Errors after this are those of reading the answer, and come to whoever reads it.
      incoming.on('error', () => undefined);
      if (!sending.writableFinished) stopSending(sending, source, incoming);
      resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: incoming });
    });
    if (source === null) {
      sending.end(body?.kind === 'bytes' ? body.bytes : undefined);
      return;
    }
    source.on('error', (error) => {
      reject(error);
      sending.destroy();
    });
    source.pipe(sending);
  });
}

/** An answer came before all was sent: the rest is kept back, and the connection ends when the answer was read. */
function stopSending(sending: ClientRequest, source: Readable | null, answer: Readable): void {
  source?.unpipe(sending);
  source?.destroy();
  answer.on('close', () => sending.destroy());
}

function lengthOf(body: Body | null): Readonly<Record<string, string>> {
  if (body === null) return {};
  return { 'content-length': String(body.kind === 'bytes' ? body.bytes.length : body.length) };
}

/** The bytes of an answer; null where there are more than may be. */
export async function bytesOf({ body }: Answer, most: number): Promise<Buffer | null> {
  let read = 0;
  body.on('data', (chunk: Buffer) => {
    read += chunk.length;
    if (read > most) body.destroy(new RangeError('The answer is too long.'));
  });
  try {
    return await buffer(body);
  } catch (error) {
    if (read > most) return null;
    throw error;
  }
}

/** Ends an answer whose body nobody wants. */
export function drop({ body }: Answer): void {
  body.destroy();
}
