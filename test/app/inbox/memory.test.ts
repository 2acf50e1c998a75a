import { describe, expect, it } from 'vitest';
import { memoryInbox } from '../../../app/inbox/memory.ts';
import type { Job } from '../../../app/jobs/job.ts';

function job(id: string, key: string, repo = 'bikes'): Job {
  const task = { kind: 'review-pull', pull: 1, anew: false } as const;
  return { id, key, installation: 1, owner: 'acme', repo, defaultBranch: 'main', task };
}

describe('the inbox in memory', () => {
  it('stores a job once for each id', async () => {
    const inbox = memoryInbox(() => 0);
    expect(await inbox.put(job('a', 'pull 1'))).toBe(true);
    expect(await inbox.put(job('a', 'pull 1'))).toBe(false);
    expect(await inbox.unfinished()).toBe(1);
  });

  it('remembers the id of a job that is done', async () => {
    const inbox = memoryInbox(() => 0);
    await inbox.put(job('a', 'pull 1'));
    const claim = await inbox.claim();
    if (claim !== null) await inbox.complete(claim);
    expect(await inbox.put(job('a', 'pull 1'))).toBe(false);
    expect(await inbox.unfinished()).toBe(0);
  });

  it('gives out one job of a key at a time, in their order, and other keys meanwhile', async () => {
    const inbox = memoryInbox(() => 0);
    for (const one of [job('a', 'pull 1'), job('b', 'pull 1'), job('c', 'pull 2')]) {
      await inbox.put(one);
    }
    const first = await inbox.claim();
    expect(first?.job.id).toBe('a');
    expect((await inbox.claim())?.job.id).toBe('c');
    expect(await inbox.claim()).toBeNull();
    if (first !== null) await inbox.complete(first);
    expect((await inbox.claim())?.job.id).toBe('b');
  });

  it('keeps the keys of two repositories apart', async () => {
    const inbox = memoryInbox(() => 0);
    await inbox.put(job('a', 'pull 1', 'bikes'));
    await inbox.put(job('b', 'pull 1', 'cars'));
    expect((await inbox.claim())?.job.id).toBe('a');
    expect((await inbox.claim())?.job.id).toBe('b');
  });

  it('holds a failed job, and what comes after it under its key, until its time has come', async () => {
    let now = 0;
    const inbox = memoryInbox(() => now);
    await inbox.put(job('a', 'pull 1'));
    await inbox.put(job('b', 'pull 1'));
    const claim = await inbox.claim();
    if (claim !== null) await inbox.retry(claim, 1_000);
    expect(await inbox.claim()).toBeNull();
    now = 1_000;
    const again = await inbox.claim();
    expect([again?.job.id, again?.attempt]).toEqual(['a', 2]);
  });

  it('keeps a job that was given up where a person sees it, and a redelivery puts it back', async () => {
    const inbox = memoryInbox(() => 0);
    await inbox.put(job('a', 'pull 1'));
    const claim = await inbox.claim();
    if (claim !== null) await inbox.bury(claim, 'It cannot be done.');
    expect(await inbox.dead()).toMatchObject([{ reason: 'It cannot be done.' }]);
    expect(await inbox.put(job('a', 'pull 1'))).toBe(true);
    expect(await inbox.dead()).toEqual([]);
    expect((await inbox.claim())?.job.id).toBe('a');
  });
});
