import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { webhookPath } from '../../core/app-manifest.ts';
import { type MonitorDesk, monitorsPath, receiveReport } from './monitors.ts';
import { receive, type Webhook } from './webhook.ts';

/** GitHub gives up after ten seconds; nobody else has a reason to send more slowly. */
const slowestRequestMs = 15_000;
const slowestHeadersMs = 10_000;
const checkedEveryMs = 1_000;

/**
 * The server that GitHub reaches, and monitors where there is a secret for them: webhooks, reports, and whatever else
 * `pages` answers.
 */
export function createAppServer(webhook: Webhook, monitors: MonitorDesk, pages: Hono): Server {
  const others = getRequestListener(pages.fetch, { overrideGlobalObjects: false });
  return limitedServer((request, response) => {
    const isReport = monitors.secrets.length > 0 && pathOf(request).startsWith(monitorsPath);
    if (!isReport && pathOf(request) !== webhookPath) {
      void others(request, response);
      return;
    }
    if (request.method !== 'POST') {
      finish(request, response, 405);
      return;
    }
    const answer = isReport
      ? receiveReport(monitors, request)
      : receive(webhook, request).then((status) => ({ status, sentence: null }));
    void answer.then(
      ({ status, sentence }) => {
        finish(request, response, status, sentence);
      },
      // The sender went away, or was too slow.
      () => {
        finish(request, response, 400);
      },
    );
  });
}

/** A server of pages alone, for an address that the world does not reach. */
export function createPageServer(pages: Hono): Server {
  const listener = getRequestListener(pages.fetch, { overrideGlobalObjects: false });
  return limitedServer((request, response) => {
    void listener(request, response);
  });
}

function limitedServer(
  listener: (request: IncomingMessage, response: ServerResponse) => void,
): Server {
  return createServer(
    {
      requestTimeout: slowestRequestMs,
      headersTimeout: slowestHeadersMs,
      connectionsCheckingInterval: checkedEveryMs,
    },
    listener,
  );
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?')[0] ?? '/';
}

/** A body that was not read to its end is not waited for. */
function finish(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  sentence: string | null = null,
): void {
  if (response.destroyed) return;
  const body = sentence === null ? '' : `${JSON.stringify({ message: sentence })}\n`;
  response.writeHead(status, {
    'content-length': String(Buffer.byteLength(body)),
    ...(body === '' ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    ...(status === 503 && body !== '' ? { 'retry-after': '60' } : {}),
    ...(request.complete ? {} : { connection: 'close' }),
  });
  response.end(body);
}

/** A server that listens. */
export interface Listening {
  readonly url: string;
  /** Takes no more requests, and resolves when those that came were answered. */
  close(): Promise<void>;
}

const mostClosingMs = 5_000;

/** Has a server listen. Throws what the system says of the address. */
export async function listen(server: Server, host: string, port: number): Promise<Listening> {
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('No port.');
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const patience = setTimeout(() => {
        server.closeAllConnections();
      }, mostClosingMs);
      await closed;
      clearTimeout(patience);
    },
  };
}
