import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CacheEntry,
  findEntry,
  readableRefs,
} from '../../../sandbox/github/results/cache-entries.ts';
import { asStep, type Fixture, pushTrigger, startFixture, startJob } from './job-fixture.ts';

describe('caches, spoken by @actions/cache', () => {
  let fixture: Fixture;
  let path: string;

  beforeAll(async () => {
    fixture = await startFixture();
    path = join(fixture.folder, 'workspace', 'outputs');
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'model.txt'), 'a model');
  });

  afterAll(() => fixture.close());

  it('are saved and restored, by key and by prefix, and never change', async () => {
    const save = { do: 'save', paths: ['outputs'], key: 'train-abc' } as const;
    const first = await asStep(fixture, startJob(fixture), [save, save]);
    expect(first.results[0]).toBeGreaterThan(0);
    expect(first.results[1]).toBe(-1);
    expect(first.output).toMatch(/Unable to reserve cache with key train-abc/);

    rmSync(path, { recursive: true });
    const restore = { do: 'restore', paths: ['outputs'] } as const;
    const later = await asStep(fixture, startJob(fixture), [
      { ...restore, key: 'train-xyz' },
      { ...restore, key: 'train-xyz', restoreKeys: ['train-'] },
      { ...restore, key: 'train-abc' },
      { do: 'restore', paths: ['elsewhere'], key: 'train-abc' },
    ]);
    expect(later.results).toEqual([null, 'train-abc', 'train-abc', null]);
    expect(readFileSync(join(path, 'model.txt'), 'utf8')).toBe('a model');
    expect(fixture.github.violations).toEqual([]);
  });

  it('of the default branch are seen by a branch, and those of a branch by itself only', async () => {
    const branch = (name: string) =>
      startJob(fixture, pushTrigger(fixture, { ref: `refs/heads/${name}`, headBranch: name }));
    const restore = { do: 'restore', paths: ['outputs'] } as const;
    const one = await asStep(fixture, branch('one'), [
      { ...restore, key: 'train-abc' },
      { do: 'save', paths: ['outputs'], key: 'of-one' },
      { ...restore, key: 'of-one' },
    ]);
    expect(one.results).toEqual(['train-abc', expect.any(Number), 'of-one']);
    const [other] = (await asStep(fixture, branch('two'), [{ ...restore, key: 'of-one' }])).results;
    const [main] = (await asStep(fixture, startJob(fixture), [{ ...restore, key: 'of-one' }]))
      .results;
    expect([other, main]).toEqual([null, null]);
  });
});

function entry(id: number, ref: string, key: string, complete = true): CacheEntry {
  const blob = String(id);
  return { id, repository: 'octo/model', ref, key, version: 'v', blob, complete };
}

describe('the search for a cache entry', () => {
  const wanted = { repository: 'octo/model', refs: ['topic', 'main'], version: 'v' };

  it('takes the nearest ref before the better key, and the newest of a prefix', () => {
    const entries = [
      entry(1, 'main', 'k-exact'),
      entry(2, 'topic', 'k-old'),
      entry(3, 'topic', 'k-new'),
      entry(4, 'topic', 'k-newest', false),
    ];
    expect(findEntry(entries, { ...wanted, keys: ['k-exact', 'k-'] })?.id).toBe(3);
    expect(findEntry(entries, { ...wanted, refs: ['main'], keys: ['k-exact', 'k-'] })?.id).toBe(1);
  });

  it('takes an exact key before a longer one that begins with it', () => {
    const entries = [entry(1, 'main', 'k'), entry(2, 'main', 'k-longer')];
    expect(findEntry(entries, { ...wanted, keys: ['k'] })?.id).toBe(1);
  });

  it('keeps to its repository and its version', () => {
    const entries = [entry(1, 'main', 'k')];
    expect(findEntry(entries, { ...wanted, version: 'w', keys: ['k'] })).toBeNull();
    expect(findEntry(entries, { ...wanted, repository: 'octo/x', keys: ['k'] })).toBeNull();
  });

  it('looks, for a pull request, at its merge, its base and the default branch', () => {
    const trigger = pushTrigger({ sha: 'a' } as Fixture, {
      event: 'pull_request',
      ref: 'refs/pull/3/merge',
      baseRef: 'release',
    });
    expect(readableRefs(trigger, 'main')).toEqual([
      'refs/pull/3/merge',
      'refs/heads/release',
      'refs/heads/main',
    ]);
  });
});
