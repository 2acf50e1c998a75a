import type { DriftRecord, PerformanceDrift } from '../../../schemas/types.ts';
import { html, type Html } from '../../evidence/html.ts';
import { formatCount, formatNumber } from '../number.ts';
import { amount } from './amount.ts';
import { chart, linePath, type Place, round } from './chart.ts';
import type { BinsPicture } from './picture.ts';
import { rangeOf } from './scale.ts';
import { timeText, windowNames } from './time-text.ts';

type Point = NonNullable<PerformanceDrift['history']>[number];
type Band = { readonly lower: number | null; readonly upper: number | null } | null;

/** With more points than this their dots would run together. */
const mostDots = 60;

/** A metric over the windows with its interval, its bounds as lines; null without two windows. */
export function performanceChart(metric: PerformanceDrift): Html | null {
  const { history = [], reference, limit, estimated } = metric;
  const bands = history.map(({ interval }) => interval);
  const range = rangeOf([
    ...history.map(({ value }) => value),
    ...bands.flatMap((band) => [band?.lower ?? null, band?.upper ?? null]),
    reference,
    limit,
  ]);
  if (history.length < 2 || range === null) return null;
  return chart(
    {
      title: `${metric.metric} by windows${estimated ? ', estimated' : ''}`,
      heading: estimated ? 'estimate, with its 95% interval' : 'value, with its 95% interval',
      levels: [
        { name: 'reference', value: reference, line: 'reference-line' },
        { name: 'limit', value: limit, line: 'limit-line' },
      ],
      description: `From ${formatNumber(history[0]?.value ?? null)} in the first window to ${formatNumber(history.at(-1)?.value ?? null)} in the newest.`,
      xTitle: 'start of the window',
      x: { kind: 'names', names: windowNames(history.map(({ start }) => start)) },
      y: range,
    },
    (place) => [
      bandOf(place, bands),
      html`<path
        class="${estimated ? 'current estimated' : 'current'}"
        d="${linePath(history.map(({ value }, index) => (value === null ? null : [place.x(index), place.y(value)])))}"
      />`,
      ...(history.length > mostDots
        ? []
        : history.map((point, index) => dot(place, point, index, estimated))),
    ],
  );
}

function dot(place: Place, point: Point, index: number, estimated: boolean): Html {
  if (point.value === null) return html``;
  return html`<circle
    class="${estimated ? 'dot hollow' : 'dot'}"
    cx="${round(place.x(index))}"
    cy="${round(place.y(point.value))}"
    r="3"
    ><title>
      ${timeText(point.start)}: ${amount(point.value, point.interval)},
      ${formatCount(point.rows, 'row')}
    </title></circle
  >`;
}

/** The area between the lower and the upper bounds, in pieces where some are not known. */
function bandOf(place: Place, bands: readonly Band[]): Html {
  const pieces: string[] = [];
  let open: { readonly index: number; readonly lower: number; readonly upper: number }[] = [];
  const close = (): void => {
    const upper = open.map(({ index, upper }) => [place.x(index), place.y(upper)] as const);
    const lower = open.map(({ index, lower }) => [place.x(index), place.y(lower)] as const);
    if (open.length > 1) pieces.push(`${linePath([...upper, ...lower.toReversed()]).markup}Z`);
    open = [];
  };
  bands.forEach((band, index) => {
    const { lower = null, upper = null } = band ?? {};
    if (lower === null || upper === null) close();
    else open.push({ index, lower, upper });
  });
  close();
  return html`<path class="band" d="${{ markup: pieces.join('') }}" />`;
}

/** The rows of each window, and what was to be expected of the newest; null without two windows. */
export function volumeChart({ windows = [], volume }: DriftRecord): Html | null {
  const most = Math.max(...windows.map(({ rows }) => rows), volume?.upper ?? 0);
  if (windows.length < 2 || !(most > 0)) return null;
  return chart(
    {
      title: 'Rows by windows',
      heading: 'rows',
      levels: [
        { name: 'at most', value: volume?.upper ?? null, line: 'reference-line' },
        { name: 'at least', value: volume?.lower ?? null, line: 'reference-line' },
      ],
      description: `From ${formatCount(windows[0]?.rows ?? 0, 'row')} in the first window to ${formatCount(windows.at(-1)?.rows ?? 0, 'row')} in the newest.`,
      xTitle: 'start of the window',
      x: { kind: 'names', names: windowNames(windows.map(({ start }) => start)) },
      y: { low: 0, high: most * 1.08 },
    },
    (place) => windows.map((window, index) => bar(place, window, index, windows.length)),
  );
}

function bar(
  place: Place,
  window: NonNullable<DriftRecord['windows']>[number],
  index: number,
  count: number,
): Html {
  const slot = (place.right - place.left) / count;
  const width = Math.max(0.4, slot * 0.72);
  const top = place.y(window.rows);
  return html`<rect
    class="bar"
    x="${round(place.x(index) - width / 2)}"
    y="${round(top)}"
    width="${round(width)}"
    height="${round(place.bottom - top)}"
    ><title>${timeText(window.start)}: ${formatCount(window.rows, 'row')}</title></rect
  >`;
}

/** How the values of a feature lie in each window: the middle, half of them and nine tenths; null without two windows. */
export function quantilesChart({
  feature,
  windows = [],
  referenceQuantiles,
}: BinsPicture): Html | null {
  const known = windows.filter(({ quantiles }) => quantiles !== null);
  if (known.length < 2) return null;
  const range = rangeOf([
    ...known.flatMap(({ quantiles }) => quantiles ?? []),
    ...(referenceQuantiles ?? []),
  ]);
  if (range === null) return null;
  const band = (from: number, to: number): readonly Band[] =>
    windows.map(({ quantiles }) => ({
      lower: quantiles?.[from] ?? null,
      upper: quantiles?.[to] ?? null,
    }));
  return chart(
    {
      title: `Values of ${feature} by windows`,
      heading: 'by windows: median, half, and nine tenths of the values',
      levels: [
        { name: 'reference', value: referenceQuantiles?.[2] ?? null, line: 'reference-line' },
      ],
      description: 'The median, and between which values half and nine tenths of them lie.',
      xTitle: 'start of the window',
      x: { kind: 'names', names: windowNames(windows.map(({ start }) => start)) },
      y: range,
    },
    (place) => [
      bandOf(place, band(0, 4)),
      bandOf(place, band(1, 3)),
      html`<path
        class="current"
        d="${linePath(windows.map(({ quantiles }, index) => (quantiles === null ? null : [place.x(index), place.y(quantiles[2])])))}"
      />`,
    ],
  );
}
