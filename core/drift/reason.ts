import type { PersistenceConfig, Window } from '../../schemas/types.ts';
import { timeText } from '../report/drift/time-text.ts';
import { formatNumber, formatPValue, formatWhole } from '../report/number.ts';
import { bounded } from '../text/bounded.ts';
import type { Examined } from './examined.ts';
import { isLost, type WindowAlarm } from './judge-window.ts';
import { type Look, pairIn } from './look.ts';
import { lostSentence, unreadableSentence } from './lost.ts';
import { falseDiscoveryRate, fewestRows, relief } from './rules.ts';
import { type ShareRule, shareSentences } from './share-sentences.ts';
import { shiftSentence } from './shift.ts';

const longest = 1024;

/** What a reason must name beside what was found. */
export interface ReasonContext extends ShareRule {
  /** The window that is judged; null where the rows have no time. */
  readonly window: Window | null;
  /** Null without windows. */
  readonly persistence: PersistenceConfig | null;
  /** The smallest size that could have been seen. */
  readonly smallestDetectable: number | null;
  /** Why nothing is judged of a column that is not lost; null where it is. */
  readonly unjudged: string | null;
  /** The columns of the current data that the reference does not hold. */
  readonly added: readonly string[];
}

/** Why a column has its outcome, in one or more sentences. */
export function reasonFor(examined: Examined, context: ReasonContext): string {
  const { judged, courses } = examined;
  const { look } = judged;
  if (isLost(look)) return bounded(lostSentence(look, context.added), longest);
  if (context.unjudged !== null) return context.unjudged;
  const drifts = (alarm: WindowAlarm): boolean => courses.get(alarm)?.now ?? false;
  const hasUnreadable = (look.unreadable?.current.hits ?? 0) > 0;
  const sentences = [
    distributionSentence(examined, context),
    ...shareSentences(look, drifts, context),
    ...(hasUnreadable && !drifts('schema') ? [unreadableSentence(look)] : []),
    ...lastingSentences(examined, context),
  ];
  return bounded(sentences.filter((sentence) => sentence !== '').join(' '), longest);
}

function distributionSentence(
  { judged, courses }: Examined,
  { smallestDetectable }: ReasonContext,
): string {
  const { look, adjustedPValue } = judged;
  const { subject, comparison } = look;
  const { statistic, name } = subject;
  if (look.current === null) return 'The current data have no labels yet.';
  if (subject.role === 'label' && look.currentRows === 0) return 'There are no labels yet.';
  if (subject.reference.kind === 'time') return timeSentence(look);
  if (!look.hasEnoughRows) return tooFew(look, smallestDetectable);
  if (comparison === null) return tooRare(look);
  const threshold = thresholdText(look);
  const { lower, upper } = comparison.interval();
  const interval = `95% interval ${formatNumber(lower, 3)} to ${formatNumber(upper, 3)}`;
  const size = `${statistic.sizeLabel} is ${formatNumber(comparison.size, 3)} (${interval})`;
  const p = `adjusted p-value ${formatPValue(adjustedPValue).replace('< ', 'below ')}`;
  const pair = courses.get('distribution')?.now === true ? pairIn(look) : null;
  if (pair !== null) {
    return `${shiftSentence(name, pair)} ${size}, at least ${threshold}, and significant: ${p}.`;
  }
  if (comparison.size < subject.threshold) return `${size}, below ${threshold}.`;
  return `${size}, at least ${threshold}, but not significant: ${p}, above ${falseDiscoveryRate}.`;
}

function thresholdText({ subject }: Look): string {
  const threshold = formatNumber(subject.threshold, 3);
  return subject.isCalibrated
    ? `${threshold}, which parts of the reference reach themselves`
    : threshold;
}

function smallestSentences(look: Look, smallest: number | null): readonly string[] {
  if (smallest === null) return [];
  const { sizeLabel } = look.subject.statistic;
  return [`${sizeLabel} could have been seen from ${formatNumber(smallest, 3)} on.`];
}

function timeSentence({ hasEnoughRows, currentRows }: Look): string {
  return hasEnoughRows
    ? 'Times go on by themselves, so only missing and unreadable ones are compared.'
    : `${formatWhole(currentRows)} values; ${fewestRows} on each side are needed.`;
}

function tooFew(look: Look, smallest: number | null): string {
  const rows = `The reference has ${formatWhole(look.referenceRows)} values and the current data ${formatWhole(look.currentRows)}; ${fewestRows} on each side are needed.`;
  if (smallest === null) return rows;
  return `${rows} ${look.subject.statistic.sizeLabel} would have to reach ${formatNumber(smallest, 3)} to be significant.`;
}

function tooRare({ subject }: Look): string {
  const { reference } = subject;
  const levels =
    reference.kind === 'categorical' ? reference.levels.size + reference.rest.levels : 0;
  return `Nearly every value is a level of its own, ${formatWhole(levels)} in the reference, so their frequencies cannot be compared. If this is an id, leave it out of monitor.features; if it is a number, some of its values are not.`;
}

/** In which window, and how long already. */
function lastingSentences(examined: Examined, context: ReasonContext): readonly string[] {
  const { window, persistence } = context;
  const { outcome, since } = examined;
  if (outcome !== 'drift' && outcome !== 'warning') return [];
  const place = [
    ...smallestSentences(examined.judged.look, context.smallestDetectable),
    ...(window === null
      ? []
      : [`The window is ${timeText(window.start)} to ${timeText(window.end)}.`]),
  ];
  if (persistence === null) return place;
  const rule = `${persistence.drifted} of ${persistence.of} windows`;
  if (outcome === 'warning')
    return [...place, `It does not last yet: for that it must drift in ${rule}.`];
  const isNow = [...examined.courses.values()].some(({ now }) => now);
  const start = since === null ? [] : [`It has drifted since ${timeText(since)}.`];
  if (isNow) return [...place, ...start];
  const newest = examined.judged.look.hasEnoughRows
    ? 'In the newest window it did not'
    : 'In the newest window it could not be judged';
  return [
    ...place,
    ...start,
    `${newest}; it is over when fewer than ${rule} reach ${relief * 100}% of the threshold.`,
  ];
}
