import { Buffer } from 'node:buffer';
import { sha256 } from '../../../core/record/digest.ts';
import type { VersionRecord } from '../../../schemas/types.ts';
import { evaluated, recordFiles, registered, trained } from './records.ts';
import type { TestRepository } from './repository.ts';

/** The bytes of a version's package. */
export function packageOf(version: string): Buffer {
  return Buffer.from(`the packed model of ${version}`);
}

/**
 * Registers a version of `bikes` at a commit of `main` as the action does: a release with the package, and a workflow
 * run on `main` that leaves the records.
 */
export async function registerAt(
  repository: TestRepository,
  commit: string,
  version = '1.0.0',
): Promise<Readonly<VersionRecord>> {
  const { world, at, name } = repository;
  const { repos } = world.as('acme').rest;
  const tag = `bikes@v${version}`;
  const file = `bikes-${version}.tar.gz`;
  const bytes = packageOf(version);
  const played = repository.begin('push', commit);
  const run = trained(played.source, 'bikes');
  const evaluation = evaluated(played.source, run, { mae: 40, rmse: 60 });
  const record = registered(played.source, run, evaluation, version, {
    uri: `${world.github.url}/${name}/releases/download/${tag}/${file}`,
    digest: sha256(bytes),
    bytes: bytes.byteLength,
  });
  await tagVersion(repository, record);
  const release = await repos.createRelease({ ...at, tag_name: tag, target_commitish: commit });
  await uploadPackage(repository, release.data.id, file, bytes);
  await played.uploadRecords('bikes', recordFiles({ run, evaluation, version: record }));
  played.complete();
  await world.settled();
  return record;
}

/** Makes the annotated tag of a version as the action does. */
export async function tagVersion(
  { world, at }: TestRepository,
  { tag, commit, artifact, id }: Readonly<VersionRecord>,
): Promise<void> {
  const { git } = world.as('acme').rest;
  const message = `Register\n\nArtifact: ${artifact.digest}\nRecord: ${id}\n`;
  const { data } = await git.createTag({ ...at, tag, message, object: commit, type: 'commit' });
  await git.createRef({ ...at, ref: `refs/tags/${tag}`, sha: data.sha });
}

/** Uploads a file to a release. */
export async function uploadPackage(
  { world, at }: TestRepository,
  release: number,
  name: string,
  bytes: Buffer,
): Promise<void> {
  const octokit = world.as('acme');
  const { data } = await octokit.rest.repos.getRelease({ ...at, release_id: release });
  await octokit.request({
    method: 'POST',
    url: data.upload_url,
    name,
    headers: { 'content-type': 'application/gzip', 'content-length': bytes.byteLength },
    data: bytes,
  });
}
