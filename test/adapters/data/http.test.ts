import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { fetchData } from '../../../adapters/data/fetch-data.ts';
import { contents, failure, left, optionsWith } from './fetching.ts';
import { breakOff, startWebServer } from './web-server.ts';

const rows = Buffer.from('a,b\n'.repeat(50_000));
const half = rows.subarray(0, 100_000);
const restRange = `bytes 100000-${rows.length - 1}/${rows.length}`;

describe('data at the address of a web server', () => {
  it('are downloaded, with their digest, and gone when they are disposed of', async () => {
    const { origin, asked } = await startWebServer((_request, response) => response.end(rows));
    const options = await optionsWith();
    const data = await fetchData(`${origin}/day.csv?signature=secret`, options);
    expect(await contents(data)).toEqual({ [`${origin}/day.csv`]: rows.toString() });
    expect(data.shown).toBe(`${origin}/day.csv`);
    expect(data.digest).toBe(`sha256:${createHash('sha256').update(rows).digest('hex')}`);
    expect(asked.map(({ path }) => path)).toEqual(['/day.csv?signature=secret']);
    expect(await left(options)).toHaveLength(1);
    await data.dispose();
    await data.dispose();
    expect(await left(options)).toEqual([]);
  });

  it('are not downloaded to the end when that is cancelled, and nothing is left', async () => {
    const controller = new AbortController();
    const { origin, asked } = await startWebServer((_request, response) => {
      response.writeHead(200, { 'content-length': rows.length }).write(half, () => {
        controller.abort(new Error('It was cancelled.'));
      });
    });
    const patience = { idleMs: 20_000, uploadIdleMs: 20_000, pause: () => Promise.resolve() };
    const options = await optionsWith({ signal: controller.signal, patience });
    await expect(fetchData(`${origin}/day.csv`, options)).rejects.toThrow('It was cancelled.');
    expect(asked).toHaveLength(1);
    expect(await left(options)).toEqual([]);
  });

  it('that break off are gone on with where they ended', async () => {
    const { origin, asked } = await startWebServer((request, response, nth) => {
      const etag = '"one"';
      const from = Number(/\d+/.exec(request.headers.range ?? '')?.[0] ?? 0);
      const range = `bytes ${from}-${rows.length - 1}/${rows.length}`;
      if (nth === 1) breakOff(response, 200, { 'content-length': rows.length, etag }, half);
      else response.writeHead(206, { 'content-range': range, etag }).end(rows.subarray(from));
    });
    const data = await fetchData(`${origin}/day.csv`, await optionsWith());
    expect(Object.values(await contents(data))).toEqual([rows.toString()]);
    expect(data.digest).toBe(`sha256:${createHash('sha256').update(rows).digest('hex')}`);
    expect(asked).toHaveLength(2);
    expect(asked[1]?.headers.range).toMatch(/^bytes=[1-9]\d*-$/);
    expect(asked[1]?.headers['if-range']).toBe('"one"');
  });

  it.each([
    ['the server gives all of them', 200, {}],
    ['they are another version by now', 206, { 'content-range': restRange, etag: '"two"' }],
    ['another part comes', 206, { 'content-range': `bytes 7-8/9`, etag: '"one"' }],
    ['the part has no place', 206, { etag: '"one"' }],
    ['there is no such part', 416, {}],
  ])('that break off are begun anew when %s', async (_why, status, headers) => {
    const newer = Buffer.from(rows.toString().replaceAll('a', 'c'));
    const { origin } = await startWebServer((request, response, nth) => {
      const all = { 'content-length': rows.length, etag: '"one"' };
      if (nth === 1) breakOff(response, 200, all, half);
      else if (request.headers.range === undefined) response.end(newer);
      else response.writeHead(status, headers).end(status === 200 ? newer : 'x');
    });
    const data = await fetchData(`${origin}/day.csv`, await optionsWith());
    expect(Object.values(await contents(data))).toEqual([newer.toString()]);
    expect(data.digest).toBe(`sha256:${createHash('sha256').update(newer).digest('hex')}`);
  });

  it.each(['W/"weak"', undefined])(
    'with the ETag %s are never put together of parts',
    async (etag) => {
      const { origin, asked } = await startWebServer((_request, response, nth) => {
        const headers = { 'content-length': rows.length, ...(etag === undefined ? {} : { etag }) };
        if (nth === 1) breakOff(response, 200, headers, half);
        else response.end(rows);
      });
      const data = await fetchData(`${origin}/day.csv`, await optionsWith());
      expect(Object.values(await contents(data))).toEqual([rows.toString()]);
      expect(asked[1]?.headers.range).toBeUndefined();
    },
  );

  it('that always break off, stall or are shorter than said are an error, and nothing is left', async () => {
    const options = await optionsWith();
    for (const slow of [false, true]) {
      const { origin, asked } = await startWebServer((_request, response) => {
        if (!slow) breakOff(response, 200, { 'content-length': rows.length }, half);
        else response.writeHead(200, { 'content-length': rows.length }).write(half);
      });
      expect(await failure(fetchData(`${origin}/day.csv`, options))).toMatch(
        /^download-unreachable: 127\.0\.0\.1:\d+ can't be reached, or breaks off/,
      );
      expect(asked).toHaveLength(4);
    }
    expect(await left(options)).toEqual([]);
  });

  it('are tried again when the server is busy, as late as it says', async () => {
    const waits: number[] = [];
    const { origin } = await startWebServer((_request, response, nth) => {
      if (nth === 1) response.writeHead(429, { 'retry-after': '7' }).end();
      else if (nth === 2) response.writeHead(503).end();
      else response.end(rows);
    });
    const pause = (milliseconds: number): Promise<void> => {
      waits.push(milliseconds);
      return Promise.resolve();
    };
    const patience = { idleMs: 400, uploadIdleMs: 400, pause };
    await fetchData(`${origin}/day.csv`, await optionsWith({ patience }));
    expect(waits[0]).toBe(7_000);
    expect(waits).toHaveLength(2);
  });

  it('may come slowly, as long as they come', async () => {
    const { origin } = await startWebServer(async (_request, response) => {
      for (let sent = 0; sent < 4; sent++) {
        response.write('row\n');
        await sleep(150);
      }
      response.end();
    });
    const data = await fetchData(`${origin}/day.csv`, await optionsWith());
    expect(Object.values(await contents(data))).toEqual(['row\n'.repeat(4)]);
  });

  it('are not more than is downloaded, said before or not', async () => {
    const options = { ...(await optionsWith()), limits: { files: 1, bytes: 1_000 } };
    for (const headers of [{ 'content-length': rows.length }, { 'transfer-encoding': 'chunked' }]) {
      const { origin, asked } = await startWebServer((_request, response) => {
        response.writeHead(200, headers).end(rows);
      });
      expect(await failure(fetchData(`${origin}/day.csv`, options))).toContain(
        'which has more than the 1000 bytes',
      );
      expect(asked).toHaveLength(1);
    }
    expect(await left(options)).toEqual([]);
  });

  it('are refused where they come encoded', async () => {
    const { origin } = await startWebServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(rows);
    });
    expect(await failure(fetchData(`${origin}/day.csv`, await optionsWith()))).toContain(
      'encoded-download',
    );
  });

  it.each([
    [404, 'has no such file (404)'],
    [403, 'give the step ASSAY_DATA_TOKEN'],
    [401, 'give the step ASSAY_DATA_TOKEN'],
    [400, "look at the address, and at the server's log"],
  ])('that the server refuses by %i are not asked for twice', async (status, words) => {
    const { origin, asked } = await startWebServer((_request, response) => {
      response.writeHead(status).end('<script>');
    });
    const said = await failure(
      fetchData(`${origin}/day.csv?signature=secret`, await optionsWith()),
    );
    expect(said).toContain(`monitor.current.path names ${origin}/day.csv, and`);
    expect(said).toContain(words);
    expect(said).not.toMatch(/secret|script/);
    expect(asked).toHaveLength(1);
  });
});
