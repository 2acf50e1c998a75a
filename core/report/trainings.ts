import type { EvaluationRecord } from '../../schemas/types.ts';
import type { MetricComparison } from '../judge/facts.ts';
import { formatWhole } from './number.ts';
import { metricNames } from './metric-name.ts';

/** How often each side was trained, each time with another seed. */
export interface Trainings {
  readonly candidate: number;
  readonly baseline: number;
}

/** By the records of both; once where there is none. */
export function trainingsOf(
  candidate: EvaluationRecord | null,
  baseline: EvaluationRecord | null,
): Trainings {
  return { candidate: countOf(candidate), baseline: countOf(baseline) };
}

function countOf(evaluation: EvaluationRecord | null): number {
  return evaluation?.seeds?.length ?? 1;
}

/**
 * Of which trainings the values of the table are, in small print: means where the spread between the trainings is the
 * error, else those of the first. Nothing where neither side was trained more than once.
 */
export function valuesSource(
  comparisons: readonly Pick<MetricComparison, 'metric' | 'method'>[],
  trainings: Trainings,
): readonly string[] {
  if (trainings.candidate < 2 && trainings.baseline < 2) return [];
  const means = comparisons.filter(({ method }) => method === 'seeds');
  if (means.length === 0) return [small(`The values are ${firsts(trainings)}.`)];
  const between = `between ${meanOf('candidate', trainings)} and ${meanOf('baseline', trainings)}, each training with another seed`;
  if (means.length === comparisons.length) return [small(`The difference is ${between}.`)];
  const names = metricNames(means.map(({ metric }) => metric));
  return [
    small(`The difference of ${names} is ${between}; other values are ${firsts(trainings)}.`),
  ];
}

function meanOf(side: keyof Trainings, { [side]: count }: Trainings): string {
  return count === 1
    ? `the one training of the ${side}`
    : `the mean of ${formatWhole(count)} trainings of the ${side}`;
}

function firsts(trainings: Trainings): string {
  const sides = (['candidate', 'baseline'] as const).filter((side) => trainings[side] > 1);
  return sides
    .map((side) => `those of the first of ${formatWhole(trainings[side])} trainings of the ${side}`)
    .join(' and ');
}

function small(sentence: string): string {
  return `<sub>${sentence}</sub>`;
}
