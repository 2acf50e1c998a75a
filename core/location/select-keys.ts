import { matchesPattern } from '../config/glob.ts';
import { isDataName } from './data-name.ts';
import type { S3Location } from './location.ts';

/** What the key of every object begins with that a location may stand for: what a store is asked to list. */
export function listedPrefix({ form, key }: S3Location): string {
  if (form !== 'pattern') return key;
  // A store lists by any beginning, so it need not end at a slash.
  return key.slice(0, key.search(/[*?[{]/));
}

/**
 * Whether an object that was listed belongs to a location: its key fits the pattern or lies in the folder, and it holds
 * rows. Patterns are those of local files.
 */
export function isSelected(location: S3Location, key: string): boolean {
  const { form, key: asked } = location;
  if (form === 'object') return key === asked;
  if (form === 'pattern') return matchesPattern(key, asked) && isDataName(key);
  return key.startsWith(asked) && isDataName(key.slice(asked.length));
}
