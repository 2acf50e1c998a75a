import { readFile } from 'node:fs/promises';
import { RefusedError } from '../../../core/errors.ts';
import type { VersionRecord } from '../../../schemas/types.ts';
import type { Publication } from '../registry.ts';
import { type Announcement, type Store, versionTaken } from '../store.ts';
import { mostAnnouncedBytes, tooLargeToRead } from './announced.ts';
import { requireAssetSize } from './asset-size.ts';
import { claim } from './claim.ts';
import type { Client, Release } from './client.ts';
import { createDraft, deleteDraft, fillDraft, makePublic, renameDraft } from './draft.ts';
import { draftToReuse } from './resume.ts';

/** Jobs that register one model at the same moment; each takes a number, so one at least has it at every try. */
const mostNumbersTried = 40;
/** The longest wait before the second number is tried; it grows, since many that come second together must come apart. */
const firstJitterMs = 2_000;
const mostDoublings = 5;

/**
 * Publishes a version: a draft release that nobody sees, the bytes into the store, the other assets, the annotated tag,
 * the store's own names, and then the release is made public. The tag is the claim on the number: of two runs at once
 * only one can make it, and the other takes the next with the same draft. A run that is killed leaves a draft (without a
 * tag: nothing happened; with the tag: only the last steps are missing), see resume.ts. So does a tag of which GitHub
 * doesn't say whether it was made.
 */
export async function publish(
  client: Client,
  store: Store,
  first: Publication,
  again: () => Promise<Publication | null> = () => Promise.reject(takenMeanwhile(first.record)),
): Promise<Readonly<VersionRecord> | null> {
  requireAssetSizes(first);
  let publication = first;
  let draft = await openDraft(client, publication);
  for (let tried = 1; ; tried += 1) {
    const refusal = await fillAndClaim(client, draft, publication);
    if (refusal === null) break;
    const next = tried < mostNumbersTried ? await nextOf(client, draft, tried, again) : null;
    // A number that is free at GitHub was not taken by another run: the store has something else under it.
    const isForeign = next !== null && next.record.version === publication.record.version;
    if (next === null || isForeign) {
      await discard(client, draft);
      if (tried < mostNumbersTried && !isForeign) return null;
      throw refusal;
    }
    requireAssetSizes(next);
    publication = next;
    draft = await renameDraft(client, draft, publication);
  }
  await store.announce(announcementOf(publication));
  await makePublic(client, draft);
  return publication.record;
}

function requireAssetSizes({ record, attachments }: Publication): void {
  for (const attachment of attachments) requireAssetSize(record.model, attachment);
}

/** A draft that an earlier attempt of this model left, or a new one. */
async function openDraft(client: Client, publication: Publication): Promise<Release> {
  const { model, artifact } = publication.record;
  const left = await draftToReuse(client, model, artifact.digest);
  if (left === null) return createDraft(client, publication);
  return renameDraft(client, left, publication);
}

/** Why the number is not ours: another run has it, or the store has something else under it; null when it is. */
async function fillAndClaim(
  client: Client,
  draft: Release,
  publication: Publication,
): Promise<RefusedError | null> {
  try {
    await fillDraft(client, draft, publication);
  } catch (error) {
    if (error instanceof RefusedError && error.code === versionTaken) return error;
    throw error;
  }
  return (await claim(client, publication)) ? null : takenMeanwhile(publication.record);
}

/** The version made anew; its draft goes when it can't be. */
async function nextOf(
  client: Client,
  draft: Release,
  tried: number,
  again: () => Promise<Publication | null>,
): Promise<Publication | null> {
  try {
    await client.pause(Math.random() * firstJitterMs * 2 ** Math.min(tried - 1, mostDoublings));
    return await again();
  } catch (error) {
    await discard(client, draft);
    throw error;
  }
}

function takenMeanwhile({ tag }: Readonly<VersionRecord>): RefusedError {
  return new RefusedError(
    versionTaken,
    `The tag ${tag} was made by somebody else meanwhile: run the job again, and it takes the next number.`,
  );
}

function announcementOf({ record, attachments }: Publication): Announcement {
  return {
    record,
    names: attachments.map(({ name }) => name),
    read: async (name) => {
      const found = attachments.find((one) => one.name === name);
      if (found === undefined) throw new TypeError(`${record.tag} has no ${name}.`);
      if (found.bytes > mostAnnouncedBytes) throw tooLargeToRead(record.tag, name);
      return readFile(found.path);
    },
  };
}

/** Takes a draft away for another reason than its own failure, which is the one to report: resume.ts removes what stays. */
async function discard(client: Client, draft: Release): Promise<void> {
  await deleteDraft(client, draft).catch(() => undefined);
}
