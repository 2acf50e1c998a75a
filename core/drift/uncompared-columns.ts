import type { MonitorConfig } from '../../schemas/types.ts';
import type { ReferenceProfile } from '../profile/profile.ts';

/** What the values of such columns are called in a sentence. */
export const uncomparedKind = 'lists, structures or bytes';

/** What is asked for. */
interface Asked {
  readonly time: string | null;
  readonly features: MonitorConfig['features'];
  readonly apart?: readonly string[];
}

/**
 * The columns that are asked for, listed or with all, and of which the reference has no profile because their values are
 * lists, structures or bytes: nothing compares these.
 */
export function uncomparedColumns(
  { profile, types }: Pick<ReferenceProfile, 'profile' | 'types'>,
  { time, features, apart = [] }: Asked,
): readonly string[] {
  const isListed = Array.isArray(features);
  const [listed, others] = [new Set(isListed ? features : []), new Set([time, ...apart])];
  return [...types]
    .filter(([name, type]) => type === 'other' && !profile.columns.has(name))
    .map(([name]) => name)
    .filter((name) => (isListed ? listed.has(name) : !others.has(name)));
}
