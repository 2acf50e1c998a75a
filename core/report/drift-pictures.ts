import type { DriftRecord, DriftWindow, FeatureDrift } from '../../schemas/types.ts';
import { amount } from './drift/amount.ts';
import { byAttention } from './drift/attention.ts';
import type { BinsPicture, LevelsPicture } from './drift/picture.ts';
import { recordedPicture } from './drift/record-picture.ts';
import { timeText, windowNames } from './drift/time-text.ts';
import { literal } from './literal.ts';
import { formatNumber, formatPercent, formatSigned, noValue } from './number.ts';
import type { Axis } from './pictures/scale.ts';
import { padded, spread } from './pictures/spread.ts';
import { type Names, xychart } from './pictures/xychart.ts';
import { firstRows, more, table } from './table.ts';

const most = { features: 3, levels: 8, names: 14 };

/**
 * The features that drifted most, as Markdown with charts: the reference against the current data, and the size over the
 * windows. No lines where the record holds nothing that could be drawn.
 */
export function driftPictures(record: DriftRecord): readonly string[] {
  return mostDrifted(record).flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

/** The same, the lines of each feature by themselves. */
export function mostDrifted({
  features,
  windows = [],
}: DriftRecord): readonly (readonly string[])[] {
  const telling = features.filter(({ outcome }) => outcome === 'drift' || outcome === 'warning');
  const drawn: (readonly string[])[] = [];
  for (const feature of byAttention(telling)) {
    const lines = pictureLines(feature, windows);
    if (lines.length > 0) drawn.push(lines);
    if (drawn.length === most.features) break;
  }
  return drawn;
}

function pictureLines(feature: FeatureDrift, windows: readonly DriftWindow[]): readonly string[] {
  const drawn = [...distributionLines(feature), ...sizeLines(feature, windows)];
  return drawn.length === 0 ? [] : [headLine(feature), ...drawn];
}

function headLine({ feature, size, interval, threshold, since }: FeatureDrift): string {
  const said = [
    ...(size === null ? [] : [`size ${amount(size, interval)}`]),
    ...(threshold === null ? [] : [`threshold ${formatNumber(threshold, 3)}`]),
    ...(since == null ? [] : [`since ${literal(timeText(since), 40)}`]),
  ];
  const name = `**${literal(feature, 80)}**`;
  return said.length === 0 ? name : `${name}: ${said.join(', ')}`;
}

function distributionLines(feature: FeatureDrift): readonly string[] {
  const picture = recordedPicture(feature);
  if (picture === null) return [];
  return picture.kind === 'bins' ? curves(picture) : levelRows(picture);
}

function curves({ edges, reference, current, unit }: BinsPicture): readonly string[] {
  const middles = edges.slice(1).map((edge, index) => (edge + (edges[index] ?? edge)) / 2);
  const [low, high] = [middles[0], middles.at(-1)];
  if (low === undefined || high === undefined || !(high > low)) return [];
  const line = (shares: readonly number[]): readonly number[] =>
    spread({ x: middles, y: shares.map((share) => share * 100) }, low, high);
  const lines = [
    { colour: 'grey', values: line(reference) },
    { colour: 'blue', values: line(current) },
  ] as const;
  const top = Math.max(...lines.flatMap(({ values }) => values));
  const chart = xychart(
    { title: unit === 'characters' ? 'Characters' : 'Value', low, high },
    { title: 'Percent of the values', low: 0, high: top * 1.05 },
    lines,
    290,
  );
  if (chart.length === 0) return [];
  return ['', '**Grey** is the reference, **blue** are the current data.', '', ...chart];
}

function levelRows({ labels, reference, current }: LevelsPicture): readonly string[] {
  const rows = labels.map((label, index) => {
    const [before, now] = [reference[index] ?? 0, current[index] ?? 0];
    const points = formatSigned(Number(((now - before) * 100).toFixed(1)));
    return [literal(label, 64), formatPercent(before), formatPercent(now), points];
  });
  const { shown, left } = firstRows(rows, most.levels);
  const columns = [
    { heading: 'Level', align: 'left' },
    { heading: 'Reference', align: 'right' },
    { heading: 'Now', align: 'right' },
    { heading: 'Points', align: 'right' },
  ] as const;
  return ['', ...table(columns, shown), ...more(left, 'levels are not shown.')];
}

function sizeLines(feature: FeatureDrift, windows: readonly DriftWindow[]): readonly string[] {
  const { history, threshold } = feature;
  const known = (history?.sizes ?? []).flatMap((size, index) => {
    return size === null ? [] : [{ size, start: windows[index]?.start ?? '' }];
  });
  if (known.length < 2) return [];
  const sizes = known.map(({ size }) => size);
  const { high } = padded([...sizes, threshold ?? 0]);
  const chart = xychart(
    windowAxis(known.map(({ start }) => start)),
    { title: 'Size', low: 0, high },
    [
      ...(threshold === null
        ? []
        : [{ colour: 'grey' as const, values: sizes.map(() => threshold) }]),
      { colour: 'blue', values: sizes },
    ],
    220,
  );
  if (chart.length === 0) return [];
  const grey = threshold === null ? '' : ', **grey** the threshold';
  return ['', `By windows: **blue** is the size of the change${grey}.`, '', ...chart];
}

/** The windows by name where these are plain dates with room beside each other, else by number. */
function windowAxis(starts: readonly string[]): Axis | Names {
  const names = windowNames(starts);
  const isPlain = names.every((name) => /^[\d:-]{1,10}$/.test(name));
  const isDistinct = new Set(names).size === names.length;
  if (isPlain && isDistinct && names.length <= most.names) return { title: 'Window', names };
  return { title: 'Windows, oldest first', low: 1, high: starts.length };
}

const blocks = ['\u2581', '\u2582', '\u2584', '\u2586', '\u2588'] as const;

/** A size by windows as a line of blocks; from the middle one on it reaches its threshold. */
export function heatStrip(levels: readonly (0 | 1 | 2 | 3 | 4 | null)[]): string {
  if (levels.length === 0) return noValue;
  return `\`${levels.map((level) => (level === null ? '\u00b7' : blocks[level])).join('')}\``;
}
