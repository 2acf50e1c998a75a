import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { accountOfActor, authenticate, authorize, canSee, nameOfActor } from '../auth.ts';
import { gitEnvironment } from './environment.ts';
import type { Hub } from '../hub.ts';
import { changedRefs, readRefs, refsChanged } from '../refs.ts';
import { HttpError, notFound } from '../route.ts';
import type { Actor, Repository } from '../state.ts';

const pathPattern =
  /^\/([A-Za-z0-9-]+)\/([A-Za-z0-9._-]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

/** Whether a request speaks git's smart protocol. */
export function isGitPath(url: string): boolean {
  return pathPattern.test(new URL(url, 'http://localhost').pathname);
}

/** Answers git's smart protocol by `git http-backend`, for those who may read or write. */
export async function gitBackend(
  hub: Hub,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '', 'http://localhost');
  const [, owner = '', name = '', service = ''] = pathPattern.exec(url.pathname) ?? [];
  const writes = `${service}${url.search}`.includes('git-receive-pack');
  let actor: Actor = { kind: 'anonymous' };
  try {
    actor = authenticate(hub.state, request.headers.authorization ?? null);
    const repository = hub.state.repositories.get(`${owner}/${name}`);
    if (repository === undefined || !canSee(actor, repository)) throw notFound();
    authorize(actor, { permission: 'contents', level: writes ? 'write' : 'read' }, repository);
    const exchange = { service, query: url.search.slice(1), request, response, body: request };
    if (service === 'git-receive-pack') await receive(hub, repository, actor, exchange);
    else await runBackend(repository, actor, exchange, () => Promise.resolve());
  } catch (error) {
    refuse(response, error);
  }
  const { method = '', url: path = '' } = request;
  const status = response.statusCode;
  hub.state.calls.push({ method, path, status, actor: nameOfActor(actor), surface: 'git' });
}

/** A request of git's, and the answer to it. */
interface Exchange {
  readonly service: string;
  readonly query: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Readable;
}

/**
 * One push after the other. Git has its answer when everybody has been told what moved. What has come is taken at once: of a
 * client that has sent all and is gone while others push, Node drops what nobody has read.
 */
async function receive(
  hub: Hub,
  repository: Repository,
  actor: Actor,
  exchange: Exchange,
): Promise<void> {
  const body = new PassThrough();
  void pipeline(exchange.request, body).catch(() => undefined);
  await repository.git.exclusively(async () => {
    const before = await readRefs(repository.git);
    await runBackend(repository, actor, { ...exchange, body }, async () => {
      const changes = changedRefs(before, await readRefs(repository.git));
      await refsChanged(hub, repository, actor, changes);
    });
  });
}

function refuse(response: ServerResponse, error: unknown): void {
  const status = error instanceof HttpError ? error.status : 500;
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // Git asks again with a password only when it is told to.
  const headers = status === 401 ? { 'www-authenticate': 'Basic realm="GitHub"' } : {};
  response.writeHead(status, { 'content-type': 'text/plain', ...headers });
  response.end(error instanceof Error ? error.message : 'error');
}

/** Runs the CGI program: headers first, then the body. The answer ends after `beforeEnd`. */
function runBackend(
  repository: Repository,
  actor: Actor,
  { service, query, request, response, body }: Exchange,
  beforeEnd: () => Promise<void>,
): Promise<void> {
  const { folder } = repository.git;
  const child = spawn(
    'git',
    ['-c', 'safe.directory=*', '-c', 'http.receivepack=true', '-c', 'gc.auto=0', 'http-backend'],
    {
      env: {
        PATH: process.env['PATH'],
        ...gitEnvironment,
        GIT_HTTP_EXPORT_ALL: '1',
        GIT_PROJECT_ROOT: dirname(folder),
        PATH_INFO: `/${folder.slice(dirname(folder).length + 1)}/${service}`,
        QUERY_STRING: query,
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        REMOTE_USER: accountOfActor(actor)?.login ?? '',
        ...(request.headers['git-protocol'] === undefined
          ? {}
          : { GIT_PROTOCOL: String(request.headers['git-protocol']) }),
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  );
  child.stdin.on('error', () => undefined);
  const isZipped = request.headers['content-encoding'] === 'gzip';
  // Unlike pipe, it lets git go when the client breaks its request off.
  void pipeline([body, ...(isZipped ? [createGunzip()] : []), child.stdin]).catch(() => undefined);
  return new Promise((resolve, reject) => {
    let head: Buffer | null = Buffer.alloc(0);
    child.stdout.on('data', (chunk: Buffer) => {
      if (head === null) {
        response.write(chunk);
        return;
      }
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      writeHead(response, head.subarray(0, end).toString('latin1'));
      response.write(head.subarray(end + 4));
      head = null;
    });
    child.once('error', reject);
    child.once('close', () => {
      beforeEnd().then(() => {
        response.end();
        // A client that has gone meanwhile is no reason to wait, nor to complain.
        finished(response).then(resolve, resolve);
      }, reject);
    });
  });
}

function writeHead(response: ServerResponse, head: string): void {
  const headers = head.split('\r\n').map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  const status = headers.find(([name]) => name.toLowerCase() === 'status')?.[1] ?? '200';
  response.writeHead(
    Number.parseInt(status, 10),
    Object.fromEntries(headers.filter(([name]) => name.toLowerCase() !== 'status')),
  );
}
