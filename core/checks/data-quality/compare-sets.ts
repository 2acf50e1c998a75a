import type {
  ColumnProfile,
  DataConfig,
  DataSetProfile,
  LabelProfile,
} from '../../../schemas/types.ts';
import { formatNumber, formatPercent } from '../../report/number.ts';
import type { SetFindings } from './judge-set.ts';

const mostMoreMissing = 0.05;
const mostClassChange = 0.1;
/** Beyond the range by more than so many of its widths, a unit has changed rather than the world. */
const mostWidths = 1;
/** A set that has lost more than so much of its rows was cut off. */
const fewestRowsShare = 0.5;

/**
 * What has changed from the baseline's set to the candidate's. A column that is new is no trouble, and names of rows and
 * groups, and times, have no range that they should keep.
 */
export function compareSets(
  before: DataSetProfile,
  now: DataSetProfile,
  { id, group, time }: Pick<DataConfig, 'id' | 'group' | 'time'>,
): SetFindings {
  const unranged = new Set([id, group, time]);
  const columns = new Map(now.columns.map((column) => [column.name, column]));
  const pairs = before.columns.flatMap((old) => {
    const column = columns.get(old.name);
    return column === undefined ? [] : [{ old, column }];
  });
  const gone = before.columns.filter(({ name }) => !columns.has(name));
  return {
    failures: [
      // Of a set with more columns than are listed it isn't known whether one is gone.
      ...(now.columnsLeft > 0
        ? []
        : gone.map(({ name }) => `${now.name} has no column ${name} any more`)),
      ...pairs.flatMap(({ old, column }) => otherType(now.name, old, column)),
    ],
    warnings: [
      ...(now.rows > 0 && now.rows < fewestRowsShare * before.rows
        ? [
            `${now.name} has ${formatNumber(now.rows)} rows, and the baseline's had ${formatNumber(before.rows)}`,
          ]
        : []),
      ...pairs.flatMap(({ old, column }) =>
        moreMissing(now.name, share(old, before), share(column, now), column),
      ),
      ...pairs
        .filter(({ column }) => !unranged.has(column.name))
        .flatMap(({ old, column }) => outOfRange(now.name, old, column)),
      ...otherClasses(now.name, before.label, now.label),
    ],
  };
}

function share({ missing }: ColumnProfile, { rows }: DataSetProfile): number {
  return rows === 0 ? 0 : missing / rows;
}

type Type = 'numbers' | 'texts' | 'booleans';

/** What most values are; null where there are none. */
function typeOf(column: ColumnProfile): Type | null {
  const types: readonly Type[] = ['numbers', 'texts', 'booleans'];
  const [most] = types.toSorted((one, other) => column[other] - column[one]);
  return most === undefined || column[most] === 0 ? null : most;
}

function otherType(set: string, old: ColumnProfile, column: ColumnProfile): readonly string[] {
  const [was, is] = [typeOf(old), typeOf(column)];
  if (was === null || is === null || was === is) return [];
  return [`the column ${column.name} of ${set} has ${is}, and the baseline's had ${was}`];
}

function moreMissing(
  set: string,
  was: number,
  is: number,
  { name }: ColumnProfile,
): readonly string[] {
  if (is - was <= mostMoreMissing) return [];
  return [
    `the column ${name} of ${set} has no value in ${formatPercent(is)} of the rows, and had none in ${formatPercent(was)}`,
  ];
}

function outOfRange(set: string, old: ColumnProfile, column: ColumnProfile): readonly string[] {
  const { smallest: low, largest: high } = old;
  const { smallest, largest } = column;
  if (low === undefined || high === undefined) return [];
  if (smallest === undefined || largest === undefined) return [];
  // A column with one value had no width; its size stands for it.
  const width = (high > low ? high - low : Math.abs(high)) * mostWidths;
  if (smallest >= low - width && largest <= high + width) return [];
  return [
    `the column ${column.name} of ${set} goes from ${formatNumber(smallest)} to ${formatNumber(largest)}, and went from ${formatNumber(low)} to ${formatNumber(high)}`,
  ];
}

function otherClasses(
  set: string,
  before: LabelProfile | undefined,
  now: LabelProfile | undefined,
): readonly string[] {
  if (before === undefined || now === undefined) return [];
  const [was, is] = [sharesOf(before), sharesOf(now)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((value) => {
    const [old, share] = [was.get(value) ?? 0, is.get(value) ?? 0];
    if (Math.abs(share - old) <= mostClassChange) return [];
    return [
      `${formatPercent(share)} of the rows of ${set} are of the class ${value}, and ${formatPercent(old)} were`,
    ];
  });
}

function sharesOf({ classes, otherRows }: LabelProfile): ReadonlyMap<string, number> {
  const rows = classes.reduce((sum, each) => sum + each.rows, otherRows);
  return new Map(classes.map((each) => [each.value, rows === 0 ? 0 : each.rows / rows]));
}
