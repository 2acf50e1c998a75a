import type { MonitorConfig } from '../../schemas/types.ts';
import type { ReferenceProfile } from './profile.ts';

/**
 * The columns that are to be compared now and of which a profile that was kept earlier knows nothing, since others were
 * watched then: the data set is to be read instead.
 */
export function lackingColumns(
  { profile, types }: Pick<ReferenceProfile, 'profile' | 'types'>,
  watched: 'all' | readonly string[],
  { features, time }: Pick<MonitorConfig, 'features' | 'time'>,
): readonly string[] {
  const listed: readonly string[] = Array.isArray(features) ? features : [];
  const names = watched === 'all' ? [...types.keys()] : watched;
  return names.filter((name) => {
    if (name === time || profile.columns.has(name)) return false;
    const type = types.get(name);
    // A column of lists or bytes is in no profile, and a prediction that the data set lacks in none of it.
    return type === undefined ? listed.includes(name) : type !== 'other' && type !== 'empty';
  });
}
