import { rcompare } from 'semver';
import type { Standing, WantedArtifact } from '../registry.ts';
import { isDeregistered, type NamedRef } from '../tag-problem.ts';
import type { Client, Release } from './client.ts';
import { allReleases, findArtifact, numbersOf, recordAsset, versionRefs } from './find.ts';
import { readMarker } from './marker.ts';
import { resume, type StoreOf } from './resume.ts';
import { namedVersion, versionOf } from './tag.ts';

/**
 * What there is of a model before one more version is made, after what a killed run left was completed or cleared away.
 * The tags are read before the releases: who claims a number in between has a draft that is seen here, and who claims
 * one later is in our way at our own claim.
 */
export async function standing(
  client: Client,
  storeOf: StoreOf,
  model: string,
  wanted: WantedArtifact,
): Promise<Standing> {
  const refs = await versionRefs(client, model);
  const before = await allReleases(client);
  const { completed, stuck } = await resume(client, storeOf, model, wanted.digest, before);
  const releases = completed.length === 0 ? before : await allReleases(client);
  const known = await findArtifact(client, model, wanted, releases);
  return {
    numbers: [...new Set([...numbersOf(model, refs), ...releasedNumbers(model, releases)])],
    newest: newestOf(model, releases, refs),
    known,
    completed: known !== null && completed.includes(known.version),
    stuck,
  };
}

/** Numbers of releases that are or were public: a number stays taken when somebody deletes its tag. */
function releasedNumbers(model: string, releases: readonly Release[]): readonly string[] {
  return releases
    .filter((release) => !release.draft || wasPublic(release))
    .flatMap((release) => namedVersion(model, release.tag_name)?.version ?? []);
}

/** GitHub makes a draft of what was public when its tag is deleted. A draft that is not yet public has our marker. */
function wasPublic(draft: Release): boolean {
  const marker = readMarker(draft.body);
  return marker === null ? recordAsset(draft) !== undefined : marker.published;
}

function newestOf(
  model: string,
  releases: readonly Release[],
  refs: readonly NamedRef[],
): string | null {
  const versions = releases
    .filter((release) => !release.draft && recordAsset(release) !== undefined)
    .flatMap((release) => versionOf(model, release.tag_name) ?? [])
    .filter((version) => !isDeregistered(model, version, refs));
  return versions.toSorted(rcompare)[0] ?? null;
}
