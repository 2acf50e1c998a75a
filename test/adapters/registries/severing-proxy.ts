import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** What happens to a request that changes something. */
export type Severing =
  /** It is done, but nobody hears of it, and nothing after it gets through: as if the client had been killed then. */
  | { readonly kind: 'after'; readonly write: number }
  /** The same, of the first request whose path ends so. */
  | { readonly kind: 'after'; readonly path: string }
  /** Half of its body gets through, and nothing after it. */
  | { readonly kind: 'midway'; readonly write: number };

/** The ways from a registry to its servers, which can be cut as a kill of its process would cut them. */
export interface Ways {
  /** The address of a way to a server; what the server says of its own address is changed to that of the way. */
  through(address: string): Promise<string>;
  /** The sizes of the requests that changed something since the last call of `sever` or `restore`. */
  writes(): readonly number[];
  sever(severing: Severing): void;
  restore(): void;
  /** Whether a severing has come to pass. */
  readonly isCut: boolean;
}

/** Ways that end with the test. */
export function ways(): Ways {
  const writes: number[] = [];
  let severing: Severing | null = null;
  let isCut = false;
  const begin = (next: Severing | null): void => {
    writes.length = 0;
    severing = next;
    isCut = false;
  };

  /** What happens to this request. */
  const fateOf = (
    { method, url = '' }: IncomingMessage,
    bytes: number,
  ): Severing['kind'] | null => {
    if (method === 'GET' || method === 'HEAD') return null;
    writes.push(bytes);
    if (severing === null) return null;
    const isMeant =
      'path' in severing ? url.endsWith(severing.path) : severing.write === writes.length - 1;
    if (!isMeant) return null;
    isCut = true;
    return severing.kind;
  };

  const through = async (address: string): Promise<string> => {
    const target = new URL(address);
    let own = '';
    const server = createServer((incoming, response) => {
      if (isCut) return void incoming.socket.destroy();
      return void forward(incoming, response, { target, own, fateOf });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return `${own}${target.pathname === '/' ? '' : target.pathname}`;
  };

  return {
    through,
    writes: () => [...writes],
    sever: begin,
    restore: () => begin(null),
    get isCut() {
      return isCut;
    },
  };
}

/** From an address of the proxy to that of a server. */
interface Way {
  readonly target: URL;
  readonly own: string;
  readonly fateOf: (incoming: IncomingMessage, bytes: number) => Severing['kind'] | null;
}

async function forward(
  incoming: IncomingMessage,
  response: ServerResponse,
  { target, own, fateOf }: Way,
): Promise<void> {
  const { method, url, headers } = incoming;
  const body = await buffer(incoming).catch(() => null);
  if (body === null) return;
  const fate = fateOf(incoming, body.length);
  // A chunked body comes with its length here, which is all the same to a server.
  const { 'transfer-encoding': _, ...others } = headers;
  const length =
    body.length > 0 || 'content-length' in headers ? { 'content-length': body.length } : {};
  const outgoing = request(new URL(url ?? '/', target.origin), {
    method,
    headers: { ...others, ...length },
  });
  outgoing.on('error', () => incoming.socket.destroy());
  if (fate === 'midway') {
    outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => {
      outgoing.destroy();
      incoming.socket.destroy();
    });
    return;
  }
  outgoing.end(body);
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  const said = await buffer(answer);
  if (fate === 'after') return void incoming.socket.destroy();
  // Other servers give files under such a path too.
  const isJson = answer.headers['content-type']?.includes('json') === true;
  const isApi = url?.startsWith('/api/') === true && isJson;
  relay(answer, said, response, [target.origin, own], isApi);
}

/** Answers as the server did, with the way's address in the place of its own: in headers, and in what GitHub's API says. */
function relay(
  answer: IncomingMessage,
  said: Buffer,
  response: ServerResponse,
  [theirs, ours]: readonly [string, string],
  isApi: boolean,
): void {
  const body = isApi ? Buffer.from(said.toString().replaceAll(theirs, ours)) : said;
  const headers = Object.fromEntries(
    Object.entries(answer.headersDistinct).map(([name, values = []]) => [
      name,
      values.map((value) => value.replaceAll(theirs, ours)),
    ]),
  );
  // The answer to HEAD tells the length of what it does not bring.
  const length = said.length > 0 ? { 'content-length': String(body.length) } : {};
  delete headers['transfer-encoding'];
  response.writeHead(answer.statusCode ?? 502, { ...headers, ...length });
  response.end(body);
}
