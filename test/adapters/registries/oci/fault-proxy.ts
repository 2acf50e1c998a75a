import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What becomes of a request. */
export type Fault =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    }
  /** The connection breaks after so many bytes of the request's body, or of the answer's. */
  | { readonly kind: 'cut-request' | 'cut-answer'; readonly after: number }
  /** The request is done, and its answer is lost. */
  | { readonly kind: 'lose-answer' }
  /** The address in the answer loses its host. */
  | { readonly kind: 'pass-relative' }
  /** Nothing ever comes. */
  | { readonly kind: 'stall' };

/** A request as a rule sees it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** How often the same was asked before. */
  readonly before: number;
}

/** A registry's address that does not always do what the registry would. */
export interface FaultProxy {
  readonly host: string;
  /** `<method> <path>` of each request. */
  readonly asked: readonly Seen[];
  /** Null lets a request pass. */
  fault: (seen: Seen) => Fault | null;
}

/** Starts a proxy before a registry, for one test. */
export async function faultProxy(target: string): Promise<FaultProxy> {
  const asked: Seen[] = [];
  const proxy = { host: '', asked, fault: (): Fault | null => null };
  const server = createServer((incoming, outgoing) => {
    const { method = '', url: path = '', headers } = incoming;
    const alike = plain(path);
    const before = asked.filter((one) => one.method === method && plain(one.path) === alike).length;
    const seen = { method, path, headers, before };
    asked.push(seen);
    const fault = (proxy as FaultProxy).fault(seen);
    if (fault?.kind === 'stall') return;
    if (fault?.kind === 'answer') {
      incoming.resume();
      outgoing.writeHead(fault.status, fault.headers).end(fault.body ?? '');
      return;
    }
    pass(target, incoming, outgoing, fault);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  proxy.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return proxy;
}

/** Without what differs from one upload to the next. */
function plain(path: string): string {
  return path.replace(/uploads\/[^/]+$/, 'uploads/');
}

function pass(
  target: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  fault: Fault | null,
): void {
  const cut = (): void => {
    incoming.socket.destroy();
  };
  // The host stays the proxy's, so that the registry's addresses lead back here.
  const [hostname, port] = target.split(':');
  const { method, url, headers } = incoming;
  const sent = request({ hostname, port, method, path: url, headers });
  let count = 0;
  sent.on('error', cut);
  sent.on('response', (answer) => {
    if (fault?.kind === 'lose-answer') {
      cut();
      return;
    }
    const { location } = answer.headers;
    const isRelative = fault?.kind === 'pass-relative' && location !== undefined;
    const moved = isRelative ? { location: location.replace(/^http:\/\/[^/]+/, '') } : {};
    outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...moved });
    if (fault?.kind === 'cut-answer') {
      answer.on('data', (chunk: Buffer) => {
        outgoing.write(chunk.subarray(0, Math.max(0, fault.after - count)), () => {
          if (count >= fault.after) cut();
        });
        count += chunk.length;
      });
      answer.on('end', () => outgoing.end());
      return;
    }
    answer.pipe(outgoing);
  });
  incoming.on('data', (chunk: Buffer) => {
    count += chunk.length;
    if (fault?.kind !== 'cut-request' || count < fault.after) return;
    cut();
    sent.destroy();
  });
  incoming.pipe(sent);
}
