import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Registered } from '../../../adapters/registries/register-version.ts';
import type {
  Registry,
  RegistrySettings,
  StoreAccess,
} from '../../../adapters/registries/registry.ts';
import type { ModelFiles } from '../../../adapters/registries/store.ts';
import { digestTree } from '../../../adapters/files/index.ts';
import type { VersionRecord } from '../../../schemas/types.ts';
import { seededRandom } from '../../resilience/scale.ts';
import { repositoryWithToken } from '../../../adapters/github/with-token.ts';
import { comparedBytes } from '../../../adapters/registries/stored-bytes.ts';
import type { StoredBytes } from '../../../core/version/stored-bytes.ts';
import { temporaryFolder } from '../temporary.ts';
import {
  type Files,
  type Ground,
  modelOf,
  type Opening,
  publicationOf,
  register,
  registryOn,
  useGrounds,
} from './ground.ts';

/** A kind of registry on a ground, and the ways to spoil what it stored. */
export interface StoreUnderTest {
  readonly settings: RegistrySettings;
  readonly variables?: StoreAccess['variables'];
  /** Changes stored bytes of the model behind the registry's back. */
  tamper(record: Readonly<VersionRecord>): Promise<void>;
  /** The same, and no size changes. */
  swap(record: Readonly<VersionRecord>): Promise<void>;
  /** Whether the store knows the version by its own names. */
  isAnnounced(record: Readonly<VersionRecord>): Promise<boolean>;
  /** Takes the stored bytes away. */
  remove(record: Readonly<VersionRecord>): Promise<void>;
}

/** Sets a kind of registry up for one test. Its servers are reached by `ground.ways.through`, so that kills cut them too. */
export type SetUp = (ground: Ground) => Promise<StoreUnderTest>;

/** What writes to it finds no room. */
const fullDisk = '/dev/full';
const small: Files = { 'model/weights.txt': 'offset: 1\n' };
const folder: Files = {
  'model/weights.bin': noise(300_000, 1),
  'model/deep/er/tokens.txt': 'a\nb\n',
  'model/run.sh': '#!/bin/sh\n',
  'model/empty.txt': '',
};

/**
 * What holds for every registry, whatever its type: names and records at GitHub, bytes in a store. GitHub is the
 * embedded one, over HTTP, with real git; the store's server is whatever `setUp` gives. With a slow one, kills come only
 * after every so many requests.
 */
