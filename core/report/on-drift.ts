import type { EvaluationOnDrift, MetricOnDrift } from '../../schemas/types.ts';
import { isBeyond, type OnDriftFacts } from '../judge/on-drift.ts';
import { findMetric } from '../metrics/index.ts';
import { formatDifference } from './interval.ts';
import { literal } from './literal.ts';
import { arrowed } from './metric-name.ts';
import { formatCount } from './number.ts';
import { prose } from './prose.ts';
import { signs } from './sign.ts';
import { firstRows } from './table.ts';

const mostMetrics = 5;

/** One paragraph: how the candidate does beside the champion on the rows of the drifted window; none where that is not known. */
export function onDriftLines(onDrift: EvaluationOnDrift | undefined): readonly string[] {
  if (onDrift === undefined) return [];
  const { outcome, reason } = onDrift;
  if (outcome === 'inconclusive') {
    return [`${signs.inconclusive} Not judged on ${windowOf(onDrift)}: ${prose(reason, 600)}`];
  }
  return [
    `${findings[outcome]} ${windowOf(onDrift)}, ${words[outcome](championOf(onDrift))}: ${metricsOf(onDrift)}.`,
  ];
}

/** The same of a record that the app has held against the ledger. */
export function confirmedOnDriftLines(facts: OnDriftFacts | null): readonly string[] {
  if (facts === null) return [];
  if (facts.kind === 'compared') return onDriftLines(facts.comparison);
  return [
    `${signs.warn} What the record says of the drifted window is passed over: ${prose(facts.reason, 600)}`,
  ];
}

const findings = {
  better: `${signs.pass} On`,
  alike: 'On',
  worse: `${signs.warn} On`,
} as const;

const words = {
  better: (champion: string) => `it is surely better than ${champion}`,
  alike: (champion: string) => `it can't be told from ${champion}`,
  worse: (champion: string) => `it is surely worse than ${champion}`,
} as const;

function windowOf({ start, end, rows }: EvaluationOnDrift): string {
  const counted = rows === 0 ? '' : ` (${formatCount(rows, 'row')})`;
  return `the drifted window, ${literal(start, 40)} to ${literal(end, 40)}${counted}`;
}

function championOf({ champion }: EvaluationOnDrift): string {
  return champion === null ? 'the champion' : `the champion ${literal(`v${champion}`, 40)}`;
}

/** What decides first. */
function metricsOf({ metrics, outcome }: EvaluationOnDrift): string {
  const decides = (one: MetricOnDrift): boolean =>
    (outcome === 'better' || outcome === 'worse') && isBeyond(one, outcome);
  const sorted = [...metrics.filter(decides), ...metrics.filter((one) => !decides(one))];
  const { shown, left } = firstRows(sorted, mostMetrics);
  const list = shown.map(({ metric, difference, interval }) => {
    const ends =
      interval === null || interval.lower === null || interval.upper === null
        ? null
        : { low: interval.lower, high: interval.upper };
    const direction = findMetric(metric)?.direction ?? null;
    return `${arrowed(metric, direction)} ${formatDifference(difference, ends)}`;
  });
  const more = left === 0 ? [] : [`${left} more`];
  return [...list, ...more].join(', ');
}
