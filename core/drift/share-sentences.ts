import { formatNumber, formatPercent } from '../report/number.ts';
import { contrastInterval } from '../statistics/contrast.ts';
import type { WindowAlarm } from './judge-window.ts';
import type { Look } from './look.ts';
import { unreadableSentence } from './lost.ts';
import type { Shares } from './share-change.ts';
import type { ShareThresholds } from './thresholds.ts';
import { share, smallestRise } from './two-proportions.ts';

/** By which rule shares are judged. */
export interface ShareRule {
  readonly thresholds: ShareThresholds;
  /** The level at which a change is significant. */
  readonly alpha: number;
}

/**
 * Of each share that drifts what it was and is, by how much it changed, with a 95% interval, the threshold, and the
 * smallest such change that could have been seen.
 */
export function shareSentences(
  look: Look,
  drifts: (alarm: WindowAlarm) => boolean,
  rule: ShareRule,
): readonly string[] {
  const { missing, unseen, range } = rule.thresholds;
  const sentences = (
    alarm: WindowAlarm,
    shares: Shares | null,
    threshold: number,
    found: (before: string, now: string) => string,
  ): readonly string[] => {
    if (shares === null || !drifts(alarm)) return [];
    const [before, now] = [shares.reference, shares.current].map(share).map(formatPercent);
    return [found(before ?? '', now ?? ''), changeSentence(shares, threshold, rule.alpha)];
  };
  const name = JSON.stringify(look.subject.name);
  return [
    ...sentences('missing', look.missing, missing, (before, now) => {
      return `Missing values of ${name} went from ${before} to ${now} of the rows.`;
    }),
    ...sentences('unseen', look.unseen, unseen, (before, now) => {
      return `${now} of the values of ${name} have a level that the reference does not hold; ${before} were to be expected.`;
    }),
    ...sentences('range', look.range, range, (before, now) => {
      return `${now} of the values of ${name} lie beyond the smallest and largest of the reference; ${before} were to be expected.`;
    }),
    ...sentences('schema', look.unreadable, missing, () => unreadableSentence(look)),
  ];
}

function changeSentence({ reference, current }: Shares, threshold: number, alpha: number): string {
  const isRise = share(current) >= share(reference);
  const [more, less] = isRise ? [current, reference] : [reference, current];
  const { low, high } = contrastInterval(more, less, 1, 1);
  const change = points(share(more) - share(less));
  const found = `That is ${change} points ${isRise ? 'more' : 'less'} (95% interval ${points(low)} to ${points(high)}), at least ${points(threshold)}, and significant`;
  // A share falls by as much as that of all other rows rises.
  const before = isRise ? reference : { ...reference, hits: reference.rows - reference.hits };
  const smallest = smallestRise(before, current.rows, alpha);
  if (smallest === null) return `${found}.`;
  return `${found}; a ${isRise ? 'rise' : 'fall'} could have been seen from ${points(smallest)} points on.`;
}

function points(share: number): string {
  return formatNumber(100 * share, 3);
}
