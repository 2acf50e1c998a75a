import { writeFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { claimOnly, registryContract } from './contract.ts';
import { modelOf, register, registryOn, useGrounds } from './ground.ts';
import { blobPath, hasDockerRegistry, startDockerRegistry } from './oci/docker-registry.ts';

describe.skipIf(!hasDockerRegistry)('on a real docker-registry', () => {
  registryContract('oci', async (ground) => {
    const registry = await startDockerRegistry();
    onTestFinished(() => registry.stop());
    const way = new URL(await ground.ways.through(`http://${registry.host}`));
    return {
      settings: { type: 'oci', repository: `${way.host}/acme/bikes` },
      isAnnounced: async ({ version, package: { name } }) => {
        const accept = 'application/vnd.oci.image.manifest.v1+json';
        const address = `http://${registry.host}/v2/${name}/manifests/${version}`;
        return (await fetch(address, { headers: { accept } })).ok;
      },
      // The registry knows a blob by its digest: only behind its back can other bytes be there.
      tamper: async ({ artifact }) => {
        const [file] = artifact.files;
        await writeFile(blobPath(registry, file?.digest ?? ''), 'other bytes');
      },
      swap: async ({ artifact }) => {
        const file = artifact.files.find(({ bytes }) => bytes > 0);
        await writeFile(blobPath(registry, file?.digest ?? ''), Buffer.alloc(file?.bytes ?? 0, 7));
      },
      remove: async ({ package: { name, digest } }) => {
        await fetch(`http://${registry.host}/v2/${name}/manifests/${digest}`, { method: 'DELETE' });
      },
    };
  });

  const newGround = useGrounds();

  it('claims no number under which the registry has something that was never registered', async () => {
    const ground = await newGround();
    const registry = await startDockerRegistry();
    onTestFinished(() => registry.stop());
    const settings = { type: 'oci', repository: `${registry.host}/acme/bikes` } as const;
    await register(ground, { settings }, await modelOf({ 'model/a.txt': 'a' }));
    const manifests = `http://${registry.host}/v2/acme/bikes/manifests`;
    const type = 'application/vnd.oci.image.manifest.v1+json';
    const found = await fetch(`${manifests}/1.0.0`, { headers: { accept: type } });
    const body = await found.text();
    await fetch(`${manifests}/1.1.0`, { method: 'PUT', headers: { 'content-type': type }, body });
    const next = register(ground, { settings }, await modelOf({ 'model/a.txt': 'b' }));
    await expect(next).rejects.toThrow(/acme\/bikes:1\.1\.0 is sha256:\w+ already/);
    expect(await registryOn(ground, { settings }).numbers('bikes')).toEqual(['1.0.0']);
  });

  it('registers another model though what was claimed before can not be completed, and says so', async () => {
    const ground = await newGround();
    const registry = await startDockerRegistry();
    onTestFinished(() => registry.stop());
    const settings = { type: 'oci', repository: `${registry.host}/acme/bikes` } as const;
    const lost = await modelOf({ 'model/a.txt': 'a' });
    await claimOnly(ground, { settings }, lost);
    const packed = await registryOn(ground, { settings }).pack(lost, '');
    const manifest = `http://${registry.host}/v2/acme/bikes/manifests/${packed.digest}`;
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
