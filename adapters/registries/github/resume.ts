import type { Announcement, Store } from '../store.ts';
import { mostAnnouncedBytes, tooLargeToRead } from './announced.ts';
import { claimOf, claims } from './claim.ts';
import type { Client, Release } from './client.ts';
import { deleteDraft, makePublic } from './draft.ts';
import { allReleases, assetBytes, recordAsset, versionRecord } from './find.ts';
import { type Marker, readMarker } from './marker.ts';
import { versionOf } from './tag.ts';

/** A version that was claimed is complete: by then, whoever claimed it would have made it public. */
const claimedLongAgoMs = 60 * 60 * 1000;
/** A younger draft may be that of a job that still uploads; a hosted runner's job ends after six hours. */
const abandonedAfterMs = 6 * 60 * 60 * 1000;

/** A draft with our marker. */
interface Begun {
  readonly draft: Release;
  readonly marker: Marker;
  readonly version: string;
}

/**
 * Looks among the releases for drafts that a killed run left behind, and gives the versions that it completed. The tag is made after all assets and before the release is
 * public, so a draft that the tag names is complete and is made public; any other never happened and is removed, unless
 * it holds the wanted artifact, so that publishing goes on with it. Touched are only drafts that this workflow run made
 * (a job that was run again), or that the marker says are old: over an hour to be completed, over six to be removed. A complete one with the wanted artifact is made public
 * whoever began it: a run that is still at work would do just the same.
 */
export async function resume(
  client: Client,
  store: Store,
  model: string,
  wanted: string,
  releases: readonly Release[],
): Promise<readonly string[]> {
  const completed: string[] = [];
  for (const begun of begunVersions(releases, model)) {
    const isWanted = begun.marker.artifact === wanted;
    if (!isWanted && !isLeft(client, begun.marker, claimedLongAgoMs)) continue;
    const { draft, version } = begun;
    const isPublished = releases.some((one) => !one.draft && one.tag_name === draft.tag_name);
    if (!isPublished && (await isComplete(client, begun))) {
      await store.announce(await announcementOf(client, begun, model));
      await makePublic(client, draft);
      completed.push(version);
    } else if (!isWanted && isLeft(client, begun.marker, abandonedAfterMs)) {
      await deleteDraft(client, draft);
    }
  }
  return completed;
}

/** A draft with this artifact that nobody is at work on and no tag names; null when there is none. */
export async function draftToReuse(
  client: Client,
  model: string,
  artifact: string,
): Promise<Release | null> {
  for (const begun of begunVersions(await allReleases(client), model)) {
    if (begun.marker.artifact !== artifact) continue;
    if (!isLeft(client, begun.marker, abandonedAfterMs)) continue;
    if (!(await isComplete(client, begun))) return begun.draft;
  }
  return null;
}

/** Drafts of the model's versions that were never public: one that was is kept, though somebody deleted its tag. */
function begunVersions(releases: readonly Release[], model: string): readonly Begun[] {
  return releases.flatMap((draft) => {
    const marker = readMarker(draft.body);
    const version = versionOf(model, draft.tag_name);
    if (!draft.draft || marker === null || marker.published || version === null) return [];
    return [{ draft, marker, version }];
  });
}

/** Whether the draft's tag exists and was made for it. */
async function isComplete(client: Client, { draft, marker }: Begun): Promise<boolean> {
  if (recordAsset(draft) === undefined) return false;
  const claim = await claimOf(client, draft.tag_name);
  return claim !== null && claims(claim, marker);
}

/** What the draft holds of the version, read back from GitHub. */
async function announcementOf(
  client: Client,
  { draft, version }: Begun,
  model: string,
): Promise<Announcement> {
  const record = await versionRecord(client, draft, model, version);
  return {
    record,
    names: draft.assets.map(({ name }) => name).filter((name) => name !== record.package.name),
    read: async (name) => {
      const asset = draft.assets.find((one) => one.name === name);
      if (asset === undefined) throw new TypeError(`${record.tag} has no ${name}.`);
      if (asset.size > mostAnnouncedBytes) throw tooLargeToRead(record.tag, name);
      return assetBytes(client, asset);
    },
  };
}

/** Whether this very workflow run made it, or a run so long ago. */
function isLeft(client: Client, marker: Marker, afterMs: number): boolean {
  if (marker.runId === client.runId && client.runId !== 0) return true;
  if (marker.at === null) return false;
  return client.now().getTime() - Date.parse(marker.at) > afterMs;
}
