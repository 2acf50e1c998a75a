import { describe, expect, it } from 'vitest';
import { type Missed, planRedeliveries, type SendAttempt } from '../../../core/inbox/redelivery.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const now = 100 * day;
const usual = { now, firstPauseMs: 5 * minute, atStart: false };

function attempt(id: number, guid: string, about: Partial<SendAttempt> = {}): SendAttempt {
  return { id, guid, deliveredAt: now - minute, succeeded: false, ...about };
}

const none = (): boolean => false;

describe('the deliveries to ask for again', () => {
  it('are those that failed', () => {
    const attempts = [attempt(1, 'a'), attempt(2, 'b', { succeeded: true })];
    const { again } = planRedeliveries(attempts, [], none, usual);
    expect(again.map(({ guid }) => guid)).toEqual(['a']);
  });

  it('are asked for once, by their newest attempt', () => {
    const { again } = planRedeliveries([attempt(7, 'a'), attempt(3, 'a')], [], none, usual);
    expect(again).toMatchObject([{ guid: 'a', id: 7, asked: 1 }]);
  });

  it('are not those of which a later attempt has arrived', () => {
    const attempts = [attempt(2, 'a', { succeeded: true }), attempt(1, 'a')];
    expect(planRedeliveries(attempts, [], none, usual).missed).toEqual([]);
  });

  it('are not those that we have, though GitHub waited too short for our answer', () => {
    const plan = planRedeliveries([attempt(1, 'a')], [], (guid) => guid === 'a', usual);
    expect(plan).toEqual({ again: [], missed: [], lost: [] });
  });

  it('do not wait for their pause when nobody was there a moment ago', () => {
    const { missed } = planRedeliveries([attempt(1, 'a')], [], none, usual);
    expect(planRedeliveries([], missed, none, usual).again).toEqual([]);
    expect(planRedeliveries([], missed, none, { ...usual, atStart: true }).again).toMatchObject([
      { guid: 'a', asked: 2 },
    ]);
  });

  it('are asked for again and again, each time later, for as long as GitHub has them', () => {
    const times: number[] = [];
    let missed: readonly Missed[] = [];
    let attempts = [attempt(1, 'a', { deliveredAt: now })];
    let lost: readonly Missed[] = [];
    for (let time = now; time < now + 4 * day; time += minute) {
      const plan = planRedeliveries(attempts, missed, none, { ...usual, now: time });
      ({ missed } = plan);
      lost = [...lost, ...plan.lost];
      attempts = plan.again.map(({ id, guid }) => attempt(id + 1, guid, { deliveredAt: time }));
      times.push(...plan.again.map(() => time));
    }
    const pauses = times.slice(1).map((time, index) => (time - (times[index] ?? 0)) / minute);
    expect(pauses.slice(0, 8)).toEqual([5, 10, 20, 40, 80, 160, 320, 360]);
    expect((times.at(-1) ?? 0) - now).toBeLessThanOrEqual(3 * day);
    expect(lost).toMatchObject([{ guid: 'a' }]);
  });
});
