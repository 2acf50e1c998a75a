import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Equipment } from '../../app/equipment.ts';
import { monitorDesk } from '../../app/monitors.ts';

const minuteMs = 60_000;
let minutes = 0;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  vi.spyOn(performance, 'now').mockImplementation(() => minutes * minuteMs);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** What a desk asks GitHub with, where the app is installed nowhere; counts how often it is asked. */
function equipment(asked: { count: number }): Equipment {
  const getRepoInstallation = () => {
    asked.count += 1;
    return Promise.reject(Object.assign(new Error('Not Found'), { status: 404 }));
  };
  const octokit = { rest: { apps: { getRepoInstallation } } };
  return {
    probot: { auth: () => Promise.resolve(octokit) },
    database: { now: () => Date.now() },
  } as unknown as Equipment;
}

it('notices within five minutes that the app was installed, however steadily reports come', async () => {
  const asked = { count: 0 };
  const desk = monitorDesk(equipment(asked), () => undefined, ['a secret of this test']);
  for (minutes = 1; minutes <= 10; minutes += 1) {
    vi.advanceTimersByTime(minuteMs);
    expect(await desk.placeOf('acme', 'bikes')).toBeNull();
  }
  expect(asked.count).toBe(2);
});
