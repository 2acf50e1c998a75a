import type { DriftContribution, MultivariateDrift, Window } from '../../../schemas/types.ts';
import { fewestSampled } from '../../profile/collect/newest-rows.ts';
import type { RowSample } from '../../profile/rows.ts';
import { timeText } from '../../report/drift/time-text.ts';
import { formatNumber, formatWhole } from '../../report/number.ts';
import { aucInterval, delong, type Placements, placements } from '../../statistics/delong.ts';
import { tail } from '../../statistics/levels.ts';
import { randomStreams } from '../../statistics/random.ts';
import { smallestDetectable } from '../../statistics/rows-needed.ts';
import { crossFit } from './boost.ts';
import { chooseFeatures, sharedFeatures, sharedNames } from './features.ts';
import { chooseRows, dealFolds } from './rows.ts';

/** More rows on a side would make it slower, and say hardly more. */
export const mostSampled = 5_000;
/** So many values of both sides are learnt from: some ten seconds. */
const mostValues = 2_000_000;
const folds = 5;
const mostContributions = 50;
/** Smaller shares of the gain are splits by chance. */
const leastShare = 1e-4;

/** How two samples are told apart. */
export interface DomainOptions {
  /** Of the area under the ROC curve, from `monitor.thresholds.multivariate`. */
  readonly threshold: number;
  /** The same seed and rows give the same answer. */
  readonly seed: string;
  /** Of the current rows; null where they have no time. */
  readonly window: Window | null;
}

/** The threshold where the configuration has none. */
export const usualThreshold = 0.65;

/**
 * How well boosted trees tell the current rows from those of the reference, by the area under the ROC curve on rows that
 * they have not learnt from (a classifier two-sample test: Lopez-Paz and Oquab, ICLR 2017), with DeLong's interval. So a
 * change that no feature shows alone, such as of a correlation, is seen. Drift where the curve's area is at least the
 * threshold and surely above 0.5.
 */
export function domainClassifier(
  reference: RowSample,
  current: RowSample,
  { threshold, seed, window }: DomainOptions,
): MultivariateDrift {
  const stream = randomStreams(`${seed}/domain-classifier`);
  const all = sharedNames(reference, current);
  const names = chooseFeatures(all, stream(3));
  const most = Math.min(mostSampled, Math.floor(mostValues / (2 * Math.max(1, names.size))));
  const chosen = {
    reference: chooseRows(reference.rows, most, stream(0)),
    current: chooseRows(current.rows, most, stream(1)),
  };
  const [before, now] = [chosen.reference.length, chosen.current.length];
  const sides = { threshold, referenceRows: before, currentRows: now };
  if (Math.min(before, now) < fewestSampled) {
    return unjudged(
      sides,
      `The reference has ${formatWhole(before)} rows and the current data ${formatWhole(now)}; ${fewestSampled} on each side are needed to tell them apart by all features together.`,
    );
  }
  const features = sharedFeatures(reference, current, names, chosen);
  if (features.length === 0) {
    return unjudged(
      sides,
      'The reference and the current data share no feature by which they could be told apart.',
    );
  }
  const labels = new Uint8Array(before + now).fill(1, before);
  const { scores, gains } = crossFit(features, labels, dealFolds(labels, folds, stream(2)), folds);
  const found = placements(labels, scores);
  if (found === null) return unjudged(sides, 'Too few rows to tell them apart.');
  const interval = intervalOf(labels, found);
  const isDrift = found.auc >= threshold && interval.lower > 0.5;
  const contributions = contributionsOf(
    features.map(({ name }) => name),
    gains,
  );
  return {
    ...sides,
    auc: found.auc,
    interval,
    outcome: isDrift ? 'drift' : 'stable',
    contributions,
    reason: [
      reasonFor({ auc: found.auc, interval, threshold }, isDrift, contributions),
      ...(isDrift ? alarmSentences(found, window) : []),
      ...chosenInWords(names, all),
    ].join(' '),
  };
}

/**
 * DeLong's, on the logit's scale. Where every row was told rightly it has none: then the smallest area with which so
 * many pairs of rows that share none would all come out right once in 40 times.
 */
function intervalOf(
  labels: Uint8Array,
  found: Placements,
): { readonly lower: number; readonly upper: number } {
  const interval = aucInterval(delong(labels, found));
  if (interval !== null) return { lower: interval.low, upper: interval.high };
  const reach = tail ** (1 / Math.min(found.positives, found.negatives));
  return found.auc >= 1 ? { lower: reach, upper: 1 } : { lower: 0, upper: 1 - reach };
}

function contributionsOf(names: readonly string[], gains: Float64Array): DriftContribution[] {
  const whole = gains.reduce((sum, gain) => sum + gain, 0);
  if (!(whole > 0)) return [];
  return names
    .map((name, index) => ({
      feature: name.slice(0, 256).toWellFormed(),
      share: (gains[index] ?? 0) / whole,
    }))
    .filter(({ share }) => share >= leastShare)
    .sort((a, b) => b.share - a.share || (a.feature < b.feature ? -1 : 1))
    .slice(0, mostContributions);
}

/** The smallest area that would have been seen (its spread at 0.5: Hanley and McNeil, Radiology 1982), and the window. */
function alarmSentences(
  { positives, negatives }: Placements,
  window: Window | null,
): readonly string[] {
  const standardError = Math.sqrt((positives + negatives + 1) / (12 * positives * negatives));
  const smallest = Math.min(1, 0.5 + smallestDetectable(standardError));
  return [
    `An area could have been seen from ${formatNumber(smallest, 3)} on.`,
    ...(window === null
      ? []
      : [`The window is ${timeText(window.start)} to ${timeText(window.end)}.`]),
  ];
}

interface Area extends Pick<MultivariateDrift, 'threshold'> {
  readonly auc: number;
  readonly interval: NonNullable<MultivariateDrift['interval']>;
}

function reasonFor(
  { auc, interval, threshold }: Area,
  isDrift: boolean,
  contributions: readonly DriftContribution[],
): string {
  const between = `95% interval ${formatNumber(interval.lower, 3)} to ${formatNumber(interval.upper, 3)}`;
  const area = `the area under its ROC curve is ${formatNumber(auc, 3)} (${between}; 0.5 is chance)`;
  const limit = formatNumber(threshold, 3);
  if (isDrift) {
    const most = contributions.slice(0, 3).map(({ feature }) => JSON.stringify(short(feature)));
    const by = most.length === 0 ? '' : ` It goes mostly by ${most.join(', ')}.`;
    return `A classifier tells the current rows from those of the reference: ${area}, at least ${limit}.${by}`;
  }
  if (auc < threshold) {
    return `A classifier hardly tells the current rows from those of the reference: ${area}, below ${limit}.`;
  }
  return `A classifier may tell the current rows from those of the reference, but not surely: ${area}, and its interval reaches 0.5.`;
}

function chosenInWords(names: ReadonlySet<string>, all: readonly string[]): readonly string[] {
  if (names.size === all.length) return [];
  return [
    `It was shown ${formatWhole(names.size)} of the ${formatWhole(all.length)} features, drawn at random.`,
  ];
}

function short(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60).toWellFormed()}…` : name;
}

function unjudged(
  sides: Pick<MultivariateDrift, 'threshold' | 'referenceRows' | 'currentRows'>,
  reason: string,
): MultivariateDrift {
  return {
    ...sides,
    auc: null,
    interval: null,
    outcome: 'insufficient-data',
    contributions: [],
    reason,
  };
}
