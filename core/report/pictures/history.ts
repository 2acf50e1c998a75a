import type { HistoryPoint } from '../../../schemas/types.ts';
import type { MetricComparison } from '../../judge/facts.ts';
import { arrowed } from '../metric-name.ts';
import { formatCount } from '../number.ts';
import type { Picture } from './picture.ts';
import type { Axis } from './scale.ts';
import { padded } from './spread.ts';
import { type Names, xychart } from './xychart.ts';

const most = { metrics: 3, runs: 30 };
const fewestRuns = 2;
const mostNames = 14;

/** The first metrics over the runs of the default branch, gated ones before others. */
export function history(
  comparisons: readonly MetricComparison[],
  points: readonly HistoryPoint[],
): readonly Picture[] {
  const gated = comparisons.filter(({ gate }) => gate !== null);
  const others = comparisons.filter(({ gate }) => gate === null);
  const charts = [...gated, ...others]
    .map((comparison) => chart(comparison, points))
    .filter((lines) => lines.length > 0)
    .slice(0, most.metrics);
  if (charts.length === 0) return [];
  const text =
    '**Blue** are the runs of the default branch, oldest first, and this candidate after them; **grey** is where the candidate stands.';
  const summary =
    charts.length === 1 ? 'History of a metric' : `History of ${charts.length} metrics`;
  return [{ summary, lines: [text, ...charts.flatMap((lines) => ['', ...lines])] }];
}

function chart(
  { metric, direction, candidate }: MetricComparison,
  points: readonly HistoryPoint[],
): readonly string[] {
  const runs = points
    .map(({ metrics }) => (Object.hasOwn(metrics, metric) ? (metrics[metric] ?? null) : null))
    .filter((value): value is number => Number.isFinite(value))
    .slice(-most.runs);
  if (runs.length < fewestRuns || candidate === null) return [];
  const values = [...runs, candidate];
  const drawn = xychart(
    runsAxis(values.length),
    { title: 'Value', ...padded(values) },
    [
      { colour: 'grey', values: values.map(() => candidate) },
      { colour: 'blue', values },
    ],
    290,
  );
  if (drawn.length === 0) return [];
  const left = points.length - runs.length;
  const missing = left > 0 ? `, ${formatCount(left, 'run')} without a value left out` : '';
  return [`${arrowed(metric, direction)}${missing}`, '', ...drawn];
}

/** A name for each run, or numbers where the names would run into each other. */
function runsAxis(count: number): Names | Axis {
  const title = 'Runs of the default branch, then this one';
  if (count > mostNames) return { title, low: 1, high: count };
  const names = Array.from({ length: count }, (_, index) => String(index + 1));
  return { title, names: [...names.slice(0, -1), 'this'] };
}
