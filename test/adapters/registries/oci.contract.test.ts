import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileDigest, ModelArtifact } from '../../../schemas/types.ts';
import { claimOnly, registryContract, type SetUp } from './contract.ts';
import { modelOf, register, registryOn, useGrounds } from './ground.ts';
import {
  blobPath,
  type DockerRegistry,
  hasDockerRegistry,
  startDockerRegistry,
} from './oci/docker-registry.ts';

describe.skipIf(!hasDockerRegistry)('on a real docker-registry', () => {
  let registry: DockerRegistry;
  let names = 0;
  /** A repository that no other test has. */
  const newName = (): string => `acme-${(names += 1)}/bikes`;
  beforeAll(async () => {
    registry = await startDockerRegistry();
  });
  afterAll(() => registry.stop());

  const setUp: SetUp = async (ground) => {
    const way = new URL(await ground.ways.through(`http://${registry.host}`));
    return {
      settings: { type: 'oci', repository: `${way.host}/${newName()}` },
      isAnnounced: async ({ version, package: { name } }) => {
        const accept = 'application/vnd.oci.image.manifest.v1+json';
        const address = `http://${registry.host}/v2/${name}/manifests/${version}`;
        return (await fetch(address, { headers: { accept } })).ok;
      },
      // The registry knows a blob by its digest: only behind its back can other bytes be there.
      tamper: async ({ artifact }) => {
        await writeFile(blobPath(registry, weightsOf(artifact).digest), 'other bytes');
      },
      swap: async ({ artifact }) => {
        const { digest, bytes } = weightsOf(artifact);
        await writeFile(blobPath(registry, digest), Buffer.alloc(bytes, 7));
      },
      remove: async ({ package: { name, digest } }) => {
        await fetch(`http://${registry.host}/v2/${name}/manifests/${digest}`, { method: 'DELETE' });
      },
    };
  };
  // Every request is one after which it is killed, by one run or the other.
  registryContract('oci', setUp, 2);

  const newGround = useGrounds();

  it('claims no number under which the registry has something that was never registered', async () => {
    const ground = await newGround();
    const name = newName();
    const settings = { type: 'oci', repository: `${registry.host}/${name}` } as const;
    await register(ground, { settings }, await modelOf({ 'model/a.txt': 'a' }));
    const manifests = `http://${registry.host}/v2/${name}/manifests`;
    const type = 'application/vnd.oci.image.manifest.v1+json';
    const found = await fetch(`${manifests}/1.0.0`, { headers: { accept: type } });
    const body = await found.text();
    await fetch(`${manifests}/1.1.0`, { method: 'PUT', headers: { 'content-type': type }, body });
    const next = register(ground, { settings }, await modelOf({ 'model/a.txt': 'b' }));
    await expect(next).rejects.toThrow(/bikes:1\.1\.0 is sha256:\w+ already/);
    expect(await registryOn(ground, { settings }).numbers('bikes')).toEqual(['1.0.0']);
  });

  it('registers another model though what was claimed before can not be completed, and says so', async () => {
    const ground = await newGround();
    const name = newName();
    const settings = { type: 'oci', repository: `${registry.host}/${name}` } as const;
    const lost = await modelOf({ 'model/a.txt': 'a' });
    await claimOnly(ground, { settings }, lost);
    const packed = await registryOn(ground, { settings }).pack(lost, '');
    const manifest = `http://${registry.host}/v2/${name}/manifests/${packed.digest}`;
    await fetch(manifest, { method: 'DELETE' });
    const later = { settings, runId: 43, now: new Date(Date.now() + 2 * 3_600_000).toISOString() };
    const next = await register(ground, later, await modelOf({ 'model/a.txt': 'b' }));
    expect(next).toMatchObject({ how: 'published', record: { version: '1.1.0' } });
    expect(next.warnings).toEqual([
      expect.stringMatching(
        /^The draft bikes@v1\.0\.0.* no longer has sha256:.* delete that draft/,
      ),
    ]);
    await expect(register(ground, later, lost)).rejects.toThrow(/no longer has sha256:/);
  });
});

/** The file that no other test's model has: the registry keeps equal ones of all repositories once. */
function weightsOf({ files }: ModelArtifact): FileDigest {
  const file = files.find(({ path }) => path === 'model/weights.bin');
  if (file === undefined) throw new TypeError('The model has no weights.');
  return file;
}
