import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchData } from '../../../adapters/data/fetch-data.ts';
import { contents, failure, left, optionsWith } from './fetching.ts';
import { type Answering, breakOff, startWebServer, type WebServer } from './web-server.ts';

const rows = Buffer.from('a,b\n'.repeat(50_000));

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIA');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 's3cret');
  vi.stubEnv('AWS_SESSION_TOKEN', undefined);
  vi.stubEnv('AWS_PROFILE', undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** A page of a list; `next` leads to the one after it. */
function page(keys: readonly string[], next: string | null = null): string {
  const contents = keys.map(
    (key) =>
      `<Contents><Key>${key}</Key><Size>${rows.length}</Size><ETag>&quot;one&quot;</ETag></Contents>`,
  );
  const more =
    next === null
      ? '<IsTruncated>false</IsTruncated>'
      : `<IsTruncated>true</IsTruncated><NextContinuationToken>${next}</NextContinuationToken>`;
  return `<?xml version="1.0"?><ListBucketResult>${more}${contents.join('')}</ListBucketResult>`;
}

/** Options for a store that answers so. */
async function storeWith(answering: Answering) {
  const server = await startWebServer(answering);
  return { server, options: await optionsWith({ s3: { endpoint: server.origin } }) };
}

function ranges({ asked }: WebServer): unknown[] {
  return asked.map(({ headers }) => headers.range ?? null);
}

describe('a store', () => {
  it('is asked for all pages of its list', async () => {
    const { options } = await storeWith((request, response) => {
      const query = new URL(request.url ?? '', 'http://store').searchParams;
      if (!query.has('list-type')) response.end(rows);
      else if (query.has('continuation-token')) response.end(page(['d/b.csv']));
      else response.end(page(['d/a.csv', 'd/words.md'], 'second'));
    });
    const data = await fetchData('s3://bucket/d/', options);
    expect(data.files.map(({ shown }) => shown)).toEqual([
      's3://bucket/d/a.csv',
      's3://bucket/d/b.csv',
    ]);
  });

  it('whose list leads nowhere is not asked for ever', async () => {
    const { options, server } = await storeWith((_request, response) => {
      response.end(page([], 'again'));
    });
    expect(await failure(fetchData('s3://bucket/d/', options))).toContain('too-many-files');
    expect(server.asked).toHaveLength(2);
  });

  it('that breaks off gives the rest of the same object', async () => {
    const { options, server } = await storeWith((request, response, nth) => {
      const etag = '"one"';
      if (nth === 1) {
        breakOff(response, 200, { 'content-length': rows.length, etag }, rows.subarray(0, 100_000));
        return;
      }
      const from = Number(/\d+/.exec(request.headers.range ?? '')?.[0] ?? 0);
      const range = `bytes ${from}-${rows.length - 1}/${rows.length}`;
      response.writeHead(206, { 'content-range': range, etag }).end(rows.subarray(from));
    });
    const data = await fetchData('s3://bucket/a.csv', options);
    expect(Object.values(await contents(data))).toEqual([rows.toString()]);
    expect(ranges(server)).toEqual([null, expect.stringMatching(/^bytes=[1-9]\d*-$/)]);
    expect(server.asked[1]?.headers['if-match']).toBe('"one"');
  });

  it('whose object was written anew since it was listed is an error, and nothing is left', async () => {
    const { options, server } = await storeWith((request, response) => {
      if (request.url?.includes('list-type') === true) response.end(page(['d/a.csv']));
      else response.writeHead(412).end('<Error><Code>PreconditionFailed</Code></Error>');
    });
    const said = await failure(fetchData('s3://bucket/d/', options));
    expect(said).toContain('data-changed');
    expect(said).toContain('s3://bucket/d/a.csv');
    expect(server.asked[1]?.headers['if-match']).toBe('"one"');
    expect(await left(options)).toEqual([]);
  });

  it('that is busy is asked again, and is named when it stays so', async () => {
    const { options, server } = await storeWith((_request, response, nth) => {
      if (nth < 4) response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>');
      else response.end(rows);
    });
    await fetchData('s3://bucket/a.csv', options);
    // The SDK does not try again beside us.
    expect(server.asked).toHaveLength(4);
    const busy = await storeWith((_request, response) => {
      response.writeHead(500).end('<Error><Code>InternalError</Code></Error>');
    });
    expect(await failure(fetchData('s3://bucket/a.csv', busy.options))).toMatch(
      /^store-unavailable: The store can't be reached to read s3:\/\/bucket\/a\.csv, or breaks off \(500/,
    );
    expect(busy.server.asked).toHaveLength(4);
  });

  it.each([
    [403, '<Error><Code>ExpiredToken</Code></Error>', 'are not valid any more'],
    [403, '<Error><Code>AccessDenied</Code><Message>boo</Message></Error>', 's3:GetObject'],
    [400, '<Error><Code>AuthorizationHeaderMalformed</Code></Error>', 'monitor.s3.region'],
    [200, 'cut', 'store-unavailable'],
    [409, 'not XML <', 'store-refused'],
  ])('that answers %i %s is told of in words', async (status, body, words) => {
    const { options } = await storeWith((_request, response) => {
      if (status === 200) breakOff(response, 200, { 'content-length': 9 }, Buffer.from(body));
      else response.writeHead(status).end(body);
    });
    const said = await failure(fetchData('s3://bucket/a.csv', options));
    expect(said).toContain(words);
    expect(said).not.toMatch(/s3cret|boo/);
  });

  it('that says nothing for too long is given up', async () => {
    const { options } = await storeWith((_request, response, nth) => {
      if (nth > 1) response.writeHead(200, { 'content-length': rows.length }).write('a');
    });
    expect(await failure(fetchData('s3://bucket/a.csv', options))).toContain('store-unavailable');
    expect(await left(options)).toEqual([]);
  });
});
