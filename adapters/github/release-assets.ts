import type { VersionRecord } from '../../schemas/types.ts';
import { type GitHubRepository, orNull } from './repository.ts';

/** As much of a client of one repository as this asks. */
interface ReleaseReader extends Pick<GitHubRepository, 'owner' | 'repo'> {
  readonly octokit: {
    readonly rest: {
      readonly repos: Pick<GitHubRepository['octokit']['rest']['repos'], 'getReleaseByTag'>;
    };
  };
}

/**
 * Why a version's package is not what was registered, by the digest that GitHub computed of the asset when it was
 * uploaded; null when it is. What can't be verified is a problem too.
 */
export async function packageProblem(
  repository: ReleaseReader,
  { model, version, tag, package: registered }: Readonly<VersionRecord>,
): Promise<string | null> {
  if (tag !== `${model}@v${version}`) {
    return `The record of ${model} ${version} names the tag ${tag}.`;
  }
  const answer = await orNull(
    repository.octokit.rest.repos.getReleaseByTag({
      owner: repository.owner,
      repo: repository.repo,
      tag,
    }),
  );
  if (answer === null) return `The release ${tag} does not exist.`;
  const asset = answer.data.assets.find(({ name }) => name === registered.name);
  if (asset === undefined) return `The release ${tag} has no asset ${registered.name}.`;
  if (pathOf(asset.browser_download_url) !== pathOf(registered.uri)) {
    return `${registered.uri} is not the address of ${registered.name} in the release ${tag}.`;
  }
  const digest = asset.digest ?? null;
  if (digest === null)
    return `GitHub states no digest of ${registered.name}, so it cannot be verified.`;
  if (digest === registered.digest && asset.size === registered.bytes) return null;
  return `${registered.name} of the release ${tag} is not what was registered: its digest is ${digest}, and ${registered.digest} was registered.`;
}

/** What an address names, however its characters are escaped; the host has several names on some servers. */
function pathOf(address: string): string | null {
  return URL.canParse(address) ? decodeURIComponent(new URL(address).pathname) : null;
}