export function registryContract(name: string, setUp: SetUp, killAfterEvery = 1): void {
  const newGround = useGrounds();
  const begin = async () => {
    const ground = await newGround();
    const store = await setUp(ground);
    return { ground, store };
  };

  describe(`the registry ${name}`, () => {
    it.each([
      ['a file', small],
      ['a folder with folders, an empty file and a large one', folder],
    ])('gives %s back byte for byte', async (_, files) => {
      const { ground, store } = await begin();
      const { record, how } = await register(ground, store, await modelOf(files));
      expect(how).toBe('published');
      expect(record).toMatchObject({ tag: 'bikes@v1.0.0', registry: store.settings.type });
      const registry = registryOn(ground, { ...store, runId: 43 });
      expect(await registry.find('bikes', '1.0.0')).toEqual(record);
      expect(await registry.newest('bikes')).toEqual(record);
      expect(await fetched(registry, record, files)).toEqual(contentsOf(files));
      expect(await registry.problem(record)).toBeNull();
    });

    it('gives back the files that a version was published with', async () => {
      const { ground, store } = await begin();
      const model = await modelOf(small);
      const registry = registryOn(ground, store);
      const packed = await registry.pack(model, await temporaryFolder());
      const publication = await publicationOf(ground, store, model, packed, '1.0.0');
      await registry.publish(publication);
      const target = await temporaryFolder();
      for (const attachment of publication.attachments) {
        const path = join(target, attachment.name);
        await registry.download(publication.record, attachment, path);
        expect(await readFile(path)).toEqual(await readFile(attachment.path));
      }
    });

    it('registers the same bytes once, by whatever run', async () => {
      const { ground, store } = await begin();
      const first = await register(ground, store, await modelOf(folder));
      const again = await register(ground, { ...store, runId: 43 }, await modelOf(folder));
      expect(again).toEqual({ record: first.record, how: 'known', warnings: [] });
      expect(await registryOn(ground, store).numbers('bikes')).toEqual(['1.0.0']);
    });

    it('registers the same bytes once, also after a person wrote the notes of the release anew', async () => {
      const { ground, store } = await begin();
      const first = await register(ground, store, await modelOf(small));
      await rewriteNotes(ground, first.record.tag);
      const again = await register(ground, { ...store, runId: 43 }, await modelOf(small));
      expect(again).toMatchObject({ record: first.record, how: 'known' });
      expect(await registryOn(ground, store).numbers('bikes')).toEqual(['1.0.0']);
    });

    it('completes where it lies what was claimed before the configuration named another type', async () => {
      const { ground, store } = await begin();
      const model = await modelOf(small);
      await claimOnly(ground, store, model);
      const another = store.settings.type === 'releases' ? unreachableOci : onlyReleases;
      const { record, how } = await register(ground, another, model);
      expect({ how, registry: record.registry }).toEqual({
        how: 'completed',
        registry: store.settings.type,
      });
      expect(await store.isAnnounced(record)).toBe(true);
      await expectWhole(registryOn(ground, store), record, small);
    });

    it('gives the same bytes the same digest, however they lie on disk', async () => {
      const { ground, store } = await begin();
      const registry = registryOn(ground, store);
      const lies = [
        { mode: 0o644 },
        { mode: 0o600, order: 'reversed', modified: new Date('2001-02-03') },
      ] as const;
      const digests = [];
      for (const lie of lies) {
        const packed = await registry.pack(
          await modelOf(folder, 'bikes', lie),
          await temporaryFolder(),
        );
        digests.push({ digest: packed.digest, bytes: packed.bytes });
      }
      expect(digests[0]).toEqual(digests[1]);
    });

    it('refuses to publish a number that is taken, and changes nothing of what has it', async () => {
      const { ground, store } = await begin();
      const { record } = await register(ground, store, await modelOf(small));
      const other = await modelOf({ 'model/weights.txt': 'offset: 2\n' });
      const registry = registryOn(ground, { ...store, runId: 43 });
      const packed = await registry.pack(other, await temporaryFolder());
      const publication = await publicationOf(ground, store, other, packed, '1.0.0');
      await expect(registry.publish(publication)).rejects.toMatchObject({ code: 'version-taken' });
      expect(await registry.find('bikes', '1.0.0')).toEqual(record);
      await expectWhole(registry, record, small);
    });

    it('keeps the versions of two models apart, also where one name begins as the other', async () => {
      const { ground, store } = await begin();
      const one = await register(ground, store, await modelOf(small, 'bikes'));
      const other = await register(ground, store, await modelOf(folder, 'bikes-two'));
      const same = await register(ground, store, await modelOf(small, 'bikes-two'));
      const registry = registryOn(ground, store);
      expect(one.record.version).toBe('1.0.0');
      expect([other.record.version, same.record.version]).toEqual(['1.0.0', '1.1.0']);
      expect(same.record.parent).toBe('1.0.0');
      expect(await registry.numbers('bikes')).toEqual(['1.0.0']);
      await expectWhole(registry, one.record, small);
      await expectWhole(registry, other.record, folder);
      await expectWhole(registry, same.record, small);
    });

    it.each([
      ['tamper', 101],
      ['remove', 102],
    ] as const)(
      'says that stored bytes are not what was registered after somebody did: %s',
      async (deed, seed) => {
        const { ground, store } = await begin();
        const { record } = await register(ground, store, await modelOf(weighing(seed)));
        await store[deed](record);
        const registry = registryOn(ground, store);
        expect(await registry.problem(record)).toMatch(/\w.{20,}\.$/s);
        const target = await temporaryFolder();
        const fetching = registry.fetchModel(record, target, await temporaryFolder());
        await expect(fetching).rejects.toThrow(/./);
        await expect(fetching).rejects.not.toBeInstanceOf(TypeError);
      },
    );

    it('finds other bytes of the same size before a version is promoted, and brings them nobody', async () => {
      const { ground, store } = await begin();
      const { record } = await register(ground, store, await modelOf(weighing(103)));
      expect(await bytesAsPromoted(ground, store, record)).toEqual({ kind: 'verified' });
      await store.swap(record);
      expect(await bytesAsPromoted(ground, store, record)).toEqual({
        kind: 'wrong',
        sentence: expect.stringMatching(/bikes@v1\.0\.0.* is not what was registered: its digest /),
      });
      const target = await temporaryFolder();
      const registry = registryOn(ground, store);
      const fetching = registry.fetchModel(record, target, await temporaryFolder());
      await expect(fetching).rejects.toMatchObject({ code: 'package-changed' });
    });

    it.skipIf(!existsSync(fullDisk))(
      'says that it is the disk which is full when a model is fetched',
      async () => {
        const { ground, store } = await begin();
        const { record } = await register(ground, store, await modelOf(small));
        const target = await temporaryFolder({ 'model/README.md': '' });
        const scratch = await temporaryFolder();
        // An archive is fetched into the one, the files themselves into the other.
        await symlink(fullDisk, join(scratch, 'package.tar.gz'));
        await symlink(fullDisk, join(target, 'model/weights.txt'));
        const fetching = registryOn(ground, store).fetchModel(record, target, scratch);
        await expect(fetching).rejects.toMatchObject({
          code: 'disk',
          message: expect.stringMatching(/^The disk of this machine .*\(ENOSPC\): make room on it/),
        });
      },
    );

    it('gives 20 models that are registered at once 20 numbers', { timeout: 120_000 }, async () => {
      const { ground, store } = await begin();
      const models = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          modelOf({ 'model/weights.txt': `offset: ${index}\n` }),
        ),
      );
      const registered = await Promise.all(
        models.map((model, index) => register(ground, { ...store, runId: 100 + index }, model)),
      );
      expect(new Set(registered.map(({ record }) => record.version)).size).toBe(20);
      const registry = registryOn(ground, store);
      expect(await registry.numbers('bikes')).toHaveLength(20);
      for (const [index, { record }] of registered.entries()) {
        expect(record.artifact.digest).toBe(models[index]?.artifact.digest);
        expect(await registry.problem(record)).toBeNull();
      }
      await expectNoDrafts(ground);
    });

    it('registers one model once, also when it is registered by several runs at once', async () => {
      const { ground, store } = await begin();
      const model = await modelOf(folder);
      const registered = await Promise.all(
        Array.from({ length: 5 }, (_, index) =>
          register(ground, { ...store, runId: 100 + index }, model),
        ),
      );
      expect(new Set(registered.map(({ record }) => record.id)).size).toBe(1);
      expect(await registryOn(ground, store).numbers('bikes')).toEqual(['1.0.0']);
      await expectNoDrafts(ground);
    });

    it('leaves no version when an upload breaks off, and completes it when it runs again', async () => {
      const { ground, store } = await begin();
      // Other bytes than the first: a store may keep equal ones once.
      const sizes = await writesOf(ground, store, await modelOf(weighing(1), 'first'));
      const model = await modelOf(weighing(2));
      ground.ways.sever({ kind: 'midway', write: sizes.indexOf(Math.max(...sizes)) });
      await killed(register(ground, store, model));
      expect(ground.ways.isCut).toBe(true);
      ground.ways.restore();
      expect(await registryOn(ground, store).newest('bikes')).toBeNull();
      await expectOneVersion(ground, store, model, weighing(2));
    });

    it.each([
      ['by the same run', 42],
      ['by another run', 43],
    ])(
      'ends with one version that verifies when it is killed after any request and run again %s',
      { timeout: 120_000 },
      async (_, runId) => {
        const { ground, store } = await begin();
        for (let write = runId % killAfterEvery; ; write += killAfterEvery) {
          const files = weighing(write);
          const model = await modelOf(files, `bikes-${write}`);
          ground.ways.sever({ kind: 'after', write });
          const ended = await register(ground, store, model).catch((error: unknown) => error);
          if (!ground.ways.isCut) {
            expect(write).toBeGreaterThan(5);
            break;
          }
          expect(ended).toBeInstanceOf(Error);
          ground.ways.restore();
          await expectOneVersion(ground, { ...store, runId }, model, files);
        }
      },
    );
  });
}

