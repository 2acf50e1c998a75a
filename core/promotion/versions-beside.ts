import type { EvaluationRecord, ModelConfig } from '../../schemas/types.ts';
import { type Beside, compareWith } from '../judge/compare-with.ts';
import type { Assessment, MetricComparison } from '../judge/facts.ts';

/**
 * The metrics of a version beside those of another, by their evaluations. Where the one was compared row by row with the
 * other, in whichever order, the differences have that comparison's intervals.
 */
export function versionsBeside(
  version: EvaluationRecord,
  other: EvaluationRecord,
  config: ModelConfig,
): Beside {
  const forward = compareWith(version, other, config);
  if (forward.falseComparison !== null || hasIntervals(forward)) return forward;
  const backward = compareWith(other, version, config);
  if (backward.falseComparison !== null || !hasIntervals(backward)) return forward;
  const comparisons = backward.comparisons.map((one, index) =>
    mirrored(one, forward.comparisons[index] ?? one),
  );
  return { comparisons, alike: backward.alike, falseComparison: null };
}

function hasIntervals({ comparisons }: Beside): boolean {
  return comparisons.some(({ interval }) => interval !== null);
}

/** What is better by so much is seen from the other side worse by so much. */
const assessments: Readonly<Record<Assessment, Assessment>> = {
  better: 'worse',
  worse: 'better',
  // What is surely not worse may be better: whether the other one is worse is open.
  'not-worse': 'inconclusive',
  inconclusive: 'inconclusive',
};
const changes = { better: 'worse', worse: 'better', equal: 'equal', unknown: 'unknown' } as const;

function mirrored(one: MetricComparison, own: MetricComparison): MetricComparison {
  const { interval, difference, assessment, change } = one;
  return {
    ...one,
    baseline: one.candidate,
    candidate: one.baseline,
    difference: difference === null ? null : 0 - difference,
    interval: interval === null ? null : { low: 0 - interval.high, high: 0 - interval.low },
    assessment: assessment === null ? null : assessments[assessment],
    change: change === 'regression' ? 'better' : changes[change],
    candidateInterval: own.candidateInterval,
    reason: own.reason,
    rowsNeeded: null,
  };
}
