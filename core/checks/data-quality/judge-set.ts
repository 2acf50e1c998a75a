import type { ColumnProfile, DataConfig, DataSetProfile } from '../../../schemas/types.ts';
import { formatCount, formatPercent } from '../../report/number.ts';

/** What was found in a set, each without a full stop. */
export interface SetFindings {
  readonly failures: readonly string[];
  readonly warnings: readonly string[];
}

/** A few rows that are there twice are chance. */
const mostDuplicateShare = 0.01;
/** A column of numbers with so few texts, or the other way round, has some wrong values; with more it is a mixed one. */
const mostOddShare = 0.1;

/** What is wrong with a set by itself. A column of one value tells nothing in a training set only. */
export function judgeSet(set: DataSetProfile, role: DataConfig['role']): SetFindings {
  const { name, rows, columns, columnsLeft, label, duplicateIds = 0, uncountedRows } = set;
  if (rows === 0) return { failures: [`${name} has no rows`], warnings: [] };
  const failures = [
    ...columns.filter(isEmpty).map((column) => `the column ${column.name} of ${name} is empty`),
    ...(label !== undefined && label.missing > 0
      ? [`${formatCount(label.missing, 'row')} of ${name} have no label (${label.column})`]
      : []),
    ...(duplicateIds > 0
      ? [`${formatCount(duplicateIds, 'row')} of ${name} have an id that another row has`]
      : []),
  ];
  const warnings = [
    ...oddColumns(set, role === 'training'),
    ...duplicates(set),
    ...(uncountedRows > 0
      ? [`${formatCount(uncountedRows, 'row')} of ${name} were too many to look for duplicates`]
      : []),
    ...(columnsLeft > 0
      ? [
          `${formatCount(columnsLeft, 'column')} of ${name} were too many to compare with a baseline`,
        ]
      : []),
  ];
  return { failures, warnings };
}

function isEmpty({ numbers, texts, booleans }: ColumnProfile): boolean {
  return numbers + texts + booleans === 0;
}

function oddColumns({ name, columns, rows }: DataSetProfile, mustVary: boolean): readonly string[] {
  return columns.flatMap((column) => {
    if (isEmpty(column)) return [];
    const odd = oddValues(column);
    return [
      ...(mustVary && column.isConstant && rows > 1
        ? [`the column ${column.name} of ${name} has one value in all rows`]
        : []),
      ...(odd === null ? [] : [`the column ${column.name} of ${name} has ${odd}`]),
    ];
  });
}

/** A few values of another type than the rest; null where there are none. */
function oddValues({ numbers, texts }: ColumnProfile): string | null {
  const few = mostOddShare * (numbers + texts);
  if (texts > 0 && texts <= few) return `${formatCount(texts, 'text')} among numbers`;
  if (numbers > 0 && numbers <= few) return `${formatCount(numbers, 'number')} among texts`;
  return null;
}

function duplicates({ name, rows, duplicateRows }: DataSetProfile): readonly string[] {
  const share = duplicateRows / rows;
  if (share <= mostDuplicateShare) return [];
  return [
    `${formatCount(duplicateRows, 'row')} of ${name}, ${formatPercent(share)}, are the same as one before`,
  ];
}
