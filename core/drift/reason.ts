import { formatNumber, formatPercent, formatPValue } from '../report/number.ts';
import type { Examined } from './examine.ts';
import { total } from './pool-levels.ts';
import { fewestRows, falseDiscoveryRate } from './rules.ts';
import type { CategoricalFeature, Feature, NumericFeature } from './statistic.ts';
import type { Shares } from './share-change.ts';
import { share } from './two-proportions.ts';

const longestLevel = 40;

/** Why a feature has its outcome, in one or more sentences. */
export function reasonFor(examined: Examined): string {
  const { columns, missingChanged, unseenChanged, unseen } = examined;
  return [
    distribution(examined),
    ...(missingChanged ? [shareSentence('Missing values', columns.missing)] : []),
    ...(unseenChanged && unseen !== null ? [unseenSentence(unseen)] : []),
  ].join(' ');
}

function distribution(examined: Examined): string {
  const { columns, comparison, hasEnoughRows, statistic, adjustedPValue } = examined;
  const { feature } = columns;
  if (feature === null) return columns.reason;
  if (!hasEnoughRows) return tooFew(examined);
  if (comparison === null) return tooRare(feature);
  const size = `${statistic.sizeLabel} is ${formatNumber(comparison.size, 3)}`;
  const threshold = formatNumber(statistic.threshold, 3);
  const p = `adjusted p-value ${formatPValue(adjustedPValue).replace('< ', 'below ')}`;
  if (examined.distributionChanged) {
    return `${shift(feature)} ${size}, at least ${threshold}, and significant: ${p}.`;
  }
  if (comparison.size < statistic.threshold) return `${size}, below ${threshold}.`;
  return `${size}, at least ${threshold}, but not significant: ${p}, above ${falseDiscoveryRate}.`;
}

function tooFew({ columns, statistic, smallestDetectable }: Examined): string {
  const { referenceRows, currentRows } = columns;
  const rows = `The reference has ${referenceRows.toLocaleString('en-US')} values and the current data ${currentRows.toLocaleString('en-US')}; ${fewestRows} on each side are needed.`;
  if (smallestDetectable === null) return rows;
  return `${rows} ${statistic.sizeLabel} would have to reach ${formatNumber(smallestDetectable, 3)} to be significant.`;
}

function tooRare(feature: Feature): string {
  const levels = feature.kind === 'categorical' ? feature.reference.size : 0;
  return `Nearly every value is a level of its own, ${levels.toLocaleString('en-US')} in the reference, so their frequencies cannot be compared. If this is an id, leave it out of monitor.features; if it is a number, some of its values are not.`;
}

function shift(feature: Feature): string {
  return feature.kind === 'numeric' ? medianShift(feature) : levelShift(feature);
}

function medianShift({ reference, current }: NumericFeature): string {
  return `The median went from ${formatNumber(median(reference))} to ${formatNumber(median(current))}.`;
}

/** The middle of an ascending sample. */
function median(sorted: Float64Array): number {
  const [low, high] = [Math.floor((sorted.length - 1) / 2), Math.ceil((sorted.length - 1) / 2)];
  return ((sorted[low] ?? Number.NaN) + (sorted[high] ?? Number.NaN)) / 2;
}

function levelShift({ reference, current }: CategoricalFeature): string {
  const [n, m] = [total(reference), total(current)];
  const shares = [...new Set([...reference.keys(), ...current.keys()])].map((level) => {
    const [before, now] = [(reference.get(level) ?? 0) / n, (current.get(level) ?? 0) / m];
    return { level, before, now, change: Math.abs(now - before) };
  });
  const most = shares.toSorted((a, b) => b.change - a.change || (a.level < b.level ? -1 : 1))[0];
  if (most === undefined) return '';
  const { level, before, now } = most;
  const shown = level.length > longestLevel ? `${level.slice(0, longestLevel)}…` : level;
  return `The share of ${JSON.stringify(shown)} went from ${formatPercent(before)} to ${formatPercent(now)}.`;
}

function shareSentence(what: string, { reference, current }: Shares): string {
  return `${what} went from ${formatPercent(share(reference))} to ${formatPercent(share(current))} of the rows, a significant change.`;
}

function unseenSentence({ current }: Shares): string {
  return `${formatPercent(share(current))} of the rows have a level that the reference does not hold.`;
}
