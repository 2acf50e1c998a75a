import type { Parameter } from './metric.ts';

/** The k of metrics that look at the first k of something sorted. `about` says of what. */
export function cutoff(about: string): Parameter {
  return { about, whole: true, least: 1, most: 1_000_000_000, example: 10 };
}

/** The value that belongs to a parameter; NaN for one that was not prepared. */
export function at(values: ReadonlyMap<number, number>, parameter: number): number {
  return values.get(parameter) ?? Number.NaN;
}
