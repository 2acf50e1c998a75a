import type { DriftRecord, FeatureDrift } from '../../schemas/types.ts';
import { amount } from './drift/amount.ts';
import { byAttention } from './drift/attention.ts';
import { timeText } from './drift/time-text.ts';
import { alarmText } from './drift/words.ts';
import { literal } from './literal.ts';
import { formatNumber, formatPValue, formatWhole, noValue } from './number.ts';
import { prose } from './prose.ts';
import { firstRows, more, table } from './table.ts';
import type { Field } from './long-table.ts';

/** What the size of a test is called. */
const sizes = {
  'kolmogorov-smirnov': 'D\u00a0',
  'chi-square': 'V\u00a0',
  external: '',
} as const satisfies { readonly [Key in FeatureDrift['test']]: string };

/** The outcome of one thing that was compared, as Markdown. */
export const outcomeMarks = {
  drift: '\ud83d\udd34 **drift**',
  warning: '\ud83d\udfe1 warning',
  unreadable: '\u2753 unreadable',
  'insufficient-data': '\u2753 too few rows',
  stable: '\ud83d\udfe2 stable',
} as const satisfies { readonly [Key in FeatureDrift['outcome']]: string };

const fields: readonly Field<FeatureDrift>[] = [
  { heading: 'Feature', align: 'left', cell: nameCell },
  { heading: 'Outcome', align: 'left', cell: outcomeCell },
  { heading: 'Size [95%]', align: 'right', cell: sizeCell },
  { heading: 'Threshold', align: 'right', cell: ({ threshold }) => formatNumber(threshold, 3) },
  {
    heading: 'Smallest to be seen',
    align: 'right',
    cell: ({ smallestDetectable }) => formatNumber(smallestDetectable, 2),
  },
  {
    heading: 'p (adjusted)',
    align: 'right',
    cell: ({ adjustedPValue }) => formatPValue(adjustedPValue),
  },
  { heading: 'n (reference)', align: 'right', cell: rowsCell },
  {
    heading: 'Since',
    align: 'left',
    cell: ({ since }) => (since == null ? noValue : literal(timeText(since), 40)),
  },
  {
    heading: 'Method',
    align: 'left',
    cell: ({ method }) => (method === undefined ? noValue : prose(method, 100)),
  },
];

/** One row a feature, drifted ones first, at most `most` of them. A column that says nothing of any is left out. */
export function driftTable(features: DriftRecord['features'], most: number): readonly string[] {
  if (features.length === 0) return [];
  const { shown, left } = firstRows(byAttention(features), most);
  const columns = fields
    .map((field) => ({ field, cells: shown.map(field.cell) }))
    .filter(({ cells }) => cells.some((cell) => cell !== noValue));
  const rows = shown.map((_, index) => columns.map(({ cells }) => cells[index] ?? noValue));
  const rest = more(left, 'features are not shown; the drift record has them.');
  return [
    ...table(
      columns.map(({ field }) => field),
      rows,
    ),
    ...rest,
  ];
}

function nameCell({ feature, role = 'feature' }: FeatureDrift): string {
  return role === 'feature' ? literal(feature, 80) : `${literal(feature, 80)} (${role})`;
}

function sizeCell({ test, size, interval }: FeatureDrift): string {
  if (size === null) return noValue;
  return `${sizes[test]}${amount(size, interval).replaceAll(' ', '\u00a0')}`;
}

function outcomeCell(feature: FeatureDrift): string {
  const mark = outcomeMarks[feature.outcome];
  const alarms = alarmText(feature);
  return alarms === '' ? mark : `${mark}: ${alarms}`;
}

function rowsCell({ currentRows, referenceRows }: FeatureDrift): string {
  const now = currentRows === null ? noValue : formatWhole(currentRows);
  return referenceRows === null ? now : `${now} (${formatWhole(referenceRows)})`;
}

/** What the columns of the table mean. */
export const driftLegend =
  "Size: for numbers and lengths of texts D, the largest distance between the two distributions (Kolmogorov-Smirnov); for categories V, Cram\u00e9r's. The p-value is corrected for the number of features (Benjamini-Hochberg). Drift is a size at or above its threshold that is also significant; or that values are missing, or unseen in the reference, more often than chance explains, by 2 points or more. The smallest to be seen: a smaller change would not have shown on so few rows.";
