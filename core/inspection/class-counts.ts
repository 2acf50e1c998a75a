import type { LabelProfile } from '../../schemas/types.ts';
import { type Cell, cellText } from '../predictions/columns/cell.ts';
import { type ColumnBuilder, rowByRow } from '../predictions/columns/column.ts';
import { looksPersonal } from './personal-data/look.ts';

const mostClasses = 50;
const longestClass = 64;

/** How many rows each class of a label has, gathered over all files of a set. */
export interface ClassCounts extends ColumnBuilder {
  readonly finish: () => Pick<LabelProfile, 'classes' | 'otherRows'>;
}

/** Counts the first 50 classes that come. A class that is long, or looks like personal data, is not listed. */
export function classCounts(): ClassCounts {
  const counts = new Map<string, number>();
  let otherRows = 0;
  const push = (cell: Cell): void => {
    const text = cellText(cell);
    if (text === '') return;
    const known = counts.get(text);
    if (known !== undefined) counts.set(text, known + 1);
    else if (counts.size < mostClasses && text.length <= longestClass && !looksPersonal(text)) {
      counts.set(text, 1);
    } else otherRows += 1;
  };
  return {
    expect() {},
    push,
    ...rowByRow(push),
    finish: () => ({
      classes: Array.from(counts, ([value, rows]) => ({ value, rows })),
      otherRows,
    }),
  };
}
