import { type Decision, decide } from '../statistics/decide.ts';
import { tail } from '../statistics/levels.ts';
import { normalQuantile } from '../statistics/normal.ts';
import type { GatedDifference } from '../statistics/worsening.ts';
import type { Bound } from './bounds.ts';
import { type Measured, standardErrorOf } from './measure.ts';

/** A metric of a window, and the bound that it has. */
export interface BoundedMeasure {
  readonly metric: string;
  readonly direction: 'higher' | 'lower';
  readonly measured: Measured;
  readonly bound: Bound;
}

/** What a window says of a metric: surely beyond its bound, surely within, or neither. */
export type WindowVerdict = 'beyond' | 'within' | 'open' | 'unjudged';

/** Judges the metrics of one window together (Holm): beyond is one whose whole interval is on the wrong side. */
export function judgeWindow(
  measures: readonly BoundedMeasure[],
): ReadonlyMap<string, WindowVerdict> {
  const decisions = decide(measures.map(differenceFrom));
  return new Map(decisions.map((decision) => [decision.metric, verdictOf(decision)]));
}

function verdictOf({ assessment, kind }: Decision): WindowVerdict {
  if (kind === 'not-judged') return 'unjudged';
  if (assessment === 'worse') return 'beyond';
  return assessment === 'inconclusive' ? 'open' : 'within';
}

/** The value less its bound; where the bound was measured too, with the errors of both. */
function differenceFrom({ metric, direction, measured, bound }: BoundedMeasure): GatedDifference {
  const { value, interval, rows } = measured;
  const { worst, standardError } = bound;
  const common = { metric, direction, tolerance: 0, quantiles: null, freedom: null, rows };
  if (value === null || interval === null) {
    return { ...common, difference: null, interval: null, standardError: null };
  }
  const reach = -normalQuantile(tail) * standardError;
  return {
    ...common,
    difference: value - worst,
    interval: {
      low: value - worst - Math.hypot(value - interval.low, reach),
      high: value - worst + Math.hypot(interval.high - value, reach),
    },
    standardError: Math.hypot(standardErrorOf(interval), standardError),
  };
}
