import { type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { AssayError, InputError } from '../../../core/errors.ts';
import type { Client } from './client.ts';
import { tooSlow, unreachable } from './failure.ts';
import { watchdog } from './watchdog.ts';

/** What is sent with a request: so many bytes, opened anew for each try. */
export interface Body {
  readonly bytes: number;
  readonly open: () => AsyncIterable<Uint8Array>;
}

/** A request; its body is streamed. */
export interface Sent {
  /** What it is for, for people. */
  readonly doing: string;
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly url: string;
  readonly contentType?: string;
  readonly body?: Body;
  /** How long all of it may take, in milliseconds; without, it may take as long as bytes flow. */
  readonly within?: number;
}

/** The beginning of an answer, and its body as it comes, which must be read or left by a `break`. */
export interface Received {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: AsyncIterable<Uint8Array>;
}

/** How fast a server must put a body that it has received into its store, which may be a slow one. */
const storedBytesPerMs = 5_000;

/**
 * Sends one request and gives the answer, whatever its status. Redirects are not followed, and nothing is held in
 * memory. Throws a PassingError where there is no answer, or none in time.
 */
export function exchange(client: Client, sent: Sent): Promise<Received> {
  return new Promise((resolve, reject) => {
    const { idle } = client.patience;
    const request = open(client, sent);
    let slow: AssayError | null = null;
    const watch = watchdog(sent.within ?? null, (milliseconds) => {
      slow = tooSlow(client, sent.doing, milliseconds);
      request.destroy(slow);
    });
    const alive = (): void => {
      watch.expect(idle);
    };
    const errorOf = (error: unknown): AssayError => {
      if (slow !== null) return slow;
      return error instanceof AssayError ? error : unreachable(client, sent.doing, error);
    };
    let answered = false;
    const fail = (error: unknown): void => {
      // A server may answer before it has read everything, and close: then its answer counts.
      if (answered) return;
      watch.stop();
      reject(errorOf(error));
    };
    request.on('error', fail);
    request.on('finish', () => {
      watch.expect(idle + (sent.body?.bytes ?? 0) / storedBytesPerMs);
    });
    request.on('response', (response) => {
      answered = true;
      alive();
      resolve({
        status: response.statusCode ?? 0,
        retryAfter: response.headers['retry-after'] ?? null,
        body: received(response, { alive, errorOf, done: () => watch.stop() }),
      });
    });
    alive();
    send(request, sent, alive).catch(fail);
  });
}

function open({ authorization }: Client, { url, method, contentType, body }: Sent): ClientRequest {
  const request = url.startsWith('https:') ? secureRequest : plainRequest;
  return request(url, {
    method,
    headers: {
      accept: '*/*',
      ...(method === 'GET' ? {} : { 'content-length': body?.bytes ?? 0 }),
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
      ...(authorization === null ? {} : { authorization }),
    },
  });
}

async function send(request: ClientRequest, sent: Sent, alive: () => void): Promise<void> {
  const { body, doing } = sent;
  if (body === undefined || body.bytes === 0) {
    request.end();
    return;
  }
  await pipeline(() => whole(body, doing, alive), request);
}

/** A body to its end. Throws an InputError for one that can't be read, or is not as long as was said. */
async function* whole(
  { bytes, open }: Body,
  doing: string,
  alive: () => void,
): AsyncGenerator<Uint8Array> {
  let read = 0;
  try {
    for await (const chunk of open()) {
      alive();
      read += chunk.byteLength;
      if (read > bytes) break;
      yield chunk;
    }
  } catch (cause) {
    throw new InputError('model-unreadable', `The file for ${doing} can't be read.`, { cause });
  }
  if (read === bytes) return;
  throw new InputError(
    'model-changed',
    `The file for ${doing} has not the ${bytes} bytes any more that were evaluated: let nothing write the model after training, and run the job again.`,
  );
}

interface Reading {
  readonly alive: () => void;
  readonly errorOf: (error: unknown) => AssayError;
  readonly done: () => void;
}

async function* received(
  response: IncomingMessage,
  { alive, errorOf, done }: Reading,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of response as AsyncIterable<Uint8Array>) {
      alive();
      yield chunk;
    }
  } catch (error) {
    throw errorOf(error);
  } finally {
    done();
    response.destroy();
  }
}
