import { total } from './pool-levels.ts';
import type { CategoricalFeature } from './statistic.ts';
import type { Proportion } from './two-proportions.ts';

/**
 * Current rows whose level the reference does not hold, and what is to be expected of them without drift: the
 * reference's rows whose level occurs once, so that each would be unseen among the others (Good and Turing).
 */
export function unseenLevels({ reference, current }: CategoricalFeature): {
  readonly reference: Proportion;
  readonly current: Proportion;
} {
  let single = 0;
  for (const count of reference.values()) if (count === 1) single += 1;
  let unseen = 0;
  for (const [level, count] of current) if (!reference.has(level)) unseen += count;
  return {
    reference: { hits: single, rows: total(reference) },
    current: { hits: unseen, rows: total(current) },
  };
}
