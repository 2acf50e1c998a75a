import type { HistoryPoint } from '../../schemas/types.ts';
import type { MetricComparison } from '../judge/facts.ts';
import { findMetric } from '../metrics/index.ts';
import type { Part } from './fit.ts';
import { formatDifference } from './interval.ts';
import { type Field, longTable } from './long-table.ts';
import { arrowed } from './metric-name.ts';
import { alike, formatSignedPercent, formatWhole, largestPercent, noValue } from './number.ts';
import { outcomeCell } from './outcome-cell.ts';
import { sparkline } from './sparkline.ts';

/** What the table of one model's metrics is made of. */
export interface MetricsTable {
  /** In the order in which they are shown. */
  readonly comparisons: readonly MetricComparison[];
  /** Whether a failure of the gate is a warning. */
  readonly softened: boolean;
  /** Earlier runs, oldest first; the candidate follows them in the trend. */
  readonly history: readonly HistoryPoint[];
  /** What the two sides are called, as Markdown, where that is not baseline and candidate. */
  readonly sides?: { readonly baseline: string; readonly candidate: string };
}

/** As many as a person reads. */
const mostRows = 50;
/** Of the trend: as wide as a metric's name. */
const mostRuns = 11;

type MetricField = Field<MetricComparison>;

/**
 * A row a metric: baseline, candidate, difference with its interval, outcome with the gate. A column in which
 * nothing would stand is left out, and so is `n` where all rows have the same: it stands in the heading then.
 */
export function metricsTable(input: MetricsTable): Part {
  return longTable({
    essential: true,
    fields: fieldsOf(input),
    rows: input.comparisons,
    rank,
    most: mostRows,
    rest: 'metrics are not shown.',
    wrap: (lines) => lines,
  });
}

/** What does not pass first, then what is worse though nothing gates it, then what is gated. */
function rank({ outcome, assessment }: MetricComparison): number {
  if (outcome !== null && outcome !== 'pass') return 0;
  if (assessment === 'worse') return 1;
  return outcome === null ? 3 : 2;
}

function fieldsOf({ comparisons, softened, history, sides }: MetricsTable): readonly MetricField[] {
  const [first] = comparisons;
  const rows = comparisons.every((each) => each.rows === first?.rows) ? (first?.rows ?? 0) : null;
  const name = rows === null ? 'Metric' : `Metric (n\u00a0=\u00a0${formatWhole(rows)})`;
  const compared = comparisons.some(({ baseline }) => baseline !== null);
  return [
    { heading: name, align: 'left', cell: metricName(history.slice(-mostRuns)) },
    ...(compared ? sideBySide(comparisons, sides) : [alone]),
    ...(rows === null ? [count] : []),
    ...(comparisons.some(saysSomething) ? [outcome(softened)] : []),
  ];
}

const alone: MetricField = { heading: 'Value', align: 'right', cell: candidateAlone };
const count: MetricField = { heading: 'n', align: 'right', cell: ({ rows }) => formatWhole(rows) };

function saysSomething({ candidate, change, outcome, assessment }: MetricComparison): boolean {
  return candidate === null || outcome !== null || assessment !== null || change !== 'unknown';
}

function outcome(softened: boolean): MetricField {
  const cell = (comparison: MetricComparison): string => outcomeCell(comparison, softened);
  return { heading: 'Outcome', align: 'left', cell };
}

function sideBySide(
  comparisons: readonly MetricComparison[],
  { baseline, candidate } = { baseline: 'Baseline', candidate: 'Candidate' },
): readonly MetricField[] {
  const intervals = comparisons.some(({ interval }) => interval !== null);
  return [
    { heading: baseline, align: 'right', cell: (each) => valuesOf(each)(each.baseline) },
    { heading: candidate, align: 'right', cell: candidateBeside },
    {
      heading: intervals ? 'Difference [95%]' : 'Difference, without interval',
      align: 'right',
      cell: difference,
    },
  ];
}

/** The id with the trend under it, which leaves the width to the numbers. */
function metricName(runs: readonly HistoryPoint[]): MetricField['cell'] {
  return (comparison) => {
    const { metric, direction } = comparison;
    const trend = trendOf(comparison, runs);
    return `${arrowed(metric, direction)}${trend === '' ? '' : `<br>${trend}`}`;
  };
}

function trendOf({ metric, candidate }: MetricComparison, runs: readonly HistoryPoint[]): string {
  const before = runs.map(({ metrics }) =>
    Object.hasOwn(metrics, metric) ? (metrics[metric] ?? null) : null,
  );
  return before.some((value) => value !== null) ? sparkline([...before, candidate]) : '';
}

function valuesOf({ baseline, candidate }: MetricComparison): (value: number | null) => string {
  return alike([baseline, candidate]);
}

function candidateBeside(comparison: MetricComparison): string {
  const { candidate } = comparison;
  return candidate === null ? noValue : `**${valuesOf(comparison)(candidate)}**`;
}

/** Without a baseline the value's own interval stands beside it. */
function candidateAlone(comparison: MetricComparison): string {
  const { candidateInterval: interval } = comparison;
  if (interval === null) return candidateBeside(comparison);
  const format = alike([comparison.candidate, interval.low, interval.high]);
  return `${candidateBeside(comparison)} [${format(interval.low)},\u00a0${format(interval.high)}]`;
}

/** A share of the baseline means nothing where 0 is no natural origin, or where the metric is a share itself. */
const withOrigin: readonly string[] = ['label', 'label squared', 'nats'];

function difference({ metric, difference, interval, baseline }: MetricComparison): string {
  const text = formatDifference(difference, interval);
  const share = difference === null || baseline === null ? NaN : difference / Math.abs(baseline);
  const unit = findMetric(metric)?.unit ?? 'none';
  // Beside a baseline of nearly 0 the difference says all.
  if (!(Math.abs(share) <= largestPercent) || !withOrigin.includes(unit)) return text;
  const percent = formatSignedPercent(share);
  return interval === null ? `${text} (${percent})` : `${text}<br><sub>${percent}</sub>`;
}
