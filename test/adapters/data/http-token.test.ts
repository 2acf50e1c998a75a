import { describe, expect, it } from 'vitest';
import { fetchData } from '../../../adapters/data/fetch-data.ts';
import { tokenFor } from '../../../adapters/data/token.ts';
import { contents, failure, optionsWith } from './fetching.ts';
import { startWebServer } from './web-server.ts';

function authorizations({ asked }: Awaited<ReturnType<typeof startWebServer>>): unknown[] {
  return asked.map(({ headers }) => headers.authorization ?? null);
}

describe('the token for data', () => {
  it('goes to a host that is listed, and to no other', async () => {
    const server = await startWebServer((_request, response) => response.end('a\n1\n'));
    for (const hosts of [`data.example.com, ${server.host}`, 'data.example.com', '']) {
      const variables = { ASSAY_DATA_TOKEN: ' s3cret\n', ASSAY_DATA_HOSTS: hosts };
      await fetchData(`${server.origin}/a.csv`, await optionsWith({ variables }));
    }
    expect(authorizations(server)).toEqual(['Bearer s3cret', null, null]);
  });

  it('is lost by a redirect to another host, even to a listed one, and does not come back', async () => {
    const first = await startWebServer((request, response) => {
      const to = `${second.origin}/b.csv`;
      if (request.url === '/a.csv') response.writeHead(302, { location: '/moved.csv' }).end();
      else if (request.url === '/moved.csv') response.writeHead(307, { location: to }).end();
      else response.end('a\n1\n');
    });
    const second = await startWebServer((_request, response) => {
      response.writeHead(302, { location: `${first.origin}/c.csv` }).end();
    });
    const variables = {
      ASSAY_DATA_TOKEN: 's3cret',
      ASSAY_DATA_HOSTS: `${first.host},${second.host}`,
    };
    const data = await fetchData(`${first.origin}/a.csv`, await optionsWith({ variables }));
    expect(Object.values(await contents(data))).toEqual(['a\n1\n']);
    expect(authorizations(first)).toEqual(['Bearer s3cret', 'Bearer s3cret', null]);
    expect(authorizations(second)).toEqual([null]);
  });

  it.each([
    ['https://data.example.com/a.csv', 'sent'],
    ['https://DATA.example.com:443/a.csv', 'sent'],
    ['https://data.example.com:8443/a.csv', 'not-listed'],
    ['https://evil.example.com/a.csv', 'not-listed'],
    ['https://data.example.com.evil.example/a.csv', 'not-listed'],
    ['http://data.example.com/a.csv', 'plain'],
  ])('for %s: %s', (url, kind) => {
    const variables = { ASSAY_DATA_TOKEN: 's3cret', ASSAY_DATA_HOSTS: 'Data.example.com' };
    expect(tokenFor(new URL(url), variables).kind).toBe(kind);
  });

  it('is in no sentence, whatever goes wrong', async () => {
    const { origin, host } = await startWebServer((_request, response) => {
      response.writeHead(403).end();
    });
    const sentences = [];
    for (const token of ['s3cret', 's3cret s3cret', 's3cret\u0001'])
      for (const hosts of [host, 'data.example.com', 'https://data.example.com']) {
        const variables = { ASSAY_DATA_TOKEN: token, ASSAY_DATA_HOSTS: hosts };
        sentences.push(
          await failure(fetchData(`${origin}/a.csv`, await optionsWith({ variables }))),
        );
      }
    expect(sentences.join('\n')).not.toContain('s3cret');
    expect(sentences[0]).toContain('let the account of ASSAY_DATA_TOKEN read it');
    expect(sentences[1]).toContain(`ASSAY_DATA_HOSTS does not name ${host}`);
    expect(sentences[2]).toContain('bad-data-hosts');
    expect(sentences[3]).toContain('bad-data-token');
  });
});

describe('a redirect', () => {
  it.each([
    ['ftp://data.example.com/a.csv', 'which has no TLS'],
    ['http://me:pw@127.0.0.1/a.csv', 'with a user or a password'],
    ['http://[', 'sent on to no address'],
    ['/a.csv', 'more than 5 times'],
  ])('to %s is refused: %s', async (location, words) => {
    const { origin, asked } = await startWebServer((_request, response) => {
      response.writeHead(302, { location }).end();
    });
    const said = await failure(fetchData(`${origin}/a.csv`, await optionsWith()));
    expect(said).toContain('redirect-refused');
    expect(said).toContain(words);
    expect(said).not.toContain('pw');
    expect(asked.length).toBeLessThanOrEqual(6);
  });
});
