import type { RegressedSlice } from '../judge/facts.ts';
import { fewestJudged } from '../slices/limits.ts';
import { collapsed, summaryCode } from './collapsed.ts';
import type { Part } from './fit.ts';
import { formatDifference } from './interval.ts';
import { type Field, longTable } from './long-table.ts';
import { alike, formatWhole, noValue } from './number.ts';
import { arrowed } from './metric-name.ts';
import { signs } from './sign.ts';
import { sliceKey, sliceName } from './slice-name.ts';
import type { SliceRow, SlicesOf } from './slices.ts';

/** A metric whose slices are shown. */
export interface SlicedMetric {
  readonly metric: string;
  readonly direction: 'higher' | 'lower' | null;
}

const mostRows = 40;
const mostMetrics = 3;

/** A folded table for each of the first metrics that were computed by slice. */
export function slicesTables(
  metrics: readonly SlicedMetric[],
  slicesOf: SlicesOf,
  regressed: readonly RegressedSlice[],
): readonly Part[] {
  return metrics
    .map((metric) => ({ metric, rows: slicesOf(metric.metric) }))
    .filter(({ rows }) => rows.length > 0)
    .slice(0, mostMetrics)
    .map(({ metric, rows }) => slicesTable(metric, rows, regressed));
}

function slicesTable(
  { metric, direction }: SlicedMetric,
  rows: readonly SliceRow[],
  regressed: readonly RegressedSlice[],
): Part {
  const compared = rows.some(({ difference }) => difference !== null);
  const order = compared ? 'worst differences first' : 'worst first';
  const name = summaryCode(metric);
  const summary = `${name ?? 'A metric'} by slice: ${formatWhole(rows.length)}, ${order}`;
  const title = name === null ? [arrowed(metric, direction), ''] : [];
  const named = regressed.filter((each) => each.metric === metric);
  return longTable({
    essential: false,
    fields: fieldsOf(rows, compared, new Set(named.map(({ slice }) => sliceKey(slice)))),
    rows: worstFirst(rows, (row) => (compared ? row.difference : row.candidate), direction),
    rank: () => 0,
    most: mostRows,
    rest: 'slices are not shown.',
    wrap: (lines) => collapsed(summary, [...title, ...lines]),
  });
}

/** What can be judged before what can't, then by how bad it is; what is missing comes last. */
function worstFirst(
  rows: readonly SliceRow[],
  value: (row: SliceRow) => number | null,
  direction: SlicedMetric['direction'],
): readonly SliceRow[] {
  const worth = (row: SliceRow): number => {
    const found = value(row);
    if (found === null) return Number.MAX_VALUE;
    return direction === 'higher' ? found : -found;
  };
  return [...rows].sort((a, b) => Number(isSmall(a)) - Number(isSmall(b)) || worth(a) - worth(b));
}

function fieldsOf(
  rows: readonly SliceRow[],
  compared: boolean,
  named: ReadonlySet<string>,
): readonly Field<SliceRow>[] {
  const finding = (row: SliceRow): string => findingOf(row, named);
  return [
    { heading: 'Slice', align: 'left', cell: ({ slice }) => sliceName(slice) },
    { heading: 'n', align: 'right', cell: (row) => formatWhole(row.rows) },
    ...(compared ? [baseline] : []),
    { heading: compared ? 'Candidate' : 'Value', align: 'right', cell: candidate },
    ...(compared ? [difference(rows.some(({ interval }) => interval !== null))] : []),
    ...(rows.some((row) => isSmall(row) || named.has(sliceKey(row.slice)))
      ? [{ heading: 'Finding', align: 'left', cell: finding } as const]
      : []),
  ];
}

const baseline: Field<SliceRow> = {
  heading: 'Baseline',
  align: 'right',
  cell: (row) => values(row)(row.baseline),
};

function difference(intervals: boolean): Field<SliceRow> {
  const heading = intervals ? 'Difference [95%]' : 'Difference, without interval';
  return { heading, align: 'right', cell: differenceCell };
}

function differenceCell({ difference, interval }: SliceRow): string {
  return formatDifference(difference, interval);
}

function values(row: SliceRow): (value: number | null) => string {
  return alike([row.baseline, row.candidate]);
}

function candidate(row: SliceRow): string {
  return row.candidate === null ? noValue : `**${values(row)(row.candidate)}**`;
}

/** Only the search calls a slice worse: among so many, some look worse by luck. */
function findingOf(row: SliceRow, named: ReadonlySet<string>): string {
  if (isSmall(row)) return `not judged: under ${fewestJudged} rows`;
  if (row.difference !== null && row.interval === null) return 'not judged: no interval';
  return named.has(sliceKey(row.slice)) ? `${signs.warn} **worse**` : '';
}

function isSmall({ rows }: SliceRow): boolean {
  return rows < fewestJudged;
}
