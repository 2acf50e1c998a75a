import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../adapters/database/open.ts';
import type { Inbox } from '../../../adapters/inbox/inbox.ts';
import { openInbox } from '../../../adapters/inbox/store.ts';
import {
  type Outcome,
  startWorkers,
  type WorkerOptions,
  type Workers,
} from '../../../app/inbox/workers.ts';
import { InputError, RateLimitedError } from '../../../core/errors.ts';
import { absorb, job, type TestTask } from '../../adapters/inbox/jobs.ts';

const leaseMs = 400;

describe('the workers', () => {
  let database: Database;
  let inbox: Inbox<TestTask>;
  let workers: Workers | undefined;
  let outcomes: { readonly id: string; readonly outcome: Outcome }[];
  let troubles: string[];
  let given: string[];
  /** The clock, which a test may set to run faster. */
  let speed: number;
  let begun: number;
  const now = (): number => Math.round(begun + (performance.now() - begun) * speed);

  beforeEach(async () => {
    begun = performance.now();
    speed = 1;
    outcomes = [];
    troubles = [];
    given = [];
    database = await openDatabase({ kind: 'memory' }, () => undefined, now);
    inbox = openInbox<TestTask>(database, { name: 'test', leaseMs }, absorb);
  });
  afterEach(async () => {
    await workers?.stop();
    await database.close();
  });

  const start = (options: Partial<WorkerOptions<TestTask>>): Workers => {
    workers = startWorkers<TestTask>({
      inbox,
      count: 4,
      leaseMs,
      graceMs: 1_000,
      execute: () => Promise.resolve(),
      giveUp: ({ job: { id } }) => {
        given.push(id);
        return Promise.resolve();
      },
      ended: ({ job: { id } }, outcome) => outcomes.push({ id, outcome }),
      troubled: (what) => troubles.push(what),
      now,
      random: () => 0.5,
      ...options,
    });
    return workers;
  };

  it('run jobs of one key one after the other, and of several keys at once', async () => {
    const running = new Set<string>();
    let overlaps = 0;
    let most = 0;
    for (let number = 0; number < 20; number += 1) {
      await inbox.put([job(`job ${number}`, { key: `pull ${number % 3}` })]);
    }
    await start({
      async execute({ job: { key } }) {
        if (running.has(key)) overlaps += 1;
        running.add(key);
        most = Math.max(most, running.size);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running.delete(key);
      },
    }).idle();
    expect(overlaps).toBe(0);
    expect(most).toBe(3);
  });

  it('try a job again that failed, after a pause', async () => {
    const times: number[] = [];
    speed = 10;
    await inbox.put([job('a')]);
    await start({
      execute() {
        times.push(now());
        return times.length === 1 ? Promise.reject(new Error('503')) : Promise.resolve();
      },
    }).idle();
    const [first = 0, second = 0] = times;
    // Three quarters of two seconds, by the middle of what is drawn.
    expect(second - first).toBeGreaterThanOrEqual(1_500);
    expect(outcomes.map(({ outcome }) => outcome.kind)).toEqual(['failed', 'done']);
    expect(await inbox.dead(1)).toEqual([]);
  });

  it('give up at once what another attempt cannot mend, and after five attempts everything else', async () => {
    speed = 2_000;
    await inbox.put([job('a'), job('b')]);
    await start({
      execute: ({ job: { id } }) =>
        Promise.reject(id === 'a' ? new InputError('wrong', 'It is wrong.') : new Error('5')),
    }).idle();
    expect(outcomes.filter(({ id }) => id === 'a')).toHaveLength(1);
    expect(outcomes.filter(({ id }) => id === 'b')).toHaveLength(5);
    const reasons = (await inbox.dead(10)).map(({ job: { id }, reason }) => `${id}: ${reason}`);
    expect(reasons.toSorted()).toEqual(['a: It is wrong.', 'b: 5']);
    expect(given.toSorted()).toEqual(['a', 'b']);
  });

  it('keep a pause that GitHub asks for, which is no failed attempt', async () => {
    let attempts = 0;
    let until = 0;
    await inbox.put([job('a')]);
    await start({
      execute({ attempts: count }) {
        attempts += 1;
        expect(count).toBe(1);
        if (attempts > 1) return Promise.resolve();
        until = now() + 300;
        return Promise.reject(new RateLimitedError('Not now.', until));
      },
      random: () => 0,
    }).idle();
    expect(attempts).toBe(2);
    expect(now()).toBeGreaterThanOrEqual(until);
  });

  it('keep a claim for as long as its job goes on', async () => {
    await inbox.put([job('a')]);
    let runs = 0;
    await start({
      async execute() {
        runs += 1;
        await new Promise((resolve) => setTimeout(resolve, leaseMs * 3));
      },
    }).idle();
    expect(runs).toBe(1);
    expect(outcomes).toMatchObject([{ outcome: { kind: 'done' } }]);
  });

  it('tell a job to stop when its claim is lost, and do not end it in the place of another', async () => {
    await inbox.put([job('a')]);
    let stoppedAfter = 0;
    const begin = performance.now();
    const seized = openInbox<TestTask>(database, { name: 'other', leaseMs: 60_000 }, absorb);
    start({
      execute: async (_claim, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            stoppedAfter = performance.now() - begin;
            reject(new Error('stopped'));
          });
        }),
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await seized.recover();
    const [taken] = await seized.claim(1);
    if (taken === undefined) throw new Error('It was not put back.');
    await new Promise((resolve) => setTimeout(resolve, leaseMs));
    expect(stoppedAfter).toBeLessThan(leaseMs);
    expect(outcomes).toMatchObject([{ outcome: { kind: 'left' } }]);
    expect(await seized.complete(taken)).toBe(true);
  });

  it('let a job stop by itself when the database has gone for so long that another may have it', async () => {
    await inbox.put([job('a')]);
    let aborted = false;
    let gone = false;
    const breaking: Inbox<TestTask> = {
      ...inbox,
      extend: (claims) => (gone ? Promise.reject(new Error('gone')) : inbox.extend(claims)),
    };
    start({
      inbox: breaking,
      execute: async (_claim, signal) =>
        new Promise((_resolve, reject) => {
          gone = true;
          signal.addEventListener('abort', () => {
            aborted = true;
            reject(new Error('stopped'));
          });
        }),
    });
    await new Promise((resolve) => setTimeout(resolve, leaseMs * 2));
    expect(aborted).toBe(true);
    expect(troubles).toContain('The claims could not be kept');
  });

  it('write down how a job ended as soon as the database is back', async () => {
    await inbox.put([job('a')]);
    let failures = 2;
    const breaking: Inbox<TestTask> = {
      ...inbox,
      complete(claim) {
        failures -= 1;
        return failures >= 0 ? Promise.reject(new Error('gone')) : inbox.complete(claim);
      },
    };
    let runs = 0;
    await start({
      inbox: breaking,
      execute: () => {
        runs += 1;
        return Promise.resolve();
      },
      leaseMs: 5_000,
    }).idle();
    expect(runs).toBe(1);
  });

  it('finish what runs when they are to stop, and begin nothing more', async () => {
    await inbox.put([job('a', { key: 'k' }), job('b', { key: 'k' })]);
    start({
      execute: () => new Promise((resolve) => setTimeout(resolve, 100)),
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    await workers?.stop();
    expect(outcomes).toMatchObject([{ id: 'a', outcome: { kind: 'done' } }]);
    expect(await inbox.unfinished()).toBe(1);
  });

  it('hand back what does not end in time', async () => {
    await inbox.put([job('a')]);
    start({
      graceMs: 50,
      execute: async (_claim, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(new Error('stopped'));
          });
        }),
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    await workers?.stop();
    expect(outcomes).toMatchObject([{ outcome: { kind: 'left' } }]);
    expect(await inbox.claim(1)).toMatchObject([{ job: { id: 'a' }, attempts: 1 }]);
  });
});
