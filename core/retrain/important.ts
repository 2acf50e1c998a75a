import type { FeatureDrift } from '../../schemas/types.ts';

/**
 * The features that a model goes by: those with an importance of at least half of an equal share; all where none is known.
 * A feature without an importance, or with a negative one, counts nothing beside others that have one.
 */
export function importantFeatures(features: readonly FeatureDrift[]): readonly FeatureDrift[] {
  const watched = features.filter(({ role = 'feature' }) => role === 'feature');
  const total = watched.reduce((sum, feature) => sum + weightOf(feature), 0);
  if (!(total > 0) || !Number.isFinite(total)) return watched;
  return watched.filter((feature) => weightOf(feature) >= total / watched.length / 2);
}

function weightOf({ importance }: FeatureDrift): number {
  return importance === undefined || importance === null ? 0 : Math.max(0, importance);
}
