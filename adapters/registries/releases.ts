import type { RegistryConnection, RegistryType } from './registry.ts';
import { type Client, connect } from './releases/client.ts';
import { download } from './releases/download.ts';
import { find, findArtifact, newest, numbers } from './releases/find.ts';
import { publish } from './releases/publish.ts';
import { resume } from './releases/resume.ts';
import { tagOf } from './releases/tag.ts';

/**
 * GitHub tags and releases: an annotated tag `name@vX.Y.Z` as GTO writes it, and a release of that tag with the
 * packed model and the records as assets. Needs nothing beside GitHub.
 */
export const releases: RegistryType = {
  type: 'releases',
  open(connection) {
    const client = connect(connection);
    return {
      numbers: (model) => numbers(client, model),
      newest: (model) => newest(client, model),
      find: (model, version) => find(client, model, version),
      findArtifact: (model, artifact) => findArtifact(client, model, artifact),
      uri: (model, version, file) => assetUri(connection, client, tagOf(model, version), file),
      resume: (model) => resume(client, model),
      publish: (publication) => publish(client, publication),
      download: (record, file, path) => download(client, record, file, path),
    };
  },
};

/** A release asset's `browser_download_url` once the release is published. */
function assetUri(
  { serverUrl }: RegistryConnection,
  { owner, repo }: Client,
  tag: string,
  file: string,
): string {
  return `${serverUrl}/${owner}/${repo}/releases/download/${encodeURIComponent(tag)}/${file}`;
}
