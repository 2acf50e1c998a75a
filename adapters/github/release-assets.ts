import type { VersionRecord } from '../../schemas/types.ts';
import { at, type GitHubRepository, orNull } from './repository.ts';

/**
 * Why a version's package is not what was registered, by the digest that GitHub computed of the asset when it was
 * uploaded; null when it is. What can't be verified is a problem too.
 */
export async function packageProblem(
  repository: GitHubRepository,
  { tag, package: registered }: Readonly<VersionRecord>,
): Promise<string | null> {
  const answer = await orNull(
    repository.octokit.rest.repos.getReleaseByTag({ ...at(repository), tag }),
  );
  if (answer === null) return `The release ${tag} does not exist.`;
  const asset = answer.data.assets.find(({ name }) => name === registered.name);
  if (asset === undefined) return `The release ${tag} has no asset ${registered.name}.`;
  const digest = asset.digest ?? null;
  if (digest === null)
    return `GitHub states no digest of ${registered.name}, so it cannot be verified.`;
  if (digest === registered.digest && asset.size === registered.bytes) return null;
  return `${registered.name} of the release ${tag} is not what was registered: its digest is ${digest}, and ${registered.digest} was registered.`;
}
