import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestTree } from '../../../../adapters/files/index.ts';
import { openOci } from '../../../../adapters/registries/oci.ts';
import type { Draft } from '../../../../adapters/registries/store.ts';
import { sha256 } from '../../../../core/record/digest.ts';
import { temporaryFolder } from '../../temporary.ts';
import {
  blobPath,
  type DockerRegistry,
  hasDockerRegistry,
  startDockerRegistry,
} from './docker-registry.ts';
import { accessWith, announcementOf, bikesOnDisk, impatient, recordOf } from './model.ts';

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const indexType = 'application/vnd.oci.image.index.v1+json';

const get = async (address: string, accept = manifestType) => {
  const response = await fetch(address, { headers: { accept } });
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
};

const json = async (address: string, accept?: string): Promise<Record<string, unknown>> =>
  JSON.parse((await get(address, accept)).bytes.toString()) as Record<string, unknown>;

/** Nothing of this store goes into the release. */
const draft: Draft = { attach: () => Promise.reject(new Error('Nothing is attached.')) };

describe.skipIf(!hasDockerRegistry)('the store oci', () => {
  let registry: DockerRegistry;
  beforeAll(async () => {
    registry = await startDockerRegistry();
  });
  afterAll(() => registry.stop());

  /** Each test has a repository of its own. */
  let count = 0;
  const setUp = () => {
    count += 1;
    const repository = `acme-${count}/bikes`;
    const settings = { type: 'oci', repository: `${registry.host}/${repository}` } as const;
    const base = `http://${registry.host}/v2/${repository}`;
    return { repository, settings, base, store: openOci(accessWith(), settings, impatient) };
  };

  const registered = async () => {
    const world = setUp();
    const model = await bikesOnDisk();
    const packed = await world.store.pack(model, '');
    const record = recordOf(model, packed);
    await packed.upload(draft, '1.0.0');
    await world.store.announce(announcementOf(record));
    return { ...world, model, packed, record };
  };

  it('can be pulled back by plain requests, as oras does it: manifest, config, layers', async () => {
    const { base, model, record } = await registered();
    const { bytes } = await get(`${base}/manifests/1.0.0`);
    expect(sha256(bytes)).toBe(record.package.digest);
    const manifest = JSON.parse(bytes.toString()) as {
      artifactType: string;
      config: { mediaType: string; digest: string };
      layers: { mediaType: string; digest: string; annotations: Record<string, string> }[];
    };
    expect(manifest.artifactType).toBe('application/vnd.cncf.model.manifest.v1+json');
    expect(manifest.config.mediaType).toBe('application/vnd.cncf.model.config.v1+json');
    expect(await json(`${base}/blobs/${manifest.config.digest}`)).toEqual({
      descriptor: { name: 'bikes' },
      config: {},
      modelfs: { type: 'layers', diffIds: manifest.layers.map(({ digest }) => digest) },
    });
    const types = manifest.layers.map(({ mediaType, annotations }) => [
      annotations['org.cncf.model.filepath'],
      mediaType.replace('application/vnd.cncf.model.', ''),
    ]);
    expect(types).toEqual([
      ['model/README.md', 'doc.v1.raw'],
      ['model/config.json', 'weight.config.v1.raw'],
      ['model/copy.json', 'weight.config.v1.raw'],
      ['model/deep/er/empty.txt', 'weight.config.v1.raw'],
      ['model/weights.bin', 'weight.v1.raw'],
    ]);
    for (const { digest, annotations } of manifest.layers) {
      const path = annotations['org.opencontainers.image.title'] ?? '';
      const blob = await get(`${base}/blobs/${digest}`);
      expect(blob.bytes.equals(await readFile(join(model.folder, path)))).toBe(true);
    }
  });

  it('gives a version the address of its manifest, and fetches its files by that alone', async () => {
    const { record, model, repository } = await registered();
    expect(record.package).toEqual({
      name: repository,
      uri: `oci://${registry.host}/${repository}@${record.package.digest}`,
      digest: record.package.digest,
      bytes: model.artifact.bytes,
    });
    const folder = await temporaryFolder();
    const other = openOci(accessWith({}, [registry.host]), { type: 'oci' }, impatient);
    await other.fetch(record, folder, '');
    const back = await digestTree(
      folder,
      model.artifact.files.map(({ path }) => path),
    );
    expect(back).toEqual(model.artifact);
    expect(await other.problem(record)).toBeNull();
  });

  it('gives the same files the same digest, wherever they lie', async () => {
    const { store } = setUp();
    const files = { 'b/2.bin': 'two', 'a.json': '{}', 'b/1.bin': 'one' };
    const one = await store.pack(await bikesOnDisk(files), '');
    const other = await store.pack(
      await bikesOnDisk(Object.fromEntries(Object.entries(files).toReversed())),
      '',
    );
    expect(other.digest).toBe(one.digest);
    const longer = await store.pack(await bikesOnDisk({ ...files, 'c.bin': '' }), '');
    expect(longer.digest).not.toBe(one.digest);
  });

  it('shows nobody a version before it is announced, and leaves what is there when it is done again', async () => {
    const { base, store } = setUp();
    const model = await bikesOnDisk();
    const packed = await store.pack(model, '');
    await packed.upload(draft, '1.0.0');
    expect((await get(`${base}/tags/list`)).status).toBe(404);
    const announcement = announcementOf(recordOf(model, packed));
    await store.announce(announcement);
    const index = `${base}/manifests/${packed.digest.replace(':', '-')}`;
    const first = await get(index);
    await packed.upload(draft, '1.0.0');
    await store.announce(announcement);
    expect((await get(index)).bytes.equals(first.bytes)).toBe(true);
  });

  it('has records, documents and signatures refer to the manifest, in the index where the registry has no list', async () => {
    const { base, packed } = await registered();
    const index = await json(`${base}/manifests/${packed.digest.replace(':', '-')}`, indexType);
    const manifests = index['manifests'] as { digest: string; artifactType: string }[];
    const found = await Promise.all(
      manifests.map(async ({ digest, artifactType }) => {
        const manifest = await json(`${base}/manifests/${digest}`);
        expect(manifest).toMatchObject({ artifactType, subject: { digest: packed.digest } });
        const layers = manifest['layers'] as {
          digest: string;
          annotations: Record<string, string>;
        }[];
        const names = layers.map(
          ({ annotations }) => annotations['org.opencontainers.image.title'],
        );
        return [artifactType, names];
      }),
    );
    expect(found).toEqual([
      ['application/vnd.assay.version.v1+json', ['model-card.md', 'run.json', 'version.json']],
      ['application/vnd.dev.sigstore.bundle.v0.3+json', ['bikes-1.0.0.sigstore.json']],
    ]);
  });

  it('refuses a tag that holds something else, before and after the claim, and leaves it', async () => {
    const { store, base, packed: old } = await registered();
    const model = await bikesOnDisk({ 'other.bin': 'other' });
    const packed = await store.pack(model, '');
    await expect(packed.upload(draft, '1.0.0')).rejects.toThrow(/:1\.0\.0 is sha256:\w+ already/);
    await packed.upload(draft, '1.1.0');
    await expect(store.announce(announcementOf(recordOf(model, packed)))).rejects.toMatchObject({
      code: 'version-taken',
    });
    expect(sha256((await get(`${base}/manifests/1.0.0`)).bytes)).toBe(old.digest);
  });

  it('announces a version twice at once, and keeps what others say of the manifest', async () => {
    const { store, base } = setUp();
    const model = await bikesOnDisk();
    const packed = await store.pack(model, '');
    await packed.upload(draft, '1.0.0');
    const announcement = announcementOf(recordOf(model, packed));
    await Promise.all([store.announce(announcement), store.announce(announcement)]);
    await store.announce(announcementOf(recordOf(model, packed, '2.0.0')));
    const index = await json(`${base}/manifests/${packed.digest.replace(':', '-')}`, indexType);
    // The records of both; their bundle of signatures is the same.
    expect(index['manifests']).toHaveLength(3);
    expect(sha256((await get(`${base}/manifests/2.0.0`)).bytes)).toBe(packed.digest);
  });

  it('says what is wrong with a version that the registry lost, and does not fetch it', async () => {
    const { store, base, record } = await registered();
    const folder = await temporaryFolder();
    const weights = record.artifact.files.find(({ path }) => path.endsWith('.bin'))?.digest ?? '';
    await fetch(`${base}/blobs/${weights}`, { method: 'DELETE' });
    expect(await store.problem(record)).toMatch(
      /no longer has "model\/weights.bin" of bikes@v1.0.0/,
    );
    await expect(store.fetch(record, folder, '')).rejects.toMatchObject({ code: 'no-repository' });
    await fetch(`${base}/manifests/${record.package.digest}`, { method: 'DELETE' });
    expect(await store.problem(record)).toMatch(/no longer has sha256:/);
    await expect(store.fetch(record, folder, '')).rejects.toMatchObject({ code: 'no-package' });
  });

  it('refuses files that the registry has altered', async () => {
    const { store, record } = await registered();
    const path = blobPath(registry, record.artifact.files.at(-1)?.digest ?? '');
    const bytes = await readFile(path);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await writeFile(path, bytes);
    const folder = await temporaryFolder();
    await expect(store.fetch(record, folder, '')).rejects.toThrow(/is not what was registered/);
    await rm(path);
  });

  it('takes no other manifest for the one that a record names', async () => {
    const { store, record } = await registered();
    const other = await bikesOnDisk({ 'other.bin': 'other' });
    const lying = { ...record, artifact: other.artifact };
    expect(await store.problem(lying)).toMatch(/holds 5 files, and 1 were registered/);
    await expect(store.fetch(lying, await temporaryFolder(), '')).rejects.toThrow(/holds 5 files/);
    const [file] = record.artifact.files;
    const renamed = record.artifact.files.with(0, {
      ...(file ?? { digest: '', bytes: 0 }),
      path: 'x',
    });
    const moved = { ...record, artifact: { ...record.artifact, files: renamed } };
    expect(await store.problem(moved)).toMatch(/holds other files than were registered/);
  });

  it('uploads no file that changed after its digest was taken', async () => {
    const { store } = setUp();
    const model = await bikesOnDisk({ 'weights.bin': 'before' });
    const packed = await store.pack(model, '');
    for (const content of ['beyond', 'longer than before', 'less']) {
      await writeFile(join(model.folder, 'weights.bin'), content);
      await expect(packed.upload(draft, '1.0.0')).rejects.toMatchObject({
        code: 'outputs-changed',
      });
    }
    await rm(join(model.folder, 'weights.bin'));
    await expect(packed.upload(draft, '1.0.0')).rejects.toMatchObject({ code: 'outputs-changed' });
  });

  it('tags the versions of models that share a repository by model and number', async () => {
    const { store, base, packed: bikes } = await registered();
    const trains = { ...(await bikesOnDisk()), model: 'trains' };
    const packed = await store.pack(trains, '');
    await packed.upload(draft, '1.0.0');
    await store.announce(announcementOf(recordOf(trains, packed)));
    expect(sha256((await get(`${base}/manifests/trains-1.0.0`)).bytes)).toBe(packed.digest);
    expect(sha256((await get(`${base}/manifests/1.0.0`)).bytes)).toBe(bikes.digest);
  });

  it('says what to configure where no repository is named', async () => {
    const store = openOci(accessWith(), { type: 'oci' }, impatient);
    await expect(store.pack(await bikesOnDisk(), '')).rejects.toThrow(
      /needs `registry.repository`/,
    );
  });
});
