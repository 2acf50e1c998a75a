import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchData } from '../../../adapters/data/fetch-data.ts';
import type { FetchOptions } from '../../../adapters/data/fetched.ts';
import { temporaryFolder } from '../temporary.ts';
import { contents, failure, left, optionsWith } from './fetching.ts';
import { hasObjectStore, type Keys, type ObjectStore, startObjectStore } from './object-store.ts';
import { startWebServer } from './web-server.ts';

const objects = {
  'days/day=2026-01-02/part-0.csv': 'b',
  'days/day=2026-01-01/part 1.csv': 'a1',
  'days/day=2026-01-01/part-0.csv': 'a0',
  'days/day=2026-01-01/_SUCCESS': '',
  'days/readme.md': 'words',
  'one/rows.bin': 'rows',
  'big/rows.csv': 'a,b\n'.repeat(500_000),
};

/** What a machine of the test's might hold must not be found. */
function setCredentials(keys: Keys | null): void {
  vi.unstubAllEnvs();
  for (const name of Object.keys(process.env))
    if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('AWS_CONFIG_FILE', '/nowhere/config');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere/credentials');
  vi.stubEnv('AWS_ACCESS_KEY_ID', keys?.id);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', keys?.secret);
}

describe.skipIf(!hasObjectStore)('data in a bucket', () => {
  let store: ObjectStore;
  beforeAll(async () => {
    store = await startObjectStore(objects, ['s3:ListBucket', 's3:GetObject']);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await store.stop();
  });
  beforeEach(() => {
    setCredentials(store.keys);
  });

  function options(given: Partial<FetchOptions> = {}): Promise<FetchOptions> {
    return optionsWith({ s3: { endpoint: store.endpoint, region: 'eu-central-1' }, ...given });
  }

  it('are all that hold rows below a prefix, sorted by key, and gone when they are disposed of', async () => {
    const given = await options();
    const data = await fetchData('s3://data/days/', given);
    expect(Object.entries(await contents(data))).toEqual([
      ['s3://data/days/day=2026-01-01/part 1.csv', 'a1'],
      ['s3://data/days/day=2026-01-01/part-0.csv', 'a0'],
      ['s3://data/days/day=2026-01-02/part-0.csv', 'b'],
    ]);
    expect(data.shown).toBe('s3://data/days/');
    expect(data.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    await data.dispose();
    expect(await left(given)).toEqual([]);
  });

  it('are those that a pattern fits', async () => {
    const data = await fetchData('s3://data/days/day=*/part-*.csv', await options());
    expect(Object.values(await contents(data))).toEqual(['a0', 'b']);
  });

  it('are the object that is named, whatever its name, and have the digest of its bytes', async () => {
    const data = await fetchData('s3://data/one/rows.bin', await options());
    expect(await contents(data)).toEqual({ 's3://data/one/rows.bin': 'rows' });
    const folder = await temporaryFolder({ 'rows.bin': 'rows' });
    const local = await fetchData('rows.bin', await options({ folder }));
    expect(data.digest).toBe(local.digest);
  });

  it('are found by the variables of AWS where the configuration names no endpoint', async () => {
    const variables = { AWS_ENDPOINT_URL_S3: store.endpoint, AWS_REGION: 'us-east-1' };
    const data = await fetchData('s3://data/days/', await options({ s3: undefined, variables }));
    expect(data.files).toHaveLength(3);
  });

  it('are read as the role of a web identity, as in a job with OIDC', async () => {
    setCredentials(null);
    const { id, secret, token } = store.session;
    let asked = '';
    const sts = await startWebServer(async (request, response) => {
      asked = await text(request);
      response.end(`<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>
        <AccessKeyId>${id}</AccessKeyId><SecretAccessKey>${secret}</SecretAccessKey>
        <SessionToken>${token}</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration>
        </Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`);
    });
    const folder = await temporaryFolder({ token: 'a.b.c' });
    vi.stubEnv('AWS_ROLE_ARN', 'arn:aws:iam::123456789012:role/monitor');
    vi.stubEnv('AWS_WEB_IDENTITY_TOKEN_FILE', join(folder, 'token'));
    vi.stubEnv('AWS_ENDPOINT_URL_STS', sts.origin);
    const data = await fetchData('s3://data/big/rows.csv', await options());
    expect(Object.values(await contents(data))).toEqual([objects['big/rows.csv']]);
    expect(new URLSearchParams(asked).get('WebIdentityToken')).toBe('a.b.c');
  });

  it('are refused to keys that sign wrongly, by the key of the configuration', async () => {
    setCredentials({ ...store.keys, secret: 'wrong' });
    const said = await failure(fetchData('s3://data/days/', await options()));
    expect(said).toContain(
      'no-access: monitor.current.path names s3://data/days/, and the store refuses to list it (403',
    );
    expect(said).toContain('s3:ListBucket');
  });

  it.each([
    ['s3://data/none/', 'The prefix none/ holds no object'],
    ['s3://data/days/*.md', 'holds 5 objects, and none that fits and ends in .csv'],
    ['s3://data/none.csv', 'no such object'],
    ['s3://data-none/days/', 'no such bucket'],
  ])('that are not there: %s', async (location, words) => {
    const said = await failure(fetchData(location, await options()));
    expect(said).toContain(`no-input: monitor.current.path names ${location}`);
    expect(said).toContain(words);
  });

  it('are not more than is downloaded', async () => {
    const given = await options();
    const files = { ...given, limits: { files: 2, bytes: 1_000 } };
    expect(await failure(fetchData('s3://data/days/', files))).toContain('more than 2 files');
    const bytes = { ...given, limits: { files: 9, bytes: 1_000 } };
    expect(await failure(fetchData('s3://data/big/', bytes))).toContain('more than the 1000 bytes');
    expect(await failure(fetchData('s3://data/big/rows.csv', bytes))).toContain('data-too-large');
    expect(await left(given)).toEqual([]);
  });
});

describe('data in a bucket without credentials', () => {
  it('are not asked for, and the sentence says how to get some', async () => {
    setCredentials(null);
    const given = await optionsWith({ s3: { endpoint: 'http://127.0.0.1:9' } });
    const said = await failure(fetchData('s3://data/days/', given));
    expect(said).toContain('no-credentials: monitor.current.path names s3://data/days/');
    expect(said).toContain('aws-actions/configure-aws-credentials');
  });

  it('or with a session token that anybody on the way could read are not asked for', async () => {
    setCredentials({ id: 'AKIA', secret: 's3cret' });
    vi.stubEnv('AWS_SESSION_TOKEN', 't0ken');
    const given = await optionsWith({ s3: { endpoint: 'http://store.invalid' } });
    const said = await failure(fetchData('s3://data/days/', given));
    expect(said).toContain('no-tls: The credentials for s3://data/days/ hold a session token');
    expect(said).not.toMatch(/s3cret|t0ken/);
    vi.unstubAllEnvs();
  });
});
