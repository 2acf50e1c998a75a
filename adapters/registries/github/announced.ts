import { RefusedError } from '../../../core/errors.ts';

/** Files that a store is told of beside the model are small. */
export const mostAnnouncedBytes = 20_000_000;

/** The error for a larger one. */
export function tooLargeToRead(tag: string, name: string): RefusedError {
  return new RefusedError('attachment-too-large', `${name} of ${tag} has more than 20 MB.`);
}
