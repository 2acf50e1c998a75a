import { timeText } from './soak.ts';

/** Says when a check is judged again by the clock alone; the app finds the time in the text of the check. */
export function judgedAgainText(at: Date): string {
  // Times are told to the second, and it must not be too early.
  return `Judged again at ${timeText(new Date(Math.ceil(at.getTime() / 1000) * 1000))}.`;
}

/** The first time in a check's text at which it was to be judged again, and that has come; null where none has. */
export function dueAgain(text: string, now: Date): string | null {
  const times = [...text.matchAll(/Judged again at `?(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z)`?/g)];
  const due = times
    .map(([, time = '']) => time)
    .filter((time) => Date.parse(time) <= now.getTime())
    .toSorted();
  return due[0] ?? null;
}
