import { quoted } from '../predictions/columns/quoted.ts';
import type { ReferenceProfile } from '../profile/profile.ts';

/**
 * Weights of any scale as shares of their sum; a feature without one counts nothing. Weights of which none is of a column
 * that is compared, such as those of columns that training makes, say nothing.
 */
export function sharesOf(
  weights: ReadonlyMap<string, number> | null,
  names: readonly string[],
): (name: string) => number | null {
  if (weights === null || !names.some((name) => (weights.get(name) ?? 0) > 0)) return () => null;
  let sum = 0;
  for (const weight of weights.values()) sum += Math.max(0, weight);
  if (!Number.isFinite(sum) || sum === 0) return () => null;
  return (name) => Math.max(0, weights.get(name) ?? 0) / sum;
}

/** Weights of columns that nobody compares, such as those that training makes, hide what drifts: a sentence about them. */
export function importanceNotes(
  weights: ReadonlyMap<string, number> | null,
  { profile, types }: Pick<ReferenceProfile, 'profile' | 'types'>,
): readonly string[] {
  const names = [...(weights?.keys() ?? [])];
  const unknown = names.filter((name) => !types.has(name));
  const [first] = unknown;
  if (first === undefined) return [];
  const more = unknown.length === 1 ? '' : ` and ${unknown.length - 1} more`;
  const isUsed = names.some((name) => profile.columns.has(name));
  const all = isUsed ? '' : ', so all features count alike';
  return [
    `monitor.importance has a weight of ${quoted(first)}${more}, which the reference does not hold${all}: name the columns of the data.`,
  ];
}
