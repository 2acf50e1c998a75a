import type { MetricGate, PerformanceDrift } from '../../schemas/types.ts';
import { timeText } from '../report/drift/time-text.ts';
import { formatCount, formatNumber } from '../report/number.ts';
import { smallestDetectable } from '../statistics/rows-needed.ts';
import type { Bound } from './bounds.ts';
import { fewestRows } from './facts.ts';
import type { WindowVerdict } from './judge-window.ts';
import { type Measured, standardErrorOf } from './measure.ts';

/** What was found of a metric, before it is put in words. */
export interface Judgement {
  readonly metric: string;
  readonly direction: 'higher' | 'lower';
  /** Of the newest window that could be judged. */
  readonly measured: Measured;
  /** Of the window that has most. */
  readonly mostRows: number;
  readonly bound: Bound | null;
  readonly reference: number | null;
  readonly gate: MetricGate;
  readonly estimated: boolean;
  readonly verdict: WindowVerdict;
  /** In how many of the newest `of` windows it is beyond its bound, and in how many it must be. */
  readonly beyond: number;
  readonly needed: number;
  readonly of: number;
  readonly isOneWindow: boolean;
  /** Of the newest window that could be judged. */
  readonly start: string | null;
  /** Since when its values are on another level, be it a better one. */
  readonly changedAt: string | null;
  readonly streamIsWorse: boolean;
}

/** Why a metric has its outcome, in one or two sentences. */
export function reasonFor(judgement: Judgement, outcome: PerformanceDrift['outcome']): string {
  const { changedAt, streamIsWorse } = judgement;
  const stream =
    changedAt === null
      ? []
      : [
          `Its values are on another level since ${timeText(changedAt)}, a ${streamIsWorse ? 'worse' : 'better'} one.`,
        ];
  const { bound, measured, verdict } = judgement;
  const isSmallTold = bound !== null && (verdict === 'beyond' || verdict === 'open');
  const smallest = isSmallTold ? smallestSentences(measured) : [];
  return [main(judgement, outcome), ...smallest, ...stream].join(' ');
}

/** The smallest difference that so many rows would have shown; nothing where no interval tells it. */
export function smallestSentences({ interval }: Measured): readonly string[] {
  if (interval === null) return [];
  const smallest = smallestDetectable(standardErrorOf(interval));
  if (!(smallest > 0)) return [];
  return [`A difference could have been seen from ${formatNumber(smallest)} on.`];
}

function main(judgement: Judgement, outcome: PerformanceDrift['outcome']): string {
  const { metric, measured, bound, verdict } = judgement;
  if (measured.rows < fewestRows) return tooFew(judgement);
  if (bound === null) return unbounded(judgement);
  const value = valueInWords(judgement);
  const worst = boundInWords(judgement, bound);
  if (outcome === 'drift' && verdict !== 'beyond') return hasBeen(judgement, value, worst);
  if (measured.value === null) {
    return `${metric} is not defined for the ${formatCount(measured.rows, 'row')}${inWindow(judgement)}.`;
  }
  if (outcome === 'drift') {
    return `${value} is surely ${side(judgement)} ${worst}${lasting(judgement)}.`;
  }
  if (verdict === 'unjudged') {
    return `${value} has no interval, so it can't be compared with ${worst}.`;
  }
  if (verdict === 'beyond') {
    return `${value} is surely ${side(judgement)} ${worst}, but in ${judgement.beyond} of the newest ${judgement.of} windows only; ${judgement.needed} are asked for.`;
  }
  if (verdict === 'open') {
    return `${value}: the rows can't tell on which side of ${worst} it is.`;
  }
  return `${value} keeps to ${worst}.`;
}

/** Of windows before the newest one. */
function hasBeen(judgement: Judgement, value: string, worst: string): string {
  const { metric, beyond, of } = judgement;
  return `${metric} was surely ${side(judgement)} ${worst} in ${beyond} of the newest ${of} windows, though not in the very newest: ${value}.`;
}

function valueInWords(judgement: Judgement): string {
  const { metric, estimated, measured } = judgement;
  const name = estimated ? `Estimated ${metric}` : metric;
  const { value, interval } = measured;
  const between =
    interval === null
      ? ''
      : ` (95% between ${formatNumber(interval.low)} and ${formatNumber(interval.high)})`;
  return `${name} ${formatNumber(value)}${between}${inWindow(judgement)}`;
}

function inWindow({ start }: Judgement): string {
  return start === null ? '' : ` in the window from ${timeText(start)}`;
}

function lasting({ isOneWindow, beyond, of }: Judgement): string {
  return isOneWindow ? '' : `, in ${beyond} of the newest ${of} windows`;
}

function side({ direction }: Judgement): string {
  return direction === 'lower' ? 'over' : 'under';
}

function boundInWords({ gate, reference }: Judgement, { worst, words }: Bound): string {
  const number = formatNumber(worst);
  if (words === 'limit') return `its limit of ${formatNumber(worst, 12)}`;
  const allowed = gate.max_regression;
  const amount = typeof allowed === 'number' ? formatNumber(allowed) : (allowed ?? '');
  return `the ${number} that is allowed, ${amount} worse than the reference's ${formatNumber(reference)}`;
}

function tooFew({ metric, estimated, mostRows }: Judgement): string {
  const rows = formatCount(mostRows, estimated ? 'row' : 'labelled row');
  return `${metric} is not judged: no window has more than ${rows}, and ${fewestRows} are needed.`;
}

function unbounded(judgement: Judgement): string {
  const { metric, gate } = judgement;
  if (gate.max_regression !== undefined) {
    return `${valueInWords(judgement)} has no reference to be compared with: register a version that was evaluated with ${metric}, give labels in the reference, or set monitor.performance.${metric}.limit.`;
  }
  return `${valueInWords(judgement)} is shown and not judged: set its bound in monitor.performance.${metric}.`;
}
