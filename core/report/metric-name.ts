import { literal } from './literal.ts';
import { firstRows } from './table.ts';

const arrows = { lower: '\u2193', higher: '\u2191' } as const;

const mostNames = 5;

/** A metric's id with an arrow for which way is better; without one where that is not known. */
export function arrowed(metric: string, direction: 'higher' | 'lower' | null): string {
  return `${literal(metric, 64)}${direction === null ? '' : `\u00a0${arrows[direction]}`}`;
}

/** Metrics by their ids in a sentence, the first of them where there are many. */
export function metricNames(metrics: readonly string[]): string {
  const { shown, left } = firstRows(metrics, mostNames);
  const list = shown.map((metric) => literal(metric, 64)).join(', ');
  return left === 0 ? list : `${list} and ${left} more`;
}
