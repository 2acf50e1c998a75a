import type { DriftRecord, DriftSide, Freshness, Volume } from '../../schemas/types.ts';
import { amount } from './drift/amount.ts';
import { slicesByAttention } from './drift/attention.ts';
import { persistenceWords } from './drift/words.ts';
import { driftLegend, outcomeMarks } from './drift-table.ts';
import { driftWording } from './drift-wording.ts';
import { digest, link } from './link.ts';
import { literal } from './literal.ts';
import {
  formatCount,
  formatDuration,
  formatNumber,
  formatPercent,
  formatWhole,
  noValue,
} from './number.ts';
import { prose } from './prose.ts';
import { firstRows, more, table } from './table.ts';

const mostLines = 20;

/** Columns that came, went, or are of another type. */
export function schemaLines({ schemaChanges = [] }: DriftRecord): readonly string[] {
  const { shown, left } = firstRows(schemaChanges, mostLines);
  const lines = shown.map(({ column, outcome, reason }) => {
    return `- ${literal(column, 80)}: ${outcomeMarks[outcome]}. ${prose(reason, 300)}`;
  });
  return [...lines, ...more(left, 'are not shown.')];
}

/** Parts of the newest window that were judged by themselves. */
export function sliceLines({ slices = [] }: DriftRecord): readonly string[] {
  if (slices.length === 0) return [];
  const { shown, left } = firstRows(slicesByAttention(slices), mostLines);
  const headings = ['Slice', 'n', 'Metric', 'Value [95%]', 'Reference', 'Outcome', 'Why'];
  const rows = shown.map((slice) => [
    `${literal(slice.column, 40)} = ${literal(slice.value, 40)}`,
    formatWhole(slice.rows),
    slice.metric === null ? noValue : literal(slice.metric, 64),
    amount(slice.metricValue, slice.interval).replaceAll(' ', '\u00a0'),
    formatNumber(slice.reference),
    outcomeMarks[slice.outcome],
    prose(slice.reason, 200),
  ]);
  const right = new Set(['n', 'Value [95%]', 'Reference']);
  return [
    ...table(
      headings.map((heading) => ({ heading, align: right.has(heading) ? 'right' : 'left' })),
      rows,
    ),
    ...more(left, 'slices are not shown.'),
  ];
}

/** How many rows there are, and how old they are. */
export function flowLines({ freshness, volume }: DriftRecord): readonly string[] {
  const lines: string[] = [];
  if (volume !== undefined)
    lines.push(`- Rows: ${outcomeMarks[volume.outcome]}. ${volumeText(volume)}`);
  if (freshness !== undefined) {
    lines.push(`- Age: ${outcomeMarks[freshness.outcome]}. ${freshnessText(freshness)}`);
  }
  return lines;
}

/** The reason says all of it; a record may come without. */
function volumeText({ rows, reason }: Volume): string {
  return reason === '' ? `${formatCount(rows, 'row')} in the newest window.` : prose(reason, 300);
}

function freshnessText({ newest, ageSeconds, reason }: Freshness): string {
  if (reason !== '') return prose(reason, 400);
  const time = newest === null ? 'of an unknown time' : driftWording.time(newest);
  return `The newest row is ${time}, ${formatDuration(ageSeconds)} old.`;
}

/** How well a classifier tells the two sides apart. */
export function togetherLines({ multivariate }: DriftRecord): readonly string[] {
  if (multivariate === undefined) return [];
  const { auc, interval, threshold, outcome, contributions, reason } = multivariate;
  return [
    `${outcomeMarks[outcome]}: AUC ${amount(auc, interval)}; 0.5 is guessing, from ${formatNumber(threshold, 3)} on it is drift. ${prose(reason, 300)}`.trimEnd(),
    '',
    ...contributions
      .slice(0, mostLines)
      .map(
        ({ feature, share }) =>
          `- ${literal(feature, 80)}: ${share === null ? noValue : formatPercent(share)}`,
      ),
  ];
}

/** What was compared with what, by which rule. */
export function comparedLines(record: DriftRecord): readonly string[] {
  const { reference, current, source } = record;
  const lasts = persistenceWords(record);
  return [
    ...(source === undefined ? [driftLegend] : ['Another monitor decided, by its own rule.']),
    ...(lasts === null ? [] : ['', `A change lasts, and is drift, when it is there in ${lasts}.`]),
    ...(reference === null ? [] : ['', `Reference: ${sideText(reference)}`]),
    ...(current === null ? [] : ['', `Current data: ${sideText(current)}`]),
    ...(source === undefined
      ? []
      : ['', `Reported by ${link(literal(source.adapter, 64), source.url)}.`]),
  ];
}

function sideText({ path, digest: value, rows, version, window }: DriftSide): string {
  const when =
    window === undefined
      ? ''
      : ` from ${driftWording.time(window.start)} to ${driftWording.time(window.end)}`;
  const kept = version === undefined ? '' : `, as kept with ${literal(`v${version}`, 40)}`;
  const bytes = value === null ? '' : `, ${digest(value)}`;
  return `${literal(path, 120)}, ${formatCount(rows, 'row')}${when}${kept}${bytes}.`;
}
