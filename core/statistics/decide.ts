import { probabilityAtLeast, probabilityAtMost } from './distribution.ts';
import { holm, holmDivisors } from './holm.ts';
import { tail } from './levels.ts';
import { normalQuantile } from './normal.ts';
import { rowsNeeded } from './rows-needed.ts';
import { type GatedDifference, type Worsening, worseningOf } from './worsening.ts';

/** Whether a candidate is better or worse in one metric, as far as the rows can tell. */
export type Assessment = 'better' | 'not-worse' | 'worse' | 'inconclusive';

/** What is decided of one gated metric. */
export type Decision = Judged | NotJudged;

/** The metric could be judged. */
export interface Judged {
  readonly kind: 'judged';
  readonly metric: string;
  readonly assessment: Assessment;
  /** How much worse it got, in the metric's unit; negative where it got better. */
  readonly worsening: number;
  /** One-sided p-value, corrected by Holm, of the hypothesis that it is not worse than the tolerance. */
  readonly pWorse: number;
  /** One-sided p-value, corrected by Holm, of the hypothesis that it is not better at all. */
  readonly pBetter: number;
  /** About how many rows would decide it; null unless it is inconclusive and rows help. */
  readonly rowsNeeded: number | null;
}

/** The metric could not be judged. */
export interface NotJudged {
  readonly kind: 'not-judged';
  readonly metric: string;
  readonly assessment: 'inconclusive';
  /** A sentence. */
  readonly reason: string;
}

/**
 * Judges the gated metrics of one candidate together. Worse is a metric whose whole 95% interval lies beyond the
 * tolerance, better one whose whole interval lies on the good side of 0; both also after Holm's correction over the
 * metrics, so that with a probability of 97.5% none is wrongly called worse, and likewise for better. Not worse is one
 * whose interval lies within the tolerance. Anything else is inconclusive, and so is what can't be judged, which takes
 * no part in the correction.
 */
export function decide(differences: readonly GatedDifference[]): readonly Decision[] {
  const facts = differences.map(worseningOf);
  const family = facts.filter((one) => one.kind === 'worsening');
  const rawWorse = family.map((one) => probabilityAtMost(one.distribution, one.tolerance));
  const pWorse = holm(rawWorse);
  const divisors = holmDivisors(rawWorse);
  const pBetter = holm(family.map((one) => probabilityAtLeast(one.distribution, 0)));
  return facts.map((one) => {
    if (one.kind === 'unjudged') return notJudged(one.metric, one.reason);
    const place = family.indexOf(one);
    return judged(one, {
      pWorse: pWorse[place] ?? 1,
      pBetter: pBetter[place] ?? 1,
      divisor: divisors[place] ?? 1,
    });
  });
}

interface Corrected {
  readonly pWorse: number;
  readonly pBetter: number;
  /** By how many metrics the level of this one is divided. */
  readonly divisor: number;
}

function judged(one: Worsening, { pWorse, pBetter, divisor }: Corrected): Judged {
  const { metric, worsening } = one;
  const assessment = assessmentOf(one, pWorse, pBetter);
  const needed = assessment === 'inconclusive' ? moreRows(one, divisor) : null;
  return { kind: 'judged', metric, assessment, worsening, pWorse, pBetter, rowsNeeded: needed };
}

function assessmentOf(
  { interval, tolerance }: Worsening,
  pWorse: number,
  pBetter: number,
): Assessment {
  if (interval.low > tolerance && pWorse <= tail) return 'worse';
  if (interval.high < 0 && pBetter <= tail) return 'better';
  return interval.high <= tolerance ? 'not-worse' : 'inconclusive';
}

/** To be found worse it must pass Holm's correction, to be found not worse it need not. */
function moreRows(one: Worsening, divisor: number): number | null {
  const { rows, worsening, tolerance, distribution } = one;
  if (rows === null) return null;
  const { standardError } = distribution;
  const distance = Math.abs(worsening - tolerance);
  const level = worsening > tolerance ? tail / divisor : tail;
  return rowsNeeded({ rows, standardError, distance, reach: -normalQuantile(level) });
}

function notJudged(metric: string, reason: string): NotJudged {
  return { kind: 'not-judged', metric, assessment: 'inconclusive', reason };
}