/** Nobody listens there. */
const unreachableOci = {
  settings: { type: 'oci', repository: '127.0.0.1:1/acme/bikes' },
} as const satisfies Opening;

const onlyReleases = { settings: { type: 'releases' } } as const satisfies Opening;

/** Registers as far as the claim: the process dies right after the tag is made. */
export async function claimOnly(
  ground: Ground,
  opening: Opening,
  model: ModelFiles,
): Promise<void> {
  ground.ways.sever({ kind: 'after', path: '/git/refs' });
  await killed(register(ground, opening, model));
  expect(ground.ways.isCut).toBe(true);
  ground.ways.restore();
}

async function rewriteNotes({ world, repository }: Ground, tag: string): Promise<void> {
  const { repos } = world.as('acme').rest;
  const { data } = await repos.getReleaseByTag({ ...repository.at, tag });
  await repos.updateRelease({ ...repository.at, release_id: data.id, body: 'The best so far.' });
}

/** What the gate of a promotion is told of a version's bytes. */
async function bytesAsPromoted(
  { world, repository, apiUrl }: Ground,
  { variables = {} }: StoreUnderTest,
  record: Readonly<VersionRecord>,
): Promise<StoredBytes> {
  const access = { variables, hosts: null, progress: () => undefined };
  const asked = repositoryWithToken({ ...repository.at, apiUrl }, world.token('acme'));
  return comparedBytes(asked, record, access);
}

