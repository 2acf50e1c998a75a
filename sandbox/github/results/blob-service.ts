import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Context, Hono } from 'hono';
import type { State } from '../state.ts';
import {
  type BlobProperties,
  blobProperties,
  commitBlocks,
  putBlob,
  putBlock,
  readBlob,
} from './blob-store.ts';
import { byteRange } from './byte-range.ts';
import { logCall } from './calls.ts';
import { isSigned } from './signed-address.ts';

/** A container and a random name: Azure's client wants at least three parts in a path on a bare IP address. */
const path = '/blobs/:container{artifacts|caches}/:name{[0-9a-f-]{36}}';

/** The part of Azure's Blob Storage that GitHub's clients use, for those who have a signed address. */
export function serveBlobs(app: Hono, state: State): void {
  app.put(path, (context) => answer(state, context, 'w', put));
  // Also answers HEAD.
  app.get(path, (context) => answer(state, context, 'r', get));
}

type Handler = (state: State, context: Context, name: string) => Promise<Response>;

async function answer(
  state: State,
  context: Context,
  access: 'r' | 'w',
  handle: Handler,
): Promise<Response> {
  const name = context.req.param('name') ?? '';
  const response = isSigned(state, new URL(context.req.url), access)
    ? await handle(state, context, name)
    : failure(403, 'AuthenticationFailed', 'Signature did not match, or has expired.');
  response.headers.set('x-ms-request-id', randomUUID());
  response.headers.set('x-ms-version', context.req.header('x-ms-version') ?? '2025-07-05');
  logCall(state, context, response.status, 'blob', 'anonymous');
  return response;
}

/** Put Block, Put Block List, or Put Blob. */
async function put(state: State, context: Context, name: string): Promise<Response> {
  const type =
    context.req.header('x-ms-blob-content-type') ?? context.req.header('content-type') ?? null;
  switch (context.req.query('comp')) {
    case 'block':
      await putBlock(state, name, context.req.query('blockid') ?? '', contentOf(context));
      return new Response(null, { status: 201, headers: written });
    case 'blocklist': {
      const ids = blockIds(await context.req.text());
      const whole = await commitBlocks(state, name, ids, type);
      if (!whole) return failure(400, 'InvalidBlockList', 'The block list names no such block.');
      break;
    }
    case undefined:
      if (context.req.header('x-ms-blob-type') !== 'BlockBlob') {
        return failure(400, 'MissingRequiredHeader', 'x-ms-blob-type must be BlockBlob.');
      }
      await putBlob(state, name, contentOf(context), type);
      break;
    default:
      return failure(400, 'InvalidQueryParameterValue', 'comp is nothing that this server offers.');
  }
  const properties = await blobProperties(state, name);
  const headers = properties === null ? {} : versionHeaders(properties);
  return new Response(null, { status: 201, headers: { ...written, ...headers } });
}

async function get(state: State, context: Context, name: string): Promise<Response> {
  const properties = await blobProperties(state, name);
  if (properties === null) return failure(404, 'BlobNotFound', 'The blob does not exist.');
  const { bytes } = properties;
  const asked = context.req.header('x-ms-range') ?? context.req.header('range') ?? null;
  const range = byteRange(asked, bytes);
  if (range === 'unsatisfiable') {
    return failure(416, 'InvalidRange', 'The range is outside of the blob.');
  }
  const { first, last } = range ?? { first: 0, last: bytes - 1 };
  const disposition = context.req.query('rscd');
  const headers = new Headers({
    ...versionHeaders(properties),
    'accept-ranges': 'bytes',
    'content-length': String(last - first + 1),
    'content-type': properties.contentType,
    'x-ms-blob-type': 'BlockBlob',
    'x-ms-server-encrypted': 'true',
    ...(range === null ? {} : { 'content-range': `bytes ${first}-${last}/${bytes}` }),
    ...(disposition === undefined ? {} : { 'content-disposition': disposition }),
  });
  const status = range === null ? 200 : 206;
  if (context.req.method === 'HEAD' || last < first) return new Response(null, { status, headers });
  const content = Readable.toWeb(readBlob(state, name, first, last));
  return new Response(content, { status, headers });
}

const written = { 'x-ms-request-server-encrypted': 'true' } as const;

function versionHeaders({ etag, modified }: BlobProperties): Record<string, string> {
  return { etag, 'last-modified': modified.toUTCString() };
}

function contentOf(context: Context): Readable {
  const { body } = context.req.raw;
  return body === null ? Readable.from([]) : Readable.fromWeb(body);
}

/** The ids of `<BlockList><Latest>id</Latest>…</BlockList>`. They are base64: nothing is escaped. */
function blockIds(xml: string): readonly string[] {
  const entries = xml.matchAll(/<(?:Latest|Uncommitted|Committed)>([^<]*)</g);
  return [...entries].map(([, id = '']) => id);
}

/** An error as Azure words it. */
function failure(status: number, code: string, message: string): Response {
  const xml = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return new Response(xml, {
    status,
    headers: { 'content-type': 'application/xml', 'x-ms-error-code': code },
  });
}
