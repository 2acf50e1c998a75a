const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A time span in one unit, as people say it: `45 s`, `12 min`, `3 h`, `2 d`. */
export function durationText(milliseconds: number): string {
  const units = [
    [day, 'd'],
    [hour, 'h'],
    [minute, 'min'],
  ] as const;
  for (const [length, name] of units) {
    if (milliseconds >= 2 * length) return `${Math.round(milliseconds / length)} ${name}`;
  }
  return `${Math.max(0, Math.round(milliseconds / second))} s`;
}
