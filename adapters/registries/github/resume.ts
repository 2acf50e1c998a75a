import { AssayError } from '../../../core/errors.ts';
import type { VersionRecord } from '../../../schemas/types.ts';
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

/** The store where the bytes of a version of a type lie: a draft may be of another than is configured by now. */
export type StoreOf = (type: VersionRecord['registry']) => Store;

/** What became of the drafts that killed runs left behind. */
export interface Resumed {
  /** Versions that are complete now. */
  readonly completed: readonly string[];
  /** Why drafts of other models than the wanted one stay as they are, as sentences that say what to do. */
  readonly stuck: readonly string[];
}

/** A draft with our marker. */
interface Begun {
  readonly draft: Release;
  readonly marker: Marker;
  readonly version: string;
}

/**
 * Looks among the releases for drafts that a killed run left behind. The tag is made after all assets and before the
 * release is public, so a draft that the tag names is complete and is made public; any other never happened and is
 * removed, unless it holds the wanted artifact, so that publishing goes on with it. Touched are only drafts that this
 * workflow run made (a job that was run again), or that the marker says are old: over an hour to be completed, over six
 * to be removed. A complete one with the wanted artifact is made public whoever began it: a run that is still at work
 * would do just the same. Only what is wrong with that one is thrown; another's keeps nobody from registering.
 */
export async function resume(
  client: Client,
  storeOf: StoreOf,
  model: string,
  wanted: string,
  releases: readonly Release[],
): Promise<Resumed> {
  const completed: string[] = [];
  const stuck: string[] = [];
  for (const begun of begunVersions(releases, model)) {
    const isWanted = begun.marker.artifact === wanted;
    const isPublished = releases.some((one) => !one.draft && one.tag_name === begun.draft.tag_name);
    try {
      const isCompleted = await settle(client, storeOf, model, begun, { isWanted, isPublished });
      if (isCompleted) completed.push(begun.version);
    } catch (error) {
      if (isWanted || !(error instanceof AssayError)) throw error;
      stuck.push(stuckSentence(begun, error));
    }
  }
  return { completed, stuck };
}

/** Completes a draft, clears it away or leaves it; whether it was completed. */
async function settle(
  client: Client,
  storeOf: StoreOf,
  model: string,
  begun: Begun,
  { isWanted, isPublished }: { readonly isWanted: boolean; readonly isPublished: boolean },
): Promise<boolean> {
  const { draft, marker } = begun;
  if (!isWanted && !isLeft(client, marker, claimedLongAgoMs)) return false;
  if (!isPublished && (await isComplete(client, begun))) {
    const announcement = await announcementOf(client, begun, model);
    await storeOf(announcement.record.registry).announce(announcement);
    await makePublic(client, draft);
    return true;
  }
  if (!isWanted && isLeft(client, marker, abandonedAfterMs)) await deleteDraft(client, draft);
  return false;
}

function stuckSentence({ draft, marker }: Begun, { message }: AssayError): string {
  return `The draft ${draft.tag_name}, which an earlier run left of another model (${marker.artifact}), stays as it is: it could not be completed or cleared away. ${message} The next registration tries again; where the bytes are lost, delete that draft by hand, and its number stays taken by its tag.`;
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
