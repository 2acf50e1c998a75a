import type { SliceMetrics } from '../../schemas/types.ts';
import { arrowed } from '../report/metric-name.ts';
import { alike, formatWhole, noValue } from '../report/number.ts';
import { sliceName } from '../report/slice-name.ts';
import { type Column, more, firstRows, table } from '../report/table.ts';
import { fewestJudged } from '../slices/limits.ts';
import type { Card, CardMetric } from './card.ts';

const most = 10;

/** Where the model is worst: the slices with enough rows by the first metric that has a better and a worse. */
export function measuredSlices({ metrics, slices }: Card): readonly string[] {
  const metric = metrics.find(
    ({ id, direction, value }) =>
      direction !== null && value !== null && slices.some((one) => valueOf(one, id) !== null),
  );
  if (metric === undefined) return [];
  const judged = slices.filter(
    (one) => one.rows >= fewestJudged && valueOf(one, metric.id) !== null,
  );
  if (judged.length === 0) return [];
  const sorted = judged.toSorted((a, b) => badness(b, metric) - badness(a, metric));
  const { shown, left } = firstRows(sorted, most);
  return [
    `### Worst slices by ${arrowed(metric.id, metric.direction)}`,
    '',
    ...sliceTable(metric, shown),
    ...more(left, `slices of at least ${fewestJudged} rows are in evaluation.json.`),
    '',
  ];
}

function sliceTable(metric: CardMetric, slices: readonly SliceMetrics[]): readonly string[] {
  const values = slices.map((one) => one.metrics[metric.id]);
  const format = alike([
    metric.value,
    ...values.flatMap((one) => [one?.value ?? null, one?.interval?.low ?? null]),
  ]);
  const columns: readonly Column[] = [
    { heading: 'slice', align: 'left' },
    { heading: 'value', align: 'right' },
    { heading: '95% interval', align: 'right' },
    { heading: 'rows', align: 'right' },
  ];
  const range = (low: number, high: number): string =>
    `${format(low)}\u00a0to\u00a0${format(high)}`;
  const whole = metric.interval;
  return table(columns, [
    ...slices.map((one, index) => {
      const interval = values[index]?.interval;
      return [
        sliceName(one.slice),
        format(values[index]?.value ?? null),
        interval === undefined ? noValue : range(interval.low, interval.high),
        formatWhole(one.rows),
      ];
    }),
    [
      'all rows',
      format(metric.value),
      whole === null ? noValue : range(whole.low, whole.high),
      formatWhole(metric.rows),
    ],
  ]);
}

function valueOf({ metrics }: SliceMetrics, id: string): number | null {
  const value = Object.hasOwn(metrics, id) ? (metrics[id]?.value ?? null) : null;
  return value !== null && Number.isFinite(value) ? value : null;
}

function badness(slice: SliceMetrics, { id, direction }: CardMetric): number {
  const value = valueOf(slice, id) ?? 0;
  return direction === 'lower' ? value : -value;
}
