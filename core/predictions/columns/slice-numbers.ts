import { cellNumber, cellText } from './cell.ts';
import { growing, reserveNext } from './growing.ts';
import { type Edges, quantileEdges, rangeOf } from './quantile-cuts.ts';
import type { SliceColumn, SliceLevel } from '../predictions.ts';
import type { SliceCollector } from './slice-collector.ts';

const ranges = 4;
const missing = -1;

/** Whether a text is a number, or says that it is an infinite one. */
export function isNumeric(text: string): boolean {
  return !Number.isNaN(cellNumber(text)) || /^[+-]?inf(?:inity)?$/i.test(text);
}

/**
 * A slice column of numbers, which is cut at its quartiles; infinite ones are in no range. Takes over the values of
 * the rows so far by their codes; -1 for none.
 */
export function sliceNumbers(texts: readonly string[], codes: Int16Array): SliceCollector {
  const array = growing((length) => new Float64Array(length));
  const numbers = Float64Array.from(texts, cellNumber);
  array.reserve(codes.length);
  for (const [row, code] of codes.entries()) array.values[row] = numbers[code] ?? Number.NaN;
  let rows = codes.length;
  return {
    expect: array.reserve,
    push(cell) {
      const number = cellNumber(cell);
      const text = Number.isNaN(number) ? cellText(cell) : '';
      if (text !== '' && !isNumeric(text)) return false;
      if (rows >= array.values.length) reserveNext(array, rows);
      array.values[rows] = number;
      rows += 1;
      return true;
    },
    next: () => null,
    finish: (name) => inRanges(name, array.taken(rows)),
  };
}

function inRanges(name: string, values: Float64Array): SliceColumn {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) {
    return { name, levels: [], codes: new Int32Array(values.length).fill(missing) };
  }
  const edges = quantileEdges(finite, ranges);
  const codes = new Int32Array(values.length);
  for (const [row, value] of values.entries()) {
    codes[row] = Number.isFinite(value) ? rangeOf(edges, value) : missing;
  }
  return { name, levels: levelsOf(edges), codes };
}

function levelsOf([first, ...others]: Edges): readonly SliceLevel[] {
  return others.map((to, index) => ({ kind: 'range', from: others[index - 1] ?? first, to }));
}
