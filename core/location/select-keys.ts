import { matchesPattern } from '../config/glob.ts';
import { isDataName } from './data-name.ts';
import type { S3Location } from './location.ts';
import { beforeWildcard, folderBefore } from './pattern.ts';

/** What the key of every object begins with that a location may stand for: what a store is asked to list. */
export function listedPrefix({ form, key }: S3Location): string {
  // A store lists by any beginning, so it need not end at a slash.
  return form === 'pattern' ? beforeWildcard(key) : key;
}

/**
 * Whether an object that was listed belongs to a location: its key fits the pattern or lies in the folder, and it holds
 * rows. Patterns are those of local files. What the location says by itself may be hidden; what is found below it not.
 */
export function isSelected(location: S3Location, key: string): boolean {
  const { form, key: asked } = location;
  if (form === 'object') return key === asked;
  const folder = form === 'pattern' ? folderBefore(asked) : asked;
  const fits = form === 'pattern' ? matchesPattern(key, asked) : key.startsWith(asked);
  return fits && isDataName(key.slice(folder.length));
}
