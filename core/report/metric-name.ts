import { literal } from './literal.ts';

const arrows = { lower: '\u2193', higher: '\u2191' } as const;

/** A metric's id with an arrow for which way is better; without one where that is not known. */
export function arrowed(metric: string, direction: 'higher' | 'lower' | null): string {
  return `${literal(metric, 64)}${direction === null ? '' : `\u00a0${arrows[direction]}`}`;
}
