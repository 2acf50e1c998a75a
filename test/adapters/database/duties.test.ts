import { expect, it } from 'vitest';
import { createDuties } from '../../../adapters/database/duties.ts';
import { describeEngines } from '../inbox/engines.ts';

const leaseMs = 300;
const hour = 3_600_000;

const work = (): Promise<null> => Promise.resolve(null);
const failing = (): Promise<null> => Promise.reject(new Error('503'));

describeEngines('a duty', (engine) => {
  const clock = { now: 10 * hour };

  it('is done when it is time, with the note of the last time', async () => {
    const duties = createDuties(await engine().open(() => clock.now), leaseMs);
    const notes: (string | null)[] = [];
    const noting = (note: string | null): Promise<string> => {
      notes.push(note);
      return Promise.resolve(`time ${notes.length}`);
    };
    expect(await duties.attempt('a', hour, noting)).toBe(true);
    expect(await duties.attempt('a', hour, noting)).toBe(false);
    clock.now += hour;
    expect(await duties.attempt('a', hour, noting)).toBe(true);
    expect(await duties.attempt('b', hour, noting)).toBe(true);
    expect(notes).toEqual([null, 'time 1', null]);
  });

  it('is done by one at a time, however long it takes', async () => {
    const duties = createDuties(await engine().open(), leaseMs);
    let at = 0;
    const slow = async (): Promise<null> => {
      at += 1;
      await new Promise((resolve) => setTimeout(resolve, leaseMs * 3));
      return null;
    };
    const first = duties.attempt('a', 0, slow);
    for (let time = 0; time < 6; time += 1) {
      await new Promise((resolve) => setTimeout(resolve, leaseMs / 3));
      expect(await duties.attempt('a', 0, slow)).toBe(false);
    }
    expect(await first).toBe(true);
    expect(at).toBe(1);
  });

  it('that failed is done again after a while, and throws what went wrong', async () => {
    const duties = createDuties(await engine().open(() => clock.now), leaseMs);
    await expect(duties.attempt('a', 0, failing)).rejects.toThrow('503');
    expect(await duties.attempt('a', 0, () => Promise.resolve(null))).toBe(false);
    clock.now += 31_000;
    expect(await duties.attempt('a', 0, () => Promise.resolve(null))).toBe(true);
  });

  it('that somebody has left is free after a lease, or at once for who is alone', async () => {
    const database = await engine().open(() => clock.now);
    const leave = async (name: string): Promise<void> => {
      await database.db
        .insertInto('assay_duty')
        .values({ name, holder: 'gone', lease_until: clock.now + leaseMs, done_at: 0, note: null })
        .execute();
    };
    await leave('a');
    const duties = createDuties(database, leaseMs);
    expect(await duties.attempt('a', 0, work)).toBe(false);
    clock.now += leaseMs;
    expect(await duties.attempt('a', 0, work)).toBe(true);
    await leave('b');
    await duties.recover();
    expect(await duties.attempt('b', 0, work)).toBe(true);
  });
});
