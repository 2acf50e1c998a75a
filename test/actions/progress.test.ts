import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { progress } from '../../actions/progress.ts';

const written: string[] = [];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  written.length = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text).trim());
    return true;
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('says how far something has come every five seconds, counted from its first call', () => {
  const tell = progress('Slices of bikes');
  // What comes before, such as downloading a baseline, is not its time.
  vi.advanceTimersByTime(60_000);
  tell(1, 500);
  vi.advanceTimersByTime(4_999);
  tell(2, 500);
  expect(written).toEqual([]);
  vi.advanceTimersByTime(1);
  tell(50, 500);
  tell(51, 500);
  expect(written).toEqual(['Slices of bikes: 10% (50 of 500).']);
});
