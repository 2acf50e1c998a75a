import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ReadableStream } from 'node:stream/web';
import { rcompare } from 'semver';
import { RefusedError } from '../../../core/errors.ts';
import { kindOf, subjectOf } from '../../../core/record/kinds.ts';
import { readRecord } from '../../../core/record/read.ts';
import type { VersionRecord } from '../../../schemas/types.ts';
import type { WantedArtifact } from '../registry.ts';
import { isDeregistered, type NamedRef, tagProblem, tagProblemAmong } from '../tag-problem.ts';
import { type Asset, type Client, type Release, retryingAsk, statusOf } from './client.ts';
import { readMarker } from './marker.ts';
import { namedVersion, tagOf, versionOf } from './tag.ts';

/** No record is larger: see the limits of an artifact. */
const largestRecordBytes = 5 * 1024 * 1024;
/** Tags without a version's release (made by hand, by GTO, or whose release was deleted) that are passed over in search of the newest. */
const mostTagsTried = 5;

/** The versions that tags of this model name, taken back or not. */
export async function numbers(client: Client, model: string): Promise<readonly string[]> {
  return numbersOf(model, await versionRefs(client, model));
}

/** The versions that these refs name. */
export function numbersOf(model: string, refs: readonly NamedRef[]): readonly string[] {
  const named = refs.map(({ ref }) => namedVersion(model, ref.slice('refs/tags/'.length)));
  return [...new Set(named.flatMap((one) => one?.version ?? []))];
}

/** The record of the newest version that has a release of ours: one with `version.json`. */
export async function newest(
  client: Client,
  model: string,
): Promise<Readonly<VersionRecord> | null> {
  const refs = await versionRefs(client, model);
  const versions = refs
    .map(({ ref }) => versionOf(model, ref.slice('refs/tags/'.length)))
    .filter((version) => version !== null)
    .filter((version) => !isDeregistered(model, version, refs))
    .toSorted(rcompare);
  for (const version of versions.slice(0, mostTagsTried)) {
    const release = await releaseOf(client, tagOf(model, version));
    if (release === null || recordAsset(release) === undefined) continue;
    const record = await versionRecord(client, release, model, version);
    await requireTag(client, record, refs);
    return record;
  }
  return null;
}

/** The record of one version; null when it has no release. */
export async function find(
  client: Client,
  model: string,
  version: string,
): Promise<Readonly<VersionRecord> | null> {
  const release = await releaseOf(client, tagOf(model, version));
  if (release === null) return null;
  const record = await versionRecord(client, release, model, version);
  await requireTag(client, record, await versionRefs(client, model, version));
  return record;
}

/** Tags that begin as those of a model's versions do, or of one of them. */
export async function versionRefs(
  client: Client,
  model: string,
  version = '',
): Promise<readonly NamedRef[]> {
  const { octokit, owner, repo } = client;
  const tag = tagOf(model, version);
  const { data } = await retryingAsk(client, `the list of tags ${tag}*`, () =>
    octokit.rest.git.listMatchingRefs({ owner, repo, ref: `tags/${tag}` }),
  );
  return data;
}

/** Why a version's tag is not the one that was made for it, as a sentence; null when it is. */
export async function nameProblem(
  client: Client,
  record: Readonly<VersionRecord>,
): Promise<string | null> {
  const problem = await retryingAsk(client, `the tag ${record.tag}`, () =>
    tagProblem(client, record),
  );
  return problem?.sentence ?? null;
}

async function requireTag(
  client: Client,
  record: Readonly<VersionRecord>,
  refs: readonly NamedRef[],
): Promise<void> {
  const problem = await retryingAsk(client, `the tag ${record.tag}`, () =>
    tagProblemAmong(client, record, refs),
  );
  if (problem !== null) throw new RefusedError(problem.code, problem.sentence);
}

/** Every release of the repository, drafts included where the token may see them. */
export async function allReleases(client: Client): Promise<readonly Release[]> {
  const { octokit, owner, repo } = client;
  return retryingAsk(client, 'the list of releases', () =>
    octokit.paginate(octokit.rest.repos.listReleases, { owner, repo, per_page: 100 }),
  );
}

