import { afterEach, describe, expect, it } from 'vitest';
import { memoryInbox } from '../../../app/inbox/memory.ts';
import { startWorkers, type Workers } from '../../../app/inbox/workers.ts';
import type { Job } from '../../../app/jobs/job.ts';
import { InputError } from '../../../core/errors.ts';

function job(id: string, key: string): Job {
  const task = { kind: 'review-pull', pull: 1, anew: false } as const;
  return { id, key, installation: 1, owner: 'acme', repo: 'bikes', defaultBranch: 'main', task };
}

/** A clock that runs a thousand times too fast, so that nobody waits for a pause. */
function hasty(): number {
  return performance.now() * 1_000;
}

describe('the workers', () => {
  let workers: Workers | undefined;
  afterEach(async () => workers?.stop());

  it('run jobs of one key one after the other, and of several keys at once', async () => {
    const inbox = memoryInbox(() => Date.now());
    const running = new Set<string>();
    let overlaps = 0;
    let most = 0;
    workers = startWorkers(
      inbox,
      4,
      async ({ key }) => {
        if (running.has(key)) overlaps += 1;
        running.add(key);
        most = Math.max(most, running.size);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running.delete(key);
      },
      () => undefined,
    );
    for (let number = 0; number < 20; number += 1) {
      await inbox.put(job(`job ${number}`, `pull ${number % 3}`));
    }
    workers.wake();
    await workers.idle();
    expect(overlaps).toBe(0);
    expect(most).toBe(3);
  });

  it('try a job again that failed', async () => {
    const inbox = memoryInbox(hasty);
    const attempts: string[] = [];
    workers = startWorkers(
      inbox,
      1,
      ({ id }) => {
        attempts.push(id);
        return attempts.length === 1 ? Promise.reject(new Error('503')) : Promise.resolve();
      },
      () => undefined,
    );
    await inbox.put(job('a', 'pull 1'));
    workers.wake();
    await workers.idle();
    expect(attempts).toEqual(['a', 'a']);
    expect(await inbox.dead()).toEqual([]);
  });

  it('give up at once what another attempt cannot mend, and after five attempts everything else', async () => {
    const inbox = memoryInbox(hasty);
    const attempts: string[] = [];
    workers = startWorkers(
      inbox,
      1,
      ({ id }) => {
        attempts.push(id);
        return Promise.reject(
          id === 'a' ? new InputError('wrong', 'It is wrong.') : new Error('5'),
        );
      },
      () => undefined,
    );
    await inbox.put(job('a', 'pull 1'));
    await inbox.put(job('b', 'pull 2'));
    workers.wake();
    await workers.idle();
    expect(attempts.filter((id) => id === 'a')).toHaveLength(1);
    expect(attempts.filter((id) => id === 'b')).toHaveLength(5);
    expect((await inbox.dead()).map(({ reason }) => reason)).toEqual(['It is wrong.', '5']);
  });
});
