import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { Validator } from '../openapi/validate.ts';
import { accountOfActor, authenticate, authorize, canSee, nameOfActor } from './auth.ts';
import type { Call } from './contract.ts';
import { clientGone, withFaults } from './faults/requests.ts';
import { gitBackend, isGitPath } from './git/http.ts';
import type { Hub } from './hub.ts';
import { rateHeaders, rateOf, refund, spend } from './limits.ts';
import { pageOf } from './pages.ts';
import { resultsService } from './results/index.ts';
import { found, HttpError, notFound, type Reply, type Request, type Route } from './route.ts';
import { routes } from './routes/index.ts';
import type { Actor, State } from './state.ts';

/** Where the API is served: github.com's own form, and the one of an enterprise server. */
const prefixes = ['/api/v3', '/api/uploads', ''] as const;

/** An HTTP server on a loopback address that answers as GitHub does. */
export function createGitHubServer(hub: Hub, validator: Validator): Server {
  const app = new Hono();
  for (const route of routes) {
    const paths = prefixes.map((prefix) => `${prefix}${route.path}`);
    app.on(route.method, paths, (context) => answer(hub, validator, route, context));
  }
  app.route('/', resultsService(hub));
  app.notFound((context) => unknownPath(hub.state, context));
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  return createServer((request, response) => {
    if (isGitPath(request.url ?? '')) void gitBackend(hub, request, response);
    else void listener(request, response);
  });
}

/** The path as GitHub's description writes it, undecoded. */
function apiPath(context: Context): string {
  const { pathname } = new URL(context.req.url);
  const prefix = prefixes.find((candidate) => pathname.startsWith(`${candidate}/`)) ?? '';
  return pathname.slice(prefix.length);
}

function unknownPath(state: State, context: Context): Response {
  const path = apiPath(context);
  const sentence = `${context.req.method} ${path} is nothing that this GitHub offers.`;
  state.violations.push(sentence);
  log(state, context, { kind: 'anonymous' }, 404);
  return Response.json(
    { message: sentence, documentation_url: '', status: '404' },
    { status: 404 },
  );
}

async function answer(
  hub: Hub,
  validator: Validator,
  route: Route,
  context: Context,
): Promise<Response> {
  const { state } = hub;
  const what = `${context.req.method} ${apiPath(context)}`;
  let actor: Actor = { kind: 'anonymous' };
  const outcome = await withFaults(state.faults, what, async () => {
    const response = await attempt(hub, validator, route, context, (known) => {
      actor = known;
    });
    if (response.status === 304) refund(state, actor);
    tellStanding(state, actor, response);
    return response;
  });
  log(state, context, actor, outcome.answer?.status ?? 0);
  if (outcome.answer !== null) return outcome.answer;
  await clientGone(context.req.raw.signal);
  return new Response(null, { status: 504 });
}

/** Does the request; whatever goes wrong becomes an answer. `onActor` hears who it is as soon as that is known. */
async function attempt(
  hub: Hub,
  validator: Validator,
  route: Route,
  context: Context,
  onActor: (actor: Actor) => void,
): Promise<Response> {
  const { state } = hub;
  const what = `${context.req.method} ${apiPath(context)}`;
  const held = route.web === true ? null : validator;
  try {
    const actor = authenticate(state, context.req.header('authorization') ?? null);
    onActor(actor);
    // Asking for the budget is free.
    if (route.web !== true && route.path !== '/rate_limit') spend(state, actor, what);
    const request = await readRequest(hub, held, actor, context);
    const { pathname } = new URL(context.req.url);
    const inRepository = route.need !== 'app' && /\/repos\/[^/]+\/[^/]+/.test(pathname);
    authorize(actor, route.need, inRepository ? request.repository : null);
    return await respond(state, held, context, await route.handle(request));
  } catch (error) {
    return errorResponse(state, error, what);
  }
}

