import type { VersionRecord } from '../../../schemas/types.ts';
import type { Client } from './client.ts';
import { listModel } from './listing.ts';
import { hasManifest } from './manifest.ts';
import { patiently } from './patiently.ts';
import { type Place, placeOfSource, requireNames, uriOf } from './place.ts';
import { findVersions } from './version.ts';

/**
 * What is wrong with a version at its server, as a sentence, without fetching the model: MLflow must have the version
 * with its tags, and in its place the files by names and sizes, nothing else, and the list that was written when they
 * had been read back. Contents are not compared: MLflow states no digests. Who fetches the model verifies them.
 */
export async function modelProblem(
  client: Client,
  place: Place,
  record: Readonly<VersionRecord>,
): Promise<string | null> {
  const { tag, artifact, package: packed } = record;
  const where = `at the MLflow server ${client.server.base}`;
  if (packed.digest !== artifact.digest) {
    return `The record of ${tag} has two digests of one model: ${packed.digest} and ${artifact.digest}.`;
  }
  requireNames(artifact);
  const [version, ...more] = await patiently(client, () => findVersions(client, record));
  if (version === undefined) return `${packed.name} has no version ${tag} ${where}.`;
  if (more.length > 0) return `${packed.name} has several versions ${tag} ${where}.`;
  if (version.digest !== artifact.digest) {
    return `${tag} is tagged with another digest ${where}: ${version.digest || 'none'} instead of ${artifact.digest}.`;
  }
  if (placeOfSource(client.server, version.source)?.root !== place.root) {
    return `${tag} has its files elsewhere ${where} than in ${uriOf(place)}.`;
  }
  if (!(await hasManifest(client, place, artifact))) {
    return `The list of the files of ${tag} is missing ${where}, or is not the one that was registered.`;
  }
  const { sizes, stranger } = await listModel(client, place, artifact);
  if (stranger !== null) return `${tag} holds ${stranger} ${where}, which was not registered.`;
  const wrong = artifact.files.find(({ path, bytes }) => sizes.get(path) !== bytes);
  if (wrong === undefined) return null;
  const size = sizes.get(wrong.path);
  return `${wrong.path} of ${tag} ${size === undefined ? 'is missing' : `has ${size} bytes instead of ${wrong.bytes}`} ${where}.`;
}
