import { RefusedError } from '../../../core/errors.ts';
import type { VersionRecord } from '../../../schemas/types.ts';
import { versionTaken } from '../store.ts';
import { getTagged } from './manifests.ts';
import type { Place } from './place.ts';
import type { Session } from './session.ts';

/**
 * The tag of a version: its number, in a repository that is called as the model is; else the model's name before it, so
 * that models can share a repository.
 */
export function tagOf(
  { repository }: Place,
  { model, version }: Readonly<Pick<VersionRecord, 'model' | 'version'>>,
): string {
  return repository.split('/').at(-1) === model ? version : `${model}-${version}`;
}

/**
 * Whether a tag holds this manifest; false where there is none. Throws a RefusedError where it holds another: another run
 * took the number, or somebody else used it.
 */
export async function isTagged(session: Session, tag: string, digest: string): Promise<boolean> {
  const tagged = await getTagged(session, tag);
  if (tagged === null) return false;
  if (tagged.digest === digest) return true;
  const { host, repository } = session.place;
  throw new RefusedError(
    versionTaken,
    `${host}/${repository}:${tag} is ${tagged.digest} already, which is not what is registered now. Versions do not change: remove that tag in the registry if it was made by mistake, or configure another repository; then run this again.`,
  );
}
