const unitsMs = { s: 1_000, m: 60_000, h: 60 * 60_000, d: 24 * 60 * 60_000 } as const;

/** Milliseconds of a duration as configurations write it, such as `30m`, `24h` or `7d`; not a number for anything else. */
export function durationMs(text: string): number {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (count === undefined || unit === undefined) return Number.NaN;
  return Number(count) * unitsMs[unit as keyof typeof unitsMs];
}

/** A length of time in words, rounded down to what matters: `3 d 4 h`, `2 h 5 min`, `12 min`. */
export function durationWords(ms: number): string {
  const minutes = Math.floor(Math.max(0, ms) / unitsMs.m);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  const rest = minutes % 60;
  if (days > 0) return hours === 0 ? `${days} d` : `${days} d ${hours} h`;
  if (hours > 0) return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
  return `${rest} min`;
}
