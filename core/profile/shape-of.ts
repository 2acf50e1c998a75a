import type { ColumnShape } from './profile.ts';

/** With at most so many levels, a column of texts is one of categories, however few rows there are of each. */
const mostLevels = 1000;

/**
 * How texts are read that are neither all numbers nor all times: as free ones, by their length, where more than 1,000 levels
 * and more than half of the values differ, but as numbers where most are; else as levels. A few words among numbers make no texts of them, of which
 * only the lengths would be compared.
 */
export function shapeOfTexts(levels: number, numbers: number, values: number): ColumnShape {
  if (!isFreeText(levels, values)) return { kind: 'categorical', coding: 'texts' };
  return { kind: 2 * numbers > values ? 'numeric' : 'text', grid: null };
}

/** Whether texts with so many levels in so many values hardly repeat. */
function isFreeText(levels: number, values: number): boolean {
  return levels > mostLevels && levels > values / 2;
}
