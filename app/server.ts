import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Probot } from 'probot';

/** GitHub sends no larger payload. */
const largestBytes = 25 * 1024 * 1024;

/** Where GitHub sends its webhooks. */
export const webhookPath = '/api/github/webhooks';

/** What the server has seen; the only trace of what was refused. */
export interface ServerStats {
  accepted: number;
  /** Without a signature, or with a wrong one. */
  unsigned: number;
  malformed: number;
}

/** A server in front of Probot: verifies the signature over the raw body, stores the jobs, then answers 202. */
export function createWebhookServer(probot: Probot, stats: ServerStats): Server {
  return createServer((request, response) => {
    void answer(probot, stats, request).then(
      (status) => {
        finish(response, status);
      },
      () => {
        // Not stored: GitHub shows the delivery as failed, and it can be sent again.
        finish(response, 503);
      },
    );
  });
}

async function answer(
  probot: Probot,
  stats: ServerStats,
  request: IncomingMessage,
): Promise<number> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (request.method === 'GET' && pathname === '/health') return 204;
  if (pathname !== webhookPath) return 404;
  if (request.method !== 'POST') return 405;
  const raw = await readBody(request);
  if (raw === null) return 413;
  if (!(await isSigned(probot, raw, header(request, 'x-hub-signature-256')))) {
    stats.unsigned += 1;
    return 401;
  }
  const delivery = parseDelivery(request, raw);
  if (delivery === null) {
    stats.malformed += 1;
    return 400;
  }
  await probot.receive(delivery);
  stats.accepted += 1;
  return 202;
}

async function isSigned(probot: Probot, raw: string, signature: string): Promise<boolean> {
  if (!/^sha256=[0-9a-f]{64}$/.test(signature)) return false;
  return probot.webhooks.verify(raw, signature).catch(() => false);
}

type Delivery = Parameters<Probot['receive']>[0];

function parseDelivery(request: IncomingMessage, raw: string): Delivery | null {
  const id = header(request, 'x-github-delivery');
  const name = header(request, 'x-github-event');
  if (id === '' || name === '') return null;
  try {
    const payload: unknown = JSON.parse(raw);
    if (typeof payload !== 'object' || payload === null) return null;
    // Signed by GitHub: the name says what the payload is.
    return { id, name, payload } as Delivery;
  } catch {
    return null;
  }
}

function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

/** The body as text; null when it is too large. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function finish(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-length': '0' });
  response.end();
}
