import { blocks } from '../judge/outcome.ts';
import type { Judgement, MetricComparison } from '../judge/facts.ts';
import { literal } from './literal.ts';
import { alike, formatSigned, formatSignedPercent, noValue } from './number.ts';
import { signs } from './sign.ts';
import { type Column, firstRows, more, table } from './table.ts';

const columns: readonly Column[] = [
  { heading: 'Metric', align: 'left' },
  { heading: 'Baseline', align: 'right' },
  { heading: 'Candidate', align: 'right' },
  { heading: 'Difference', align: 'right' },
  { heading: 'n', align: 'right' },
  { heading: 'Gate', align: 'left' },
  { heading: 'Outcome', align: 'left' },
];

/** As many as a person reads. */
const mostRows = 50;

const arrows = { lower: '\u2193', higher: '\u2191' } as const;

/** The table of one model's metrics: baseline, candidate, difference, rows, bounds and outcome. */
export function metricsTable({ comparisons, checks }: Judgement): readonly string[] {
  const gate = checks.find(({ check }) => check === 'metric-gate');
  const softened = gate?.outcome === 'warn';
  const { shown, left } = firstRows(telling(comparisons), mostRows);
  const rows = shown.map((comparison) => row(comparison, softened));
  return [...table(columns, rows), ...more(left, 'metrics are not shown.')];
}

/** The order of the configuration; where not all can be shown, those that do not pass come first. */
function telling(comparisons: readonly MetricComparison[]): readonly MetricComparison[] {
  if (comparisons.length <= mostRows) return comparisons;
  return [...comparisons.filter((each) => !passes(each)), ...comparisons.filter(passes)];
}

function passes({ outcome }: MetricComparison): boolean {
  return outcome === null || outcome === 'pass';
}

function row(comparison: MetricComparison, softened: boolean): readonly string[] {
  const { metric, direction, baseline, candidate, rows, gate } = comparison;
  const format = alike([baseline, candidate]);
  const arrow = direction === null ? '' : ` ${arrows[direction]}`;
  return [
    `${literal(metric, 64)}${arrow}`,
    format(baseline),
    candidate === null ? noValue : `**${format(candidate)}**`,
    difference(comparison),
    rows.toLocaleString('en-US'),
    gate ?? noValue,
    outcome(comparison, softened),
  ];
}

function difference({ difference, baseline }: MetricComparison): string {
  if (difference === null || baseline === null) return noValue;
  const share = difference / Math.abs(baseline);
  const signed = formatSigned(difference);
  return Number.isFinite(share) ? `${signed} (${formatSignedPercent(share)})` : signed;
}

const changes = {
  better: 'better',
  equal: 'the same',
  worse: 'worse',
  regression: '**regression**',
  unknown: noValue,
} as const satisfies { readonly [Key in MetricComparison['change']]: string };

function outcome(comparison: MetricComparison, softened: boolean): string {
  const { change, outcome } = comparison;
  if (outcome === null) return changes[change];
  const sign = softened && blocks(outcome) ? signs.warn : signs[outcome];
  return `${sign} ${gatedWords(comparison)}`;
}

function gatedWords({ change, outcome }: MetricComparison): string {
  if (outcome === 'inconclusive' || outcome === 'warn') return 'not judged';
  if (change === 'regression') return changes.regression;
  if (outcome === 'fail') return '**out of bounds**';
  if (change === 'worse') return 'worse, but allowed';
  return change === 'unknown' ? 'within bounds' : changes[change];
}
