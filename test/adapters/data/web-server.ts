import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { onTestFinished } from 'vitest';

/** A request that came. */
export interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** A web server of a test, on loopback. */
export interface WebServer {
  readonly origin: string;
  readonly host: string;
  /** All requests till now. */
  readonly asked: readonly Asked[];
}

/** Answers a request; `nth` counts the requests from 1. */
export type Answering = (
  request: IncomingMessage,
  response: ServerResponse,
  nth: number,
) => unknown;

/** Starts a server that goes with the test. */
export async function startWebServer(answering: Answering): Promise<WebServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', headers: request.headers });
    void Promise.resolve(answering(request, response, asked.length));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { origin: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}`, asked };
}

/** Sends the beginning of a body that should be longer, and breaks off when it has arrived. */
export function breakOff(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string | number>>,
  beginning: Buffer,
): void {
  response.writeHead(status, headers);
  response.write(beginning);
  setTimeout(() => response.destroy(), 60);
}
