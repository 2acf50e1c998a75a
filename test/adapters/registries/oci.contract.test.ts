import { writeFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { registryContract } from './contract.ts';
import { modelOf, register, registryOn, useGrounds } from './ground.ts';
import { blobPath, hasDockerRegistry, startDockerRegistry } from './oci/docker-registry.ts';

describe.skipIf(!hasDockerRegistry)('on a real docker-registry', () => {
  registryContract('oci', async (ground) => {
    const registry = await startDockerRegistry();
    onTestFinished(() => registry.stop());
    const way = new URL(await ground.ways.through(`http://${registry.host}`));
    return {
      settings: { type: 'oci', repository: `${way.host}/acme/bikes` },
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
});
