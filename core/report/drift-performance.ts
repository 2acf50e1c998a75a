import type { DriftRecord, PerformanceDrift } from '../../schemas/types.ts';
import { allowedOf } from './drift/allowed.ts';
import { amount } from './drift/amount.ts';
import { isUnbounded, unjudgedMetrics } from './drift/words.ts';
import { outcomeMarks } from './drift-table.ts';
import { driftWording } from './drift-wording.ts';
import { literal } from './literal.ts';
import { formatNumber, noValue } from './number.ts';
import { reasonItem } from './reason-item.ts';
import { sparkline } from './sparkline.ts';
import { type Column, firstRows, more, table } from './table.ts';

const columns: readonly Column[] = [
  { heading: 'Metric', align: 'left' },
  { heading: 'Value [95%]', align: 'right' },
  { heading: 'Reference', align: 'right' },
  { heading: 'Allowed', align: 'right' },
  { heading: 'Smallest to be seen', align: 'right' },
  { heading: 'By windows', align: 'left' },
  { heading: 'Outcome', align: 'left' },
];

const mostReasons = 20;

/** Metrics of the model in production, a row each, as many as are wanted. No lines where there is none. */
export function performanceTable(
  performance: readonly PerformanceDrift[],
  most: { readonly metrics: number; readonly windows: number },
): readonly string[] {
  if (performance.length === 0) return [];
  const { shown, left } = firstRows(performance, most.metrics);
  return [
    ...table(
      columns,
      shown.map((metric) => row(metric, most.windows)),
    ),
    ...more(left, 'metrics are not shown.'),
  ];
}

/** Why each metric with a bound could not be judged by it, an item each. */
export function performanceReasons(record: DriftRecord): readonly string[] {
  return unjudgedMetrics(record)
    .filter(({ reason }) => reason !== '')
    .slice(0, mostReasons)
    .map(({ metric, reason }) => reasonItem(metric, reason));
}

function row(metric: PerformanceDrift, windows: number): readonly string[] {
  const { estimated, value, interval, reference, history = [], changedAt, outcome } = metric;
  const { smallestDetectable = null } = metric;
  const changed = changedAt == null ? '' : `, another level since ${driftWording.time(changedAt)}`;
  const line = sparkline(history.slice(-windows).map((point) => point.value));
  return [
    estimated ? `${literal(metric.metric, 64)} (estimate)` : literal(metric.metric, 64),
    amount(value, interval).replaceAll(' ', '\u00a0'),
    formatNumber(reference),
    allowedText(metric),
    formatNumber(smallestDetectable, 2),
    line === '' ? noValue : `\`${line}\``,
    `${isUnbounded(metric) ? '\u26aa not judged' : outcomeMarks[outcome]}${changed}`,
  ];
}

/** The bound that is met first. */
function allowedText(metric: PerformanceDrift): string {
  const allowed = allowedOf(metric);
  if (allowed === null) return formatNumber(metric.limit);
  return `${allowed.isUpper ? '≤' : '≥'}\u00a0${formatNumber(allowed.value)}`;
}
