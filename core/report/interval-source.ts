import type { Comparison } from '../../schemas/types.ts';
import type { IntervalMethod, MetricComparison } from '../judge/facts.ts';
import { metricNames } from './metric-name.ts';
import { formatCount, formatWhole } from './number.ts';

/** How each interval came about that rows drawn anew did not make. */
const methods = {
  bootstrap: null,
  delong: "by DeLong's method",
  mcnemar: "by McNemar's method",
  seeds: 'from the spread between training seeds and, where they were compared, between rows',
} as const satisfies { readonly [Key in IntervalMethod]: string | null };

/** What the brackets of the table mean and where they are from, in small print; nothing where there are none. */
export function intervalSource(
  comparisons: readonly (Pick<MetricComparison, 'metric' | 'interval' | 'method'> &
    Partial<Pick<MetricComparison, 'gate'>>)[],
  comparison: Comparison | null,
): readonly string[] {
  const with95 = comparisons.filter(({ interval }) => interval !== null);
  if (with95.length === 0) return [];
  const others = Object.entries(methods).flatMap(([method, words]) => {
    const metrics = with95.filter((each) => each.method === method);
    return words === null || metrics.length === 0
      ? []
      : [`${words} for ${metricNames(metrics.map(({ metric }) => metric))}`];
  });
  const drawn = with95.some(({ method }) => method === 'bootstrap') && comparison !== null;
  const how = [...(drawn ? [resampling(comparison)] : []), ...others];
  const source = how.length === 0 ? '' : `, ${how.join(', ')}`;
  const ofRows = comparison !== null && with95.some(({ method }) => method !== 'seeds');
  const rows = ofRows ? ` ${compared(comparison)}` : '';
  const gated = with95.filter(({ gate = null }) => gate !== null).length;
  const corrected =
    gated > 1
      ? ` Better and worse are said of the ${gated} gated metrics after Holm's correction.`
      : '';
  return [
    `<sub>In brackets is the 95% interval of the difference${rows}${source}.${corrected}</sub>`,
  ];
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
