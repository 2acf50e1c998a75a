import { createSign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** A JSON web token of an app, as GitHub wants them: RS256, at most ten minutes long. */
export function appJwt(app: { readonly id: number; readonly privateKey: string }): string {
  const now = Math.floor(Date.now() / 1000);
  const signed = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode({
    iat: now - 60,
    exp: now + 540,
    iss: String(app.id),
  })}`;
  const signature = createSign('sha256').update(signed).sign(app.privateKey, 'base64url');
  return `${signed}.${signature}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** What an app was sent. */
export interface Received {
  readonly event: string;
  readonly guid: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A server that an app's webhooks go to. Its answer is `status`, which a test may change. */
export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  status: number;
  close(): Promise<void>;
}

/** Starts one on a free port. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({
        event: String(request.headers['x-github-event']),
        guid: String(request.headers['x-github-delivery']),
        payload: JSON.parse(body) as Record<string, unknown>,
      });
      response.writeHead(receiver.status).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('No port.');
  const receiver: Receiver = {
    url: `http://127.0.0.1:${address.port}`,
    received,
    status: 200,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return receiver;
}