/**
 * The version among these releases whose artifact has this digest. Notes can be edited by people, so the marker only
 * finds candidates, as does the digest that GitHub computed of the package, and where neither is there any release with
 * a record; the version's record decides. One that was taken back is none.
 */
export async function findArtifact(
  client: Client,
  model: string,
  wanted: WantedArtifact,
  releases: readonly Release[],
): Promise<Readonly<VersionRecord> | null> {
  for (const release of releases) {
    const version = versionOf(model, release.tag_name);
    if (version === null || release.draft) continue;
    const record = await recordOfCandidate(client, release, model, version, wanted);
    if (record?.artifact.digest !== wanted.digest) continue;
    const refs = await versionRefs(client, model, version);
    if (isDeregistered(model, version, refs)) continue;
    await requireTag(client, record, refs);
    return record;
  }
  return null;
}

/** The record of a release that may hold the wanted artifact; null where it is known to hold another, or is not ours. */
async function recordOfCandidate(
  client: Client,
  release: Release,
  model: string,
  version: string,
  wanted: WantedArtifact,
): Promise<Readonly<VersionRecord> | null> {
  const marker = readMarker(release.body);
  const isCandidate =
    marker?.artifact === wanted.digest ||
    release.assets.some(({ digest }) => digest === wanted.packageDigest);
  if (isCandidate) return versionRecord(client, release, model, version);
  if (marker !== null || recordAsset(release) === undefined) return null;
  try {
    return await versionRecord(client, release, model, version);
  } catch (error) {
    // Somebody's own file of that name concerns nobody here.
    if (error instanceof RefusedError) return null;
    throw error;
  }
}

/** The published release of a tag; null when there is none. */
export async function releaseOf(client: Client, tag: string): Promise<Release | null> {
  const { octokit, owner, repo } = client;
  return retryingAsk(client, `the release of ${tag}`, async () => {
    try {
      return (await octokit.rest.repos.getReleaseByTag({ owner, repo, tag })).data;
    } catch (error) {
      if (statusOf(error) === 404) return null;
      throw error;
    }
  });
}

/** Reads `version.json` of a release. Throws a RefusedError when it is not the record of that very version. */
export async function versionRecord(
  client: Client,
  release: Release,
  model: string,
  version: string,
): Promise<Readonly<VersionRecord>> {
  const tag = tagOf(model, version);
  const asset = recordAsset(release);
  if (asset === undefined) {
    throw new RefusedError(
      'no-version-record',
      `The release ${tag} has no asset version.json, so it is no version that Assay registered: attach the version's record to it, or rename its tag.`,
    );
  }
  const result = readRecord(await assetText(client, asset), `version.json of the release ${tag}`);
  if (!result.ok) throw new RefusedError('bad-version-record', result.reason);
  const record = result.value;
  if (kindOf(record) !== 'version' || subjectOf(record) !== model) {
    throw new RefusedError(
      'bad-version-record',
      `version.json of the release ${tag} is not the record of a version of ${model}.`,
    );
  }
  const found = record as Readonly<VersionRecord>;
  if (found.version !== version) {
    throw new RefusedError(
      'bad-version-record',
      `version.json of the release ${tag} is the record of ${found.tag}.`,
    );
  }
  return found;
}

/** The asset `version.json`. */
export function recordAsset(release: Release): Asset | undefined {
  return release.assets.find(({ name }) => name === 'version.json');
}

async function assetText(client: Client, asset: Asset): Promise<string> {
  if (asset.size > largestRecordBytes) {
    throw new RefusedError('bad-version-record', `${asset.name} is too large for a record.`);
  }
  return new TextDecoder().decode(await assetBytes(client, asset));
}

/** The bytes of a small asset, exactly. */
export async function assetBytes(client: Client, asset: Asset): Promise<Uint8Array> {
  const { octokit, owner, repo } = client;
  return retryingAsk(client, `the asset ${asset.name}`, async () => {
    const { data } = await octokit.rest.repos.getReleaseAsset({
      owner,
      repo,
      asset_id: asset.id,
      headers: { accept: 'application/octet-stream' },
      request: { parseSuccessResponseBody: false },
    });
    // Unparsed, the body is a web stream, whatever the description's type says.
    return buffer(Readable.fromWeb(data as unknown as ReadableStream));
  });
}
