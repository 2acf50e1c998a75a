import { codingOf, isMissing, levelOf, numberOf } from '../drift/values.ts';
import { instantOf } from '../time/instant.ts';
import type { ColumnShape } from './profile.ts';

/** With at most so many levels, a column of texts is one of categories, however few rows there are of each. */
const mostLevels = 1000;

/**
 * How the values of a reference are to be read, and so those of everything that is compared with it. Numbers as
 * `codingOf` says; times where every value is one in ISO 8601; texts as free ones, by their length, where more than
 * 1,000 levels and more than half of the values differ, but as numbers where most of these are; else as levels. The current
 * data never decide it.
 */
export function shapeOf(texts: readonly string[]): ColumnShape {
  const present = texts.filter((text) => !isMissing(text));
  const coding = codingOf(present);
  if (coding === 'numeric') return { kind: 'numeric', grid: null };
  if (coding === 'integer-codes') return { kind: 'categorical', coding };
  if (present.every((text) => !Number.isNaN(instantOf(text.trim())))) return { kind: 'time' };
  const levels = new Set(present.map((text) => levelOf(text, coding))).size;
  const numbers = present.filter((text) => !Number.isNaN(numberOf(text))).length;
  return shapeOfTexts(levels, numbers, present.length);
}

/**
 * How texts are read that are neither all numbers nor all times. A few words among numbers make no texts of them, of which
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