async function readRequest(
  hub: Hub,
  validator: Validator | null,
  actor: Actor,
  context: Context,
): Promise<Request> {
  const { state } = hub;
  const bytes = await readBytes(context);
  const isUpload = new URL(context.req.url).pathname.startsWith('/api/uploads/');
  // GitHub reads JSON whatever the content type says, which curl leaves at that of a form.
  const body = isUpload ? null : parseBody(bytes);
  const { method } = context.req;
  const query = new URL(context.req.url).searchParams;
  const path = apiPath(context);
  const problem = validator?.request({ method, path, query, body: body ?? undefined }) ?? null;
  if (problem !== null) {
    state.violations.push(problem);
    throw new HttpError(422, problem);
  }
  return {
    hub,
    state,
    actor,
    query,
    bytes,
    body: isRecord(body) ? body : {},
    header: (name) => context.req.header(name) ?? null,
    param: (name) => found(context.req.param(name)),
    id(name) {
      const value = Number(context.req.param(name));
      if (!Number.isSafeInteger(value)) throw notFound();
      return value;
    },
    get account() {
      const account = accountOfActor(actor);
      if (account === null) throw new HttpError(401, 'Requires authentication');
      return account;
    },
    get repository() {
      const name = `${context.req.param('owner')}/${context.req.param('repo')}`;
      const repository = found(state.repositories.get(name));
      if (!canSee(actor, repository)) throw notFound();
      return repository;
    },
  };
}

async function readBytes(context: Context): Promise<Uint8Array> {
  try {
    return new Uint8Array(await context.req.arrayBuffer());
  } catch {
    throw new HttpError(400, 'The client broke its request off.');
  }
}

function parseBody(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return null;
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new HttpError(400, 'Problems parsing JSON');
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function respond(
  state: State,
  validator: Validator | null,
  context: Context,
  reply: Reply,
): Promise<Response> {
  const headers = new Headers();
  const check = (status: number, body: unknown): void => {
    const { method } = context.req;
    const problem = validator?.response({ method, path: apiPath(context), status, body }) ?? null;
    if (problem !== null) state.violations.push(problem);
  };
  switch (reply.kind) {
    case 'empty':
      check(reply.status, undefined);
      return new Response(null, { status: reply.status, headers });
    case 'redirect':
      check(302, undefined);
      headers.set('location', reply.location);
      return new Response(null, { status: 302, headers });
    case 'bytes':
      headers.set('content-type', reply.contentType);
      for (const [name, value] of Object.entries(reply.headers ?? {})) headers.set(name, value);
      return new Response(Uint8Array.from(reply.bytes), { status: 200, headers });
    case 'list': {
      const { from, to, link } = pageOf(reply.count, new URL(context.req.url));
      if (link !== null) headers.set('link', link);
      const items = await reply.items(from, to);
      const body =
        reply.key === undefined ? items : { total_count: reply.count, [reply.key]: items };
      return jsonResponse(context, headers, 200, body, check);
    }
    case 'json':
      for (const [name, value] of Object.entries(reply.headers ?? {})) headers.set(name, value);
      return jsonResponse(context, headers, reply.status, reply.body, check);
    default:
      return reply satisfies never;
  }
}

function jsonResponse(
  context: Context,
  headers: Headers,
  status: number,
  value: unknown,
  check: (status: number, body: unknown) => void,
): Response {
  const text = JSON.stringify(value);
  // Through JSON once more: what is undefined in memory is absent on the wire.
  check(status, JSON.parse(text) as unknown);
  const etag = `W/"${createHash('sha256').update(text).digest('hex')}"`;
  headers.set('content-type', 'application/json; charset=utf-8');
  if (context.req.method === 'GET' && status === 200) {
    headers.set('etag', etag);
    if (context.req.header('if-none-match') === etag) {
      return new Response(null, { status: 304, headers });
    }
  }
  return new Response(text, { status, headers });
}

/** The headers of every answer: the time by GitHub's clock, and what is left of the caller's budget. */
function tellStanding(state: State, actor: Actor, { headers }: Response): void {
  const standing = {
    date: state.now().toUTCString(),
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': 'SANDBOX',
    ...rateHeaders(rateOf(state, actor)),
  };
  for (const [name, value] of Object.entries(standing)) headers.set(name, value);
}

function errorResponse(state: State, error: unknown, what: string): Response {
  if (error instanceof HttpError) {
    const body = {
      message: error.message,
      ...(error.errors === undefined ? {} : { errors: error.errors }),
      documentation_url: 'https://docs.github.com/rest',
      status: String(error.status),
    };
    return Response.json(body, { status: error.status, headers: error.headers });
  }
  // A defect of the sandbox: it must not look like an answer of GitHub's.
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  state.violations.push(`The embedded GitHub failed at ${what}: ${reason}`);
  return Response.json({ message: 'Server Error' }, { status: 500 });
}

function log(state: State, context: Context, actor: Actor, status: number): void {
  const { pathname, search } = new URL(context.req.url);
  const call: Call = {
    method: context.req.method,
    path: `${pathname}${search}`,
    status,
    actor: nameOfActor(actor),
    surface: 'api',
  };
  state.calls.push(call);
}
