import type { Judgement, RegressedSlice } from '../judge/facts.ts';
import type { Part } from './fit.ts';
import { formatDifference } from './interval.ts';
import { literal } from './literal.ts';
import { type Field, longTable } from './long-table.ts';
import { alike, formatCount, formatPValue, formatWhole } from './number.ts';
import { signs } from './sign.ts';
import { sliceKey, sliceName } from './slice-name.ts';

const fields: readonly Field<RegressedSlice>[] = [
  { heading: 'Slice', align: 'left', cell: ({ slice }) => sliceName(slice) },
  { heading: 'Metric', align: 'left', cell: ({ metric }) => literal(metric, 64) },
  { heading: 'n', align: 'right', cell: ({ rows }) => formatWhole(rows) },
  { heading: 'Baseline', align: 'right', cell: (row) => values(row)(row.baseline) },
  { heading: 'Candidate', align: 'right', cell: (row) => `**${values(row)(row.candidate)}**` },
  {
    heading: 'Difference [95%]',
    align: 'right',
    cell: ({ difference, interval }) => formatDifference(difference, interval),
  },
  {
    heading: 'p',
    align: 'right',
    cell: ({ adjustedPValue }) => formatPValue(adjustedPValue).replace(' ', '\u00a0'),
  },
];

/** More would push what follows out of sight; the search names the worst first. */
const mostRows = 12;

/** The slices that the search named: they got worse, whatever the whole did. */
export function regressedSlices({ regressedSlices: regressed }: Judgement): Part {
  const slices = formatCount(new Set(regressed.map(({ slice }) => sliceKey(slice))).size, 'slice');
  const title = `${signs.warn} **Worse on ${slices}**, where p is corrected for how many were searched (Benjamini-Hochberg):`;
  return longTable({
    essential: true,
    fields,
    rows: regressed,
    rank: () => 0,
    most: mostRows,
    rest: 'are not shown.',
    wrap: (lines) => [title, '', ...lines],
  });
}

function values(row: RegressedSlice): (value: number) => string {
  return alike([row.baseline, row.candidate]);
}
