import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf';
import type { Interval } from '../../schemas/types.ts';
import { tail } from './levels.ts';
import { normalCdf, normalQuantile } from './normal.ts';

/** Rows that two classifiers judged, by who was right. */
export interface PairedHits {
  readonly rows: number;
  /** Right by the candidate, wrong by the baseline. */
  readonly candidateOnly: number;
  /** Wrong by the candidate, right by the baseline. */
  readonly baselineOnly: number;
}

/** The difference of two accuracies on the same rows: candidate minus baseline. */
export interface AccuracyDifference {
  readonly difference: number;
  /** 95%. */
  readonly interval: Interval;
  readonly standardError: number;
  /** Two-sided, of the hypothesis that both are right equally often. */
  readonly pValue: number;
}

/** From so many discordant rows on, the chi-square approximation serves. */
const fewDiscordant = 25;

/** Counts who was right where; the three arrays have one class a row. */
export function pairedHits(
  labels: ArrayLike<number>,
  candidate: ArrayLike<number>,
  baseline: ArrayLike<number>,
): PairedHits {
  const rows = labels.length;
  let candidateOnly = 0;
  let baselineOnly = 0;
  for (let row = 0; row < rows; row++) {
    const right = candidate[row] === labels[row];
    if (right === (baseline[row] === labels[row])) continue;
    if (right) candidateOnly += 1;
    else baselineOnly += 1;
  }
  return { rows, candidateOnly, baselineOnly };
}

/**
 * The difference with the adjusted Wald interval of Bonett and Price (Journal of Educational and Behavioral Statistics
 * 2012), recommended for its coverage by Fagerland, Lydersen and Laake (Statistics in Medicine 2014), and McNemar's
 * test. Where both are right on the same rows there is no difference and no spread. At least one row.
 */
export function accuracyDifference(hits: PairedHits): AccuracyDifference {
  const { rows, candidateOnly, baselineOnly } = hits;
  const pValue = mcnemarPValue(candidateOnly, baselineOnly);
  if (candidateOnly + baselineOnly === 0) {
    return { difference: 0, interval: { low: 0, high: 0 }, standardError: 0, pValue };
  }
  const [gained, lost] = [(candidateOnly + 1) / (rows + 2), (baselineOnly + 1) / (rows + 2)];
  const centre = gained - lost;
  const standardError = Math.sqrt((gained + lost - centre ** 2) / (rows + 2));
  const half = -normalQuantile(tail) * standardError;
  return {
    difference: (candidateOnly - baselineOnly) / rows,
    interval: { low: Math.max(-1, centre - half), high: Math.min(1, centre + half) },
    standardError,
    pValue,
  };
}

/**
 * McNemar's two-sided p-value (1947) from the two discordant counts: exact by the binomial distribution below 25 of
 * them, else by chi-square with Edwards' continuity correction, `(|b - c| - 1)^2 / (b + c)`. 1 where b = c.
 */
export function mcnemarPValue(b: number, c: number): number {
  const discordant = b + c;
  if (b === c) return 1;
  if (discordant < fewDiscordant) {
    return Math.min(1, 2 * binomialCdf(Math.min(b, c), discordant, 0.5));
  }
  // Chi-square with one degree of freedom is a squared normal variable.
  return 2 * normalCdf(-(Math.abs(b - c) - 1) / Math.sqrt(discordant));
}
