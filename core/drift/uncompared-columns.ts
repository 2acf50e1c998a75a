import type { MonitorConfig } from '../../schemas/types.ts';
import type { ReferenceProfile } from '../profile/profile.ts';

/** What the values of such columns are called in a sentence. */
export const uncomparedKind = 'lists, structures or bytes';

/** What is asked for. */
interface Asked {
  readonly time: string | null;
  readonly features: MonitorConfig['features'];
  readonly prediction: string | null;
  readonly answers?: readonly string[];
  readonly apart?: readonly string[];
}

/**
 * The columns that are asked for, listed, with all or as answers, and of which the reference has no profile because their values are
 * lists, structures or bytes: nothing compares these.
 */
export function uncomparedColumns(
  { profile, types }: Pick<ReferenceProfile, 'profile' | 'types'>,
  { time, features, prediction, answers = [], apart = [] }: Asked,
): readonly string[] {
  const isListed = Array.isArray(features);
  // What the model answers is asked for whatever is listed.
  const listed = new Set([...(isListed ? features : []), prediction, ...answers]);
  const others = new Set([time, ...apart]);
  return [...types]
    .filter(([name, type]) => type === 'other' && !profile.columns.has(name))
    .map(([name]) => name)
    .filter((name) => (isListed ? listed.has(name) : !others.has(name)));
}
