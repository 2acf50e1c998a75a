import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bikes } from './bikes.ts';
import { cacheService } from './cache-service.ts';
import { put, testJob } from './job.ts';

const inputs = { model: 'bikes' };
const pullRequest = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge' };

describe('train, on a runner with a cache', () => {
  it('keeps the outputs, and restores them for the same fingerprint instead of training', async () => {
    const cache = await cacheService();
    const job = await testJob(bikes);
    const first = await job.step('train', inputs, cache.variables);
    expect(first.log).toContain('Saved the outputs in the cache.');
    expect(first.outputs['cache-hit']).toBe('false');
    const { artifact } = (await job.record('run')) as { artifact?: unknown };

    await rm(join(job.workspace, 'model'), { recursive: true });
    const second = await job.step('train', inputs, { ...cache.variables, ...pullRequest });
    expect(second.exitCode, second.log).toBe(0);
    expect(second.log).toMatch(
      /Restored the outputs from the cache \(sha256:[0-9a-f]{64}\): nothing is trained\./,
    );
    expect(second.log).not.toContain('learning from');
    expect(second.outputs).toMatchObject({ 'cache-hit': 'true', duration: '' });
    expect(await job.record('run')).toMatchObject({
      status: 'succeeded',
      cache: { available: true, hit: true },
      durationSeconds: null,
      artifact,
    });
    expect(await readFile(join(job.workspace, 'model/weights.txt'), 'utf8')).toBe('offset: 2\n');
  });

  it('trains when an input changed', async () => {
    const cache = await cacheService();
    const job = await testJob(bikes);
    await job.step('train', inputs, cache.variables);
    await put(job, 'params.yaml', 'offset: 4\n');
    const result = await job.step('train', inputs, { ...cache.variables, ...pullRequest });
    expect(result.log).toMatch(
      /Nothing in the cache for sha256:[0-9a-f]{64}: the model is trained\./,
    );
    expect(result.log).toContain('learning from');
    expect(cache.blobs.size).toBe(2);
  });

  it('trains on the default branch whatever the cache holds, and says so', async () => {
    const cache = await cacheService();
    const job = await testJob(bikes);
    await job.step('train', inputs, cache.variables);
    const result = await job.step('train', inputs, cache.variables);
    expect(result.log).toContain('restored from the cache on pull requests only');
    expect(result.log).toContain('learning from');
    expect(await job.record('run')).toMatchObject({ cache: { available: true, hit: false } });
  });

  it('trains when what the cache gives is damaged', async () => {
    const cache = await cacheService();
    const job = await testJob(bikes);
    await job.step('train', inputs, cache.variables);
    for (const key of cache.blobs.keys()) cache.blobs.set(key, Buffer.from('not an archive'));
    const result = await job.step('train', inputs, { ...cache.variables, ...pullRequest });
    expect(result.exitCode, result.log).toBe(0);
    expect(result.log).toContain('learning from');
    expect(await job.record('run')).toMatchObject({ status: 'succeeded', cache: { hit: false } });
  });
});
