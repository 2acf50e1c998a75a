import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestTree } from '../../../../adapters/files/index.ts';
import { openOci } from '../../../../adapters/registries/oci.ts';
import type { Draft, Packed, Store } from '../../../../adapters/registries/store.ts';
import { temporaryFolder } from '../../temporary.ts';
import { type DockerRegistry, hasDockerRegistry, startDockerRegistry } from './docker-registry.ts';
import { type Fault, faultProxy, type Seen } from './fault-proxy.ts';
import { accessWith, announcementOf, bikesOnDisk, impatient, recordOf } from './model.ts';

const draft: Draft = { attach: () => Promise.reject(new Error('Nothing is attached.')) };

/** One that breaks off in the middle, and two more. */
const files = () => ({
  'model/weights.bin': randomBytes(300_000),
  'model/a.json': '{}',
  'model/b.txt': 'b',
});

const isUpload = ({ method, path }: Seen): boolean =>
  method === 'PUT' && path.includes('/blobs/uploads/');

const isDownload = ({ method, path }: Seen): boolean =>
  method === 'GET' && path.includes('/blobs/');

const register = async (
  packed: Packed,
  store: Store,
  record: ReturnType<typeof recordOf>,
): Promise<void> => {
  await packed.upload(draft, '1.0.0');
  await store.announce(announcementOf(record));
};

