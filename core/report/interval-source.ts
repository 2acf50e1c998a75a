import type { Comparison } from '../../schemas/types.ts';
import type { IntervalMethod, MetricComparison } from '../judge/facts.ts';
import { literal } from './literal.ts';
import { formatCount, formatWhole } from './number.ts';
import { firstRows } from './table.ts';

const mostNames = 5;

/** How each interval came about that rows drawn anew did not make. */
const methods = {
  bootstrap: null,
  delong: "by DeLong's method",
  mcnemar: "by McNemar's method",
  seeds: 'from the spread between training seeds',
} as const satisfies { readonly [Key in IntervalMethod]: string | null };

/** What the brackets of the table mean and where they are from, in small print; nothing where there are none. */
export function intervalSource(
  comparisons: readonly Pick<MetricComparison, 'metric' | 'interval' | 'method'>[],
  comparison: Comparison | null,
): readonly string[] {
  const with95 = comparisons.filter(({ interval }) => interval !== null);
  if (with95.length === 0) return [];
  const others = Object.entries(methods).flatMap(([method, words]) => {
    const metrics = with95.filter((each) => each.method === method);
    return words === null || metrics.length === 0
      ? []
      : [`${words} for ${names(metrics.map(({ metric }) => metric))}`];
  });
  const drawn = with95.some(({ method }) => method === 'bootstrap') && comparison !== null;
  const how = [...(drawn ? [resampling(comparison)] : []), ...others];
  const source = how.length === 0 ? '' : `, ${how.join(', ')}`;
  const rows = comparison === null ? '' : ` ${compared(comparison)}`;
  return [`<sub>In brackets is the 95% interval of the difference${rows}${source}.</sub>`];
}

/** How many rows were compared; and of how many, where some of either side had no counterpart. */
function compared({ rows }: Comparison): string {
  const { candidate, baseline, compared: both } = rows;
  const all = candidate === both && baseline === both;
  const of = all
    ? ''
    : ` (of ${formatWhole(candidate)} and the baseline's ${formatWhole(baseline)})`;
  return `on the ${formatCount(both, 'row')} that both predicted${of}`;
}

function resampling({ resamples, clusters }: Comparison): string {
  const groups = clusters === null ? '' : ` of ${formatCount(clusters, 'group')}`;
  return `from ${formatCount(resamples, 'resample')}${groups}`;
}

function names(metrics: readonly string[]): string {
  const { shown, left } = firstRows(metrics, mostNames);
  const list = shown.map((metric) => literal(metric, 64)).join(', ');
  return left === 0 ? list : `${list} and ${left} more`;
}
