import type { ReadableStream } from 'node:stream/web';
import { UnavailableError } from '../../core/errors.ts';

/** The body of an answer that Octokit was asked not to parse. */
export type Unread = ReadableStream<Uint8Array>;

/** The bytes of a body; null when there are more than so many, or it is no body at all. */
export async function bytesOf(body: Unread, most: number): Promise<Uint8Array | null> {
  if (typeof body !== 'object' || !('getReader' in body)) return null;
  try {
    return await collect(body, most);
  } catch (cause) {
    throw new UnavailableError('answer-broke-off', 'The answer of GitHub broke off: try again.', {
      cause,
    });
  }
}

async function collect(body: Unread, most: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
