import { createHash } from 'node:crypto';
import { nodeId } from '../node-id.ts';
import type { Release, ReleaseAsset, Repository, State } from '../state.ts';
import { accountJson } from './account.ts';
import { repositoryUrl } from './repository.ts';

/** The tag as a release's pages name it: a draft has none yet, and gets a name that nobody guesses. */
export function pageTag({ draft, id, tag }: Release): string {
  if (!draft) return tag;
  return `untagged-${createHash('sha256').update(`release:${id}`).digest('hex').slice(0, 20)}`;
}

/** A release as the API and `release` payloads show it. */
export function releaseJson(
  state: State,
  repository: Repository,
  release: Release,
): Record<string, unknown> {
  const api = repositoryUrl(state, repository);
  const url = `${api}/releases/${release.id}`;
  const uploads = `${state.url}/api/uploads/repos/${repository.fullName}/releases/${release.id}`;
  const archive = (kind: string): string | null =>
    release.draft ? null : `${api}/${kind}/${pathOf(release.tag)}`;
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `${uploads}/assets{?name,label}`,
    html_url: `${state.url}/${repository.fullName}/releases/tag/${pathOf(pageTag(release))}`,
    id: release.id,
    author: accountJson(state, release.author),
    node_id: nodeId('Release', release.id),
    tag_name: release.tag,
    target_commitish: release.target,
    name: release.name,
    draft: release.draft,
    immutable: false,
    prerelease: release.prerelease,
    // The date of the commit, as on GitHub, which may be long before the release was made.
    created_at: release.createdAt,
    updated_at: release.publishedAt ?? release.createdAt,
    published_at: release.publishedAt,
    assets: [...release.assets.values()].map((asset) =>
      releaseAssetJson(state, repository, release, asset),
    ),
    tarball_url: archive('tarball'),
    zipball_url: archive('zipball'),
    body: release.body,
  };
}

/** A file of a release, without its bytes. */
export function releaseAssetJson(
  state: State,
  repository: Repository,
  release: Release,
  asset: ReleaseAsset,
): Record<string, unknown> {
  const downloads = `${state.url}/${repository.fullName}/releases/download`;
  return {
    url: `${repositoryUrl(state, repository)}/releases/assets/${asset.id}`,
    id: asset.id,
    node_id: nodeId('ReleaseAsset', asset.id),
    name: asset.name,
    label: asset.label,
    uploader: accountJson(state, asset.uploader),
    content_type: asset.contentType,
    state: 'uploaded',
    size: asset.bytes.length,
    digest: asset.digest,
    download_count: 0,
    created_at: asset.createdAt,
    updated_at: asset.createdAt,
    browser_download_url: `${downloads}/${pathOf(pageTag(release))}/${encodeURIComponent(asset.name)}`,
  };
}

/** A tag in a path: its slashes stay, all else is encoded. */
function pathOf(tag: string): string {
  return tag.split('/').map(encodeURIComponent).join('/');
}