/** The sizes of the requests that change something when a model is registered. */
async function writesOf(
  ground: Ground,
  store: StoreUnderTest,
  model: ModelFiles,
): Promise<readonly number[]> {
  ground.ways.restore();
  await register(ground, store, model);
  return ground.ways.writes();
}

/** A small file and a large one that no other model has. */
function weighing(seed: number): Files {
  return { ...small, 'model/weights.bin': noise(300_000, seed) };
}

async function killed(registering: Promise<Registered>): Promise<void> {
  await expect(registering).rejects.toThrow(/./);
}

/** One more run ends with exactly one version, which verifies. */
async function expectOneVersion(
  ground: Ground,
  opening: Opening,
  model: ModelFiles,
  files: Files,
): Promise<void> {
  const { record } = await register(ground, opening, model);
  const registry = registryOn(ground, opening);
  expect(await registry.numbers(model.model)).toEqual([record.version]);
  await expectWhole(registry, record, files);
}

/** A version verifies, and brings these files. */
async function expectWhole(
  registry: Registry,
  record: Readonly<VersionRecord>,
  files: Files,
): Promise<void> {
  expect(await registry.problem(record)).toBeNull();
  expect(await fetched(registry, record, files)).toEqual(contentsOf(files));
}

async function fetched(
  registry: Registry,
  record: Readonly<VersionRecord>,
  files: Files,
): Promise<Readonly<Record<string, string>>> {
  const target = await temporaryFolder();
  await registry.fetchModel(record, target, await temporaryFolder());
  const { files: there } = await digestTree(target, ['model']);
  expect(there.map(({ path }) => path)).toEqual(Object.keys(files).toSorted());
  const contents = there.map(async ({ path }) => [
    path,
    await readFile(join(target, path), 'base64'),
  ]);
  return Object.fromEntries(await Promise.all(contents)) as Record<string, string>;
}

function contentsOf(files: Files): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(files).map(([path, content]) => [path, Buffer.from(content).toString('base64')]),
  );
}

async function expectNoDrafts({ world, repository }: Ground): Promise<void> {
  const { data } = await world
    .as('acme')
    .rest.repos.listReleases({ ...repository.at, per_page: 100 });
  expect(data.filter(({ draft }) => draft)).toEqual([]);
}

/** Bytes that don't compress, the same for a seed. */
export function noise(bytes: number, seed: number): Uint8Array {
  const random = seededRandom(seed);
  return Uint8Array.from({ length: bytes }, () => Math.floor(random() * 256));
}
