import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** As much of the Actions cache service as its client uses: entries by key, and blobs that are put and got. */
export async function cacheService() {
  const blobs = new Map<string, Buffer>();
  let address = '';
  const answer = async (request: IncomingMessage): Promise<object | Buffer | null> => {
    const url = new URL(request.url ?? '', address);
    const body = await buffer(request);
    const { key } = url.pathname.startsWith('/twirp/')
      ? (JSON.parse(body.toString()) as { key: string })
      : { key: url.searchParams.get('key') ?? '' };
    const blob = `${address}/account/cache/blob?key=${encodeURIComponent(key)}&sig=x`;
    switch (url.pathname.split('/').at(-1) ?? '') {
      case 'CreateCacheEntry':
        return { ok: !blobs.has(key), signed_upload_url: blob };
      case 'FinalizeCacheEntryUpload':
        return { ok: true, entry_id: '1' };
      case 'GetCacheEntryDownloadURL':
        return { ok: blobs.has(key), signed_download_url: blob, matched_key: key };
      default:
        if (request.method === 'PUT') blobs.set(key, body);
        return blobs.get(key) ?? null;
    }
  };
  const server = createServer((request, response) => {
    void answer(request).then((body) => {
      if (request.method === 'PUT') response.writeHead(201).end();
      else if (body === null) response.writeHead(404).end();
      else response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.close();
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    blobs,
    variables: {
      ACTIONS_CACHE_SERVICE_V2: 'true',
      ACTIONS_RESULTS_URL: address,
      ACTIONS_RUNTIME_TOKEN: 'e30.e30.x',
    },
  };
}
