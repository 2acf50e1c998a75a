import { expect, it } from 'vitest';
import type { Database } from '../../../adapters/database/open.ts';
import type { Claim, Inbox } from '../../../adapters/inbox/inbox.ts';
import { openInbox } from '../../../adapters/inbox/store.ts';
import { mostInterruptions } from '../../../core/inbox/back-off.ts';
import { describeEngines } from './engines.ts';
import { absorb, delivery, job, type TestTask } from './jobs.ts';

type TestInbox = Inbox<TestTask>;
const leaseMs = 1_000;

function inboxOf(database: Database, name = 'one'): TestInbox {
  return openInbox<TestTask>(database, { name, leaseMs }, absorb);
}

async function claimOne(inbox: TestInbox): Promise<Claim<TestTask>> {
  const [claim] = await inbox.claim(1);
  if (claim === undefined) throw new Error('Nothing is due.');
  return claim;
}

async function claimedIds(inbox: TestInbox, most = 10): Promise<readonly string[]> {
  return (await inbox.claim(most)).map(({ job: { id } }) => id);
}

describeEngines('the inbox', (engine) => {
  const clock = { now: 1_000_000 };
  const open = async (): Promise<TestInbox> => inboxOf(await engine().open(() => clock.now));

  it('takes a delivery once, with its jobs', async () => {
    const inbox = await open();
    expect(await inbox.take(delivery('d'), [job('a'), job('b')])).toBe('new');
    expect(await inbox.take(delivery('d'), [job('a'), job('b')])).toBe('known');
    expect(await inbox.unfinished()).toBe(2);
  });

  it('takes a delivery that asks for nothing, and knows it again', async () => {
    const inbox = await open();
    expect(await inbox.take(delivery('d'), [])).toBe('new');
    expect(await inbox.take(delivery('d'), [])).toBe('known');
  });

  it('takes many deliveries at once, each once', async () => {
    const inbox = await open();
    const ids = Array.from({ length: 500 }, (_, number) => `d${number % 250}`);
    const outcomes = await Promise.all(
      ids.map((id) => inbox.take(delivery(id), [job(`${id} job`)])),
    );
    expect(outcomes.filter((outcome) => outcome === 'new')).toHaveLength(250);
    expect(await inbox.unfinished()).toBe(250);
  });

  it('does not let one delivery that cannot be stored keep others out', async () => {
    const inbox = await open();
    const bad = job('bad', { installation: 'none' as unknown as number, owner: null as never });
    const [first, second, third] = await Promise.allSettled([
      inbox.take(delivery('d1'), [job('a')]),
      inbox.take(delivery('d2'), [bad]),
      inbox.take(delivery('d3'), [job('c')]),
    ]);
    expect([first.status, second.status, third.status]).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await inbox.unfinished()).toBe(2);
    // All or nothing: the delivery is not known either.
    expect(await inbox.take(delivery('d2'), [])).toBe('new');
  });

  it('remembers the id of a job that is done', async () => {
    const inbox = await open();
    await inbox.put([job('a')]);
    expect(await inbox.complete(await claimOne(inbox))).toBe(true);
    await inbox.put([job('a')]);
    expect(await inbox.unfinished()).toBe(0);
  });

  it('gives out one job of a key at a time, in their order, and other keys meanwhile', async () => {
    const inbox = await open();
    await inbox.put([job('a', { key: 'pull 1' })]);
    await inbox.put([job('b', { key: 'pull 1' }), job('c', { key: 'pull 2' })]);
    const [first, ...others] = await inbox.claim(10);
    expect(first?.job).toEqual(job('a', { key: 'pull 1' }));
    expect(others.map(({ job: { id } }) => id)).toEqual(['c']);
    expect(await inbox.claim(10)).toEqual([]);
    if (first !== undefined) await inbox.complete(first);
    expect(await claimedIds(inbox)).toEqual(['b']);
  });

  it('keeps the keys of two repositories apart', async () => {
    const inbox = await open();
    await inbox.put([job('a', { key: 'pull 1' }), job('b', { key: 'pull 1', repo: 'cars' })]);
    expect(await claimedIds(inbox)).toEqual(['a', 'b']);
  });

  it('ends what a later job makes pointless, and the later one takes over what it had', async () => {
    const inbox = await open();
    for (const number of [1, 2, 3, 4, 5]) {
      const task = { kind: 'push', seen: 1 } as const;
      await inbox.put([job(`push ${number}`, { key: 'pull 1', task })]);
    }
    const claim = await claimOne(inbox);
    expect(claim.job.id).toBe('push 5');
    expect(claim.job.task.seen).toBe(5);
    expect(claim.superseded).toBe(4);
    expect(await inbox.unfinished()).toBe(1);
    await inbox.complete(claim);
    expect(await inbox.unfinished()).toBe(0);
  });

  it('keeps the order of what is not pointless', async () => {
    const inbox = await open();
    const push = { kind: 'push' } as const;
    for (const one of [
      job('push 1', { key: 'k', task: push }),
      job('command', { key: 'k' }),
      job('push 2', { key: 'k', task: push }),
    ]) {
      await inbox.put([one]);
    }
    const order: string[] = [];
    for (let claims = await inbox.claim(1); claims.length > 0; claims = await inbox.claim(1)) {
      for (const claim of claims) {
        order.push(claim.job.id);
        await inbox.complete(claim);
      }
    }
    expect(order).toEqual(['command', 'push 2']);
  });

  it('holds a failed job, and what comes after it under its key, until its time has come', async () => {
    const inbox = await open();
    await inbox.put([job('a', { key: 'k' }), job('b', { key: 'k' })]);
    const why = { delayMs: 500, counts: true, reason: '503' };
    expect(await inbox.retry(await claimOne(inbox), why)).toBe(true);
    expect(await inbox.claim(10)).toEqual([]);
    clock.now += 500;
    expect(await claimOne(inbox)).toMatchObject({ job: { id: 'a' }, attempts: 2 });
  });

  it('does not count an attempt that GitHub has put off', async () => {
    const inbox = await open();
    await inbox.put([job('a')]);
    await inbox.retry(await claimOne(inbox), { delayMs: 0, counts: false, reason: 'too fast' });
    expect(await claimOne(inbox)).toMatchObject({ attempts: 1 });
  });

  it('lets a failed job not wait where a newer one of its kind may replace it', async () => {
    const inbox = await open();
    const push = { kind: 'push' } as const;
    await inbox.put([job('push 1', { key: 'k', task: push })]);
    const why = { delayMs: 60_000, counts: true, reason: '503' };
    await inbox.retry(await claimOne(inbox), why);
    await inbox.tend();
    expect(await inbox.claim(1)).toEqual([]);
    await inbox.put([job('push 2', { key: 'k', task: push })]);
    await inbox.tend();
    expect(await claimedIds(inbox)).toEqual(['push 2']);
  });

  it('lets a failed job wait where the next one of its kind is another', async () => {
    const inbox = await open();
    await inbox.put([job('run 1', { key: 'ledger' }), job('run 2', { key: 'ledger' })]);
    const why = { delayMs: 60_000, counts: true, reason: '503' };
    await inbox.retry(await claimOne(inbox), why);
    await inbox.tend();
    expect(await inbox.claim(10)).toEqual([]);
    clock.now += 60_000;
    expect(await claimOne(inbox)).toMatchObject({ job: { id: 'run 1' }, attempts: 2 });
  });

  it('lets nothing wait for its pause that a command has to wait for', async () => {
    const inbox = await open();
    await inbox.put([job('event', { key: 'k' })]);
    const why = { delayMs: 60_000, counts: true, reason: '503' };
    await inbox.retry(await claimOne(inbox), why);
    await inbox.put([job('command', { key: 'k', priority: 'person' })]);
    const claim = await claimOne(inbox);
    expect(claim.job.id).toBe('event');
    await inbox.complete(claim);
    expect(await claimedIds(inbox)).toEqual(['command']);
  });

  it('does not bring back by itself what was given up', async () => {
    const inbox = await open();
    await inbox.take(delivery('d'), [job('a', { delivery: 'd' })]);
    await inbox.bury(await claimOne(inbox), 'No.');
    await inbox.put([job('a')]);
    expect(await inbox.dead(10)).toHaveLength(1);
    await inbox.take(delivery('d'), [job('a', { delivery: 'd' })]);
    expect(await inbox.dead(10)).toEqual([]);
  });

  it('takes any number of jobs at once', async () => {
    const inbox = await open();
    await inbox.put(Array.from({ length: 2_500 }, (_, number) => job(`job ${number}`)));
    expect(await inbox.unfinished()).toBe(2_500);
  });

  it('keeps a job that was given up where a person sees it, and a redelivery puts it back', async () => {
    const inbox = await open();
    await inbox.take(delivery('d'), [job('a', { delivery: 'd' })]);
    expect(await inbox.bury(await claimOne(inbox), 'It cannot be done.')).toBe(true);
    expect(await inbox.dead(10)).toMatchObject([
      { job: { id: 'a' }, reason: 'It cannot be done.', attempts: 1 },
    ]);
    expect(await inbox.take(delivery('d'), [job('a', { delivery: 'd' })])).toBe('known');
    expect(await inbox.dead(10)).toEqual([]);
    expect(await claimedIds(inbox)).toEqual(['a']);
  });

  it('puts back one dead job, or all', async () => {
    const inbox = await open();
    await inbox.put([job('a'), job('b'), job('c')]);
    for (const claim of await inbox.claim(10)) await inbox.bury(claim, 'No.');
    expect(await inbox.replay('b')).toBe(1);
    expect(await inbox.replay('unknown')).toBe(0);
    expect(await claimedIds(inbox)).toEqual(['b']);
    expect(await inbox.replayAll()).toBe(2);
    expect(await claimedIds(inbox)).toEqual(['a', 'c']);
  });

  it('hands out what people wait for first, and with it what it has to wait for', async () => {
    const inbox = await open();
    await inbox.put([job('background', { priority: 'background' })]);
    await inbox.put([job('event 1'), job('event 2', { key: 'pull 2' })]);
    await inbox.put([job('command', { key: 'pull 2', priority: 'person' })]);
    await inbox.put([job('other command', { priority: 'person' })]);
    expect(await claimedIds(inbox)).toEqual(['event 2', 'other command', 'event 1', 'background']);
  });

  it('lets installations take turns, however much one of them sends', async () => {
    const inbox = await open();
    const flood = Array.from({ length: 300 }, (_, number) => job(`flood ${number}`));
    for (const one of flood) await inbox.put([one]);
    const done: string[] = [];
    const work = async (count: number): Promise<void> => {
      for (let number = 0; number < count; number += 1) {
        const claim = await claimOne(inbox);
        done.push(claim.job.id);
        await inbox.complete(claim);
      }
    };
    await work(20);
    for (let number = 0; number < 10; number += 1) {
      await inbox.put([job(`other ${number}`, { installation: 2 })]);
    }
    await work(20);
    expect(done.slice(20).filter((id) => id.startsWith('other'))).toHaveLength(10);
    expect(done.filter((id) => id.startsWith('flood'))).toEqual(
      Array.from({ length: 30 }, (_, number) => `flood ${number}`),
    );
  });

  it('gives a job to another when its holder shows no sign of life, and hears the first no more', async () => {
    const inbox = await open();
    await inbox.put([job('a')]);
    const lost = await claimOne(inbox);
    clock.now += leaseMs / 2;
    expect(await inbox.extend([lost])).toEqual([]);
    clock.now += leaseMs * 0.8;
    await inbox.tend();
    expect(await inbox.claim(1)).toEqual([]);
    clock.now += leaseMs;
    await inbox.tend();
    const taken = await claimOne(inbox);
    expect(taken).toMatchObject({ job: { id: 'a' }, attempts: 1 });
    expect(await inbox.extend([lost])).toEqual([lost]);
    expect(await inbox.complete(lost)).toBe(false);
    expect(await inbox.bury(lost, 'No.')).toBe(false);
    expect(await inbox.handBack(lost)).toBe(false);
    expect(await inbox.complete(taken)).toBe(true);
  });

  it('takes a job back that is handed back, as if it had not begun', async () => {
    const inbox = await open();
    await inbox.put([job('a')]);
    await inbox.handBack(await claimOne(inbox));
    expect(await claimOne(inbox)).toMatchObject({ job: { id: 'a' }, attempts: 1 });
  });

  it('gives up a job with which one worker after the other goes away', async () => {
    const inbox = await open();
    await inbox.put([job('a')]);
    for (let time = 1; time < mostInterruptions; time += 1) {
      await claimOne(inbox);
      clock.now += leaseMs + 1;
      expect(await inbox.tend()).toEqual([]);
    }
    await claimOne(inbox);
    clock.now += leaseMs + 1;
    expect(await inbox.tend()).toMatchObject([{ job: { id: 'a' } }]);
    expect(await inbox.dead(10)).toHaveLength(1);
  });

  it('takes everything back that ran when it is alone with the database', async () => {
    const database = await engine().open(() => clock.now);
    const inbox = inboxOf(database);
    await inbox.put([job('a')]);
    await claimOne(inbox);
    const next = inboxOf(database, 'two');
    await next.recover();
    expect(await claimedIds(next)).toEqual(['a']);
  });

  it('says how much waits, runs and was given up, and for how long', async () => {
    const inbox = await open();
    const push = { kind: 'push' } as const;
    await inbox.put([job('a'), job('b'), job('c', { task: push }), job('d', { task: push })]);
    const [first, second] = await inbox.claim(2);
    if (first === undefined || second === undefined) throw new Error('Nothing is due.');
    await inbox.bury(second, 'No.');
    clock.now += 3_000;
    expect(await inbox.state()).toEqual({
      waiting: 2,
      running: 1,
      dead: 1,
      byKind: new Map([
        ['command', { waiting: 0, running: 1 }],
        ['push', { waiting: 2, running: 0 }],
      ]),
      oldestDueMs: 3_000,
    });
  });

  it('forgets what ended long ago, and nothing else', async () => {
    const inbox = await open();
    await inbox.take(delivery('old'), [job('done'), job('dead'), job('waiting', { key: 'w' })]);
    const claims = await inbox.claim(2);
    for (const claim of claims) {
      if (claim.job.id === 'done') await inbox.complete(claim);
      else await inbox.bury(claim, 'No.');
    }
    clock.now += 10_000;
    await inbox.take(delivery('new'), []);
    expect(await inbox.prune(clock.now - 5_000)).toBe(2);
    expect(await inbox.dead(10)).toHaveLength(1);
    expect(await inbox.unfinished()).toBe(1);
    expect(await inbox.take(delivery('new'), [])).toBe('known');
    expect(await inbox.take(delivery('old'), [])).toBe('new');
  });
});
