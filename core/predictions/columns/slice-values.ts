import { type Cell, cellText } from './cell.ts';
import { growing, reserveNext } from './growing.ts';
import type { SliceColumn } from '../predictions.ts';
import { recode } from './recode.ts';
import type { SliceCollector } from './slice-collector.ts';
import { isNumeric, sliceNumbers } from './slice-numbers.ts';

/** So many different values are told apart. */
export const mostValues = 1_000;
const mostLevels = 20;
/** More different numbers than these are cut into ranges. */
const mostNumbers = 10;
const missing = -1;

/** A slice column whose values are told apart by their texts. Its levels are the 20 most frequent ones. */
export function sliceValues(): SliceCollector {
  const codes = growing((length) => new Int16Array(length));
  const codeByText = new Map<string, number>();
  const codeByCell = new Map<Cell, number>();
  const texts: string[] = [];
  let rows = 0;

  /** The code of a value that comes for the first time; null where there are too many. */
  const newCode = (cell: Cell): number | null => {
    const text = cellText(cell);
    const code = codeByText.get(text) ?? texts.length;
    if (code === mostValues) return null;
    if (code === texts.length) texts.push(text);
    codeByText.set(text, code);
    if (codeByCell.size < 2 * mostValues) codeByCell.set(cell, code);
    return code;
  };
  const collector: SliceCollector = {
    expect: codes.reserve,
    push(cell) {
      const code = codeByCell.get(cell) ?? newCode(cell);
      if (code === null) return false;
      if (rows >= codes.values.length) reserveNext(codes, rows);
      codes.values[rows] = code;
      rows += 1;
      return true;
    },
    next: () => (areNumeric(texts) ? sliceNumbers(texts, codes.taken(rows)) : null),
    finish(name) {
      const areRanges = texts.length > mostNumbers && areNumeric(texts);
      if (areRanges) return sliceNumbers(texts, codes.taken(rows)).finish(name);
      return mostFrequent(name, texts, codes.taken(rows));
    },
  };
  return collector;
}

/** An empty text is a missing number; a missing value of another kind is a level of its own. */
function areNumeric(texts: readonly string[]): boolean {
  return texts.every((text) => text === '' || isNumeric(text)) && texts.some(isNumeric);
}

/** Of equally frequent values the one that sorts first, so that the order of rows does not matter. */
function mostFrequent(name: string, texts: readonly string[], codes: Int16Array): SliceColumn {
  const counts = new Float64Array(texts.length);
  for (const code of codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  const kept = texts
    .map((text, code) => ({ text, code, count: counts[code] ?? 0 }))
    .sort((one, other) => other.count - one.count || (one.text < other.text ? -1 : 1))
    .slice(0, mostLevels);
  const isEmpty = texts.every((text) => text === '');
  if (isEmpty) return { name, levels: [], codes: new Int32Array(codes.length).fill(missing) };
  const levelByCode = new Int32Array(texts.length).fill(missing);
  for (const [level, { code }] of kept.entries()) levelByCode[code] = level;
  return {
    name,
    levels: kept.map(({ text }) => ({ kind: 'value', value: text })),
    codes: recode(codes, levelByCode, new Int32Array(codes.length)),
  };
}