describe.skipIf(!hasDockerRegistry)('the store oci before a registry that fails', () => {
  let registry: DockerRegistry;
  beforeAll(async () => {
    registry = await startDockerRegistry();
  });
  afterAll(() => registry.stop());

  let count = 0;
  const setUp = async () => {
    count += 1;
    const proxy = await faultProxy(registry.host);
    const repository = `acme-${count}/bikes`;
    const settings = { type: 'oci', repository: `${proxy.host}/${repository}` } as const;
    const store = openOci(accessWith(), settings, impatient);
    const model = await bikesOnDisk(files());
    const packed = await store.pack(model, '');
    return { proxy, store, model, packed, record: recordOf(model, packed) };
  };

  it.each<[string, Fault]>([
    ['answers 500', { kind: 'answer', status: 500 }],
    ['answers 503', { kind: 'answer', status: 503 }],
    [
      'received other bytes than were sent',
      { kind: 'answer', status: 400, body: '{"errors":[{"code":"DIGEST_INVALID"}]}' },
    ],
    [
      'answers 429 and says for how long',
      { kind: 'answer', status: 429, headers: { 'retry-after': '1' } },
    ],
    ['answers 409', { kind: 'answer', status: 409 }],
    ['breaks off in the middle of a blob', { kind: 'cut-request', after: 100_000 }],
    ['does what it is asked and does not say so', { kind: 'lose-answer' }],
    ['never answers', { kind: 'stall' }],
  ])(
    'registers all the same when each request that changes something once %s',
    async (_, fault) => {
      const { proxy, store, packed, record, model } = await setUp();
      proxy.fault = ({ method, before }) =>
        (method === 'PUT' || method === 'POST') && before === 0 ? fault : null;
      await register(packed, store, record);
      proxy.fault = () => null;
      expect(await store.problem(record)).toBeNull();
      const folder = await temporaryFolder();
      await store.fetch(record, folder, '');
      expect(await digestTree(folder, ['model'])).toEqual(model.artifact);
    },
  );

  it.each<[string, Fault, string, RegExp]>([
    [
      '401',
      { kind: 'answer', status: 401 },
      'registry-denied',
      /Log in with an account that may read acme/,
    ],
    [
      '403',
      { kind: 'answer', status: 403, body: '{"errors":[{"code":"DENIED"}]}' },
      'registry-denied',
      /403 DENIED/,
    ],
    ['404', { kind: 'answer', status: 404 }, 'no-repository', /no repository acme-\d+\/bikes/],
    ['409', { kind: 'answer', status: 409 }, 'registry-conflict', /run this again/],
    ['413', { kind: 'answer', status: 413 }, 'registry-full', /takes nothing that large/],
    ['418', { kind: 'answer', status: 418 }, 'registry-refused', /look at the registry's log/],
    [
      '429 for longer than anybody waits',
      { kind: 'answer', status: 429, headers: { 'retry-after': '86400' } },
      'registry-rate-limit',
      /run this again later/,
    ],
    [
      '500',
      { kind: 'answer', status: 500, body: '<script>secret</script>' },
      'registry-unavailable',
      /\(500\): run this again later/,
    ],
    ['507', { kind: 'answer', status: 507 }, 'registry-full', /It is full/],
    ['nothing', { kind: 'stall' }, 'registry-unreachable', /nothing moved/],
    [
      'a cut',
      { kind: 'cut-request', after: 1 },
      'registry-unreachable',
      /can't be reached .* \(E[A-Z]+\)/,
    ],
  ])(
    'says what to do when uploads end with %s, leaves no version, and completes it later',
    async (_, fault, code, words) => {
      const { proxy, store, packed, record } = await setUp();
      proxy.fault = (seen) => (isUpload(seen) ? fault : null);
      const error: unknown = await packed.upload(draft, '1.0.0').catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code, message: expect.stringMatching(words) as unknown });
      expect(String(error)).not.toContain('secret');
      expect(await store.problem(record)).toMatch(/no longer has sha256:/);
      proxy.fault = () => null;
      await register(packed, store, record);
      expect(await store.problem(record)).toBeNull();
    },
  );

  it('sends only what is missing when it begins again', async () => {
    const { proxy, packed } = await setUp();
    let left = 2;
    proxy.fault = (seen) => {
      if (!isUpload(seen)) return null;
      left -= 1;
      return left < 0 ? { kind: 'answer', status: 403 } : null;
    };
    await expect(packed.upload(draft, '1.0.0')).rejects.toMatchObject({ code: 'registry-denied' });
    proxy.fault = () => null;
    const before = proxy.asked.length;
    await packed.upload(draft, '1.1.0');
    // Three files and the config are four blobs.
    expect(proxy.asked.slice(before).filter(isUpload)).toHaveLength(2);
  });

  it('gets a download to its end that breaks off once, and gives up one that always does', async () => {
    const { proxy, store, packed, record, model } = await setUp();
    await register(packed, store, record);
    const cut = { kind: 'cut-answer', after: 1_000 } as const;
    proxy.fault = (seen) => (isDownload(seen) && seen.before === 0 ? cut : null);
    const folder = await temporaryFolder();
    await store.fetch(record, folder, '');
    expect(await digestTree(folder, ['model'])).toEqual(model.artifact);
    proxy.fault = (seen) => (isDownload(seen) ? cut : null);
    await expect(store.fetch(record, await temporaryFolder(), '')).rejects.toMatchObject({
      code: 'registry-unreachable',
    });
  });

  it('tells a registry that is down from a version that is not there', async () => {
    const { proxy, store, packed, record } = await setUp();
    await register(packed, store, record);
    proxy.fault = () => ({ kind: 'answer', status: 502 });
    await expect(store.problem(record)).rejects.toMatchObject({ code: 'registry-unavailable' });
    const closed = {
      ...record,
      package: { ...record.package, uri: record.package.uri.replace(proxy.host, '127.0.0.1:1') },
    };
    await expect(store.problem(closed)).rejects.toThrow(/ECONNREFUSED/);
  });

  it.each([
    ['that is too long', Buffer.alloc(5_000_000, 'x').toString(), /more than 4194304 bytes/],
    ['of other bytes', '{}', /gave other bytes/],
  ])('believes no manifest %s', async (_, body, words) => {
    const { proxy, store, record } = await setUp();
    proxy.fault = () => ({ kind: 'answer', status: 200, body });
    expect(await store.problem(record)).toMatch(words);
  });

  it('sends no bytes where an answer without TLS points to', async () => {
    const { proxy, packed } = await setUp();
    const headers = { location: 'http://192.0.2.1/elsewhere' };
    proxy.fault = ({ method }) =>
      method === 'POST' ? { kind: 'answer', status: 202, headers } : null;
    await expect(packed.upload(draft, '1.0.0')).rejects.toMatchObject({ code: 'bad-location' });
  });

  it('takes a relative address for an upload that has a query already', async () => {
    const { proxy, store, packed, record } = await setUp();
    let began = '';
    const other = await faultProxy(proxy.host);
    const settings = {
      type: 'oci',
      repository: record.package.uri.slice(6).split('@')[0]?.replace(proxy.host, other.host) ?? '',
    } as const;
    other.fault = ({ method, path }) => {
      if (method !== 'POST') return null;
      began = path;
      return { kind: 'pass-relative' };
    };
    const model = await bikesOnDisk();
    await (await openOci(accessWith(), settings, impatient).pack(model, '')).upload(draft, '1.0.0');
    expect(began).toMatch(/\/blobs\/uploads\/$/);
    const queries = other.asked.filter(isUpload).map(({ path }) => path);
    for (const path of queries) expect(path).toMatch(/\?_state=[^?]+&digest=sha256%3A\w{64}$/);
    expect(await store.problem(record)).toMatch(/no longer has/);
    expect(packed.bytes).toBe(record.artifact.bytes);
  });

  it('writes an index of referrers again that another has written over meanwhile', async () => {
    const { proxy, store, packed, record } = await setUp();
    let writes = 0;
    const tag = `/manifests/${packed.digest.replace(':', '-')}`;
    proxy.fault = ({ method, path }) => {
      if (method !== 'PUT' || !path.endsWith(tag)) return null;
      writes += 1;
      // As if another's write came right after: what was said to be written is not there.
      return writes < 3 ? { kind: 'answer', status: 201 } : null;
    };
    await register(packed, store, record);
    expect(writes).toBe(3);
    proxy.fault = ({ method, path }) =>
      method === 'PUT' && path.endsWith(tag) ? { kind: 'answer', status: 201 } : null;
    const other = recordOf(await bikesOnDisk(), packed, '2.0.0');
    const own = { ...other, package: record.package };
    await expect(store.announce(announcementOf(own))).rejects.toMatchObject({
      code: 'registry-conflict',
    });
  });

  it('keeps no index where the registry lists referrers by itself', async () => {
    const { proxy, store, packed, record } = await setUp();
    const type = 'application/vnd.oci.image.index.v1+json';
    proxy.fault = ({ path }) =>
      path.includes('/referrers/')
        ? {
            kind: 'answer',
            status: 200,
            headers: { 'content-type': type },
            body: JSON.stringify({ schemaVersion: 2, mediaType: type, manifests: [] }),
          }
        : null;
    await register(packed, store, record);
    expect(proxy.asked.filter(({ path }) => path.includes('/manifests/sha256-'))).toEqual([]);
  });
});
