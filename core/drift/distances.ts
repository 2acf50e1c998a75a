import type { DriftDistances } from '../../schemas/types.ts';
import { alignedOf } from './aligned.ts';
import { binsOf } from './deciles.ts';
import { jensenShannon } from './jensen-shannon.ts';
import { populationStability } from './population-stability.ts';
import { poolLevels } from './pool-levels.ts';
import type { Pair } from './statistic.ts';
import { wasserstein } from './wasserstein.ts';

/**
 * The distances that others go by, beside the size that decides; each less what is expected of it without drift, at
 * least 0. Null where there is none: of levels there is no Wasserstein distance. `deviation` is that of the reference.
 */
export function distances(pair: Pair, deviation: number | null): DriftDistances {
  if (pair.kind === 'numbers') {
    const aligned = alignedOf(pair);
    const bins = binsOf(aligned);
    return {
      wasserstein: wasserstein(aligned, deviation),
      psi: populationStability(bins),
      jensenShannon: jensenShannon(bins),
    };
  }
  const bins = poolLevels(pair);
  if (bins === null) return { wasserstein: null, psi: null, jensenShannon: null };
  return { wasserstein: null, psi: populationStability(bins), jensenShannon: jensenShannon(bins) };
}
