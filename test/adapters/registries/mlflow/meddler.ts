import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** What happens to a request; null lets it through. */
export type Meddling = (
  request: { readonly line: string; readonly headers: IncomingMessage['headers'] },
  response: ServerResponse,
) => Meddled | null;

/** `answered`: the meddler did it. Bytes: the server's answer gets this body. `lost`: it is done, and nobody hears of it. */
export type Meddled = 'answered' | 'lost' | Uint8Array;

/** A server before another, for one test. */
export interface Meddler {
  readonly url: string;
  /** Each request, such as `PUT /api/2.0/…`. */
  readonly lines: readonly string[];
}

/** Starts a server that meddles with what goes to another; without another, every request must be meddled with. */
export async function meddler(meddling: Meddling, target: string | null = null): Promise<Meddler> {
  const lines: string[] = [];
  const server = createServer((incoming, response) => {
    const line = `${incoming.method} ${incoming.url}`;
    lines.push(line);
    const meddled = meddling({ line, headers: incoming.headers }, response);
    if (meddled === 'answered') return;
    forward(incoming, response, target ?? 'http://127.0.0.1:1', meddled).catch(() => {
      response.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, lines };
}

async function forward(
  incoming: IncomingMessage,
  response: ServerResponse,
  target: string,
  meddled: Uint8Array | 'lost' | null,
): Promise<void> {
  const { method, url = '/', headers } = incoming;
  const body = await buffer(incoming);
  const outgoing = request(new URL(url, target), { method, headers });
  outgoing.end(body);
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  const said = await buffer(answer);
  if (meddled === 'lost') return void incoming.socket.destroy();
  const sent = meddled ?? said;
  response.writeHead(answer.statusCode ?? 502, {
    ...answer.headers,
    'content-length': sent.length,
  });
  response.end(sent);
}
