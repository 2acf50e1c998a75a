import type { Attachment, Publication } from '../registry.ts';
import { ask, type Client, type Release, retryingAsk, statusOf } from './client.ts';
import { readMarker, withMarker } from './marker.ts';
import { deleteAsset, isSame, renameAsset, uploadAsset } from './upload.ts';

/** What a draft says of a version. */
function draftOf({ runId, now }: Client, { record, notes }: Publication) {
  return {
    tag_name: record.tag,
    target_commitish: record.commit,
    name: `${record.model} ${record.version}`,
    body: withMarker(notes, {
      artifact: record.artifact.digest,
      runId,
      at: now().toISOString(),
      record: record.id,
      published: false,
    }),
    draft: true,
  };
}

/** Makes the draft of a version. It is not tried again: each try could leave one more. */
export async function createDraft(client: Client, publication: Publication): Promise<Release> {
  const { octokit, owner, repo } = client;
  const { data } = await ask(`the release ${publication.record.tag}`, () =>
    octokit.rest.repos.createRelease({ owner, repo, ...draftOf(client, publication) }),
  );
  return data;
}

/** Makes a draft that of another version; its assets stay for now. */
export async function renameDraft(
  client: Client,
  draft: Release,
  publication: Publication,
): Promise<Release> {
  const { octokit, owner, repo } = client;
  const { data } = await retryingAsk(client, `the release ${publication.record.tag}`, () =>
    octokit.rest.repos.updateRelease({
      owner,
      repo,
      release_id: draft.id,
      ...draftOf(client, publication),
    }),
  );
  return data;
}

/**
 * Brings the files of a version into its draft: what is there stays, what is there under another name is renamed, and
 * what does not belong to the version goes.
 */
export async function fillDraft(
  client: Client,
  draft: Release,
  { record, packed, attachments }: Publication,
): Promise<void> {
  const own = new Set(attachments.map(({ name }) => name));
  const others = new Map(draft.assets.map((asset) => [asset.name, asset]));
  const attach = async (attachment: Attachment): Promise<void> => {
    const there = others.get(attachment.name);
    others.delete(attachment.name);
    if (there !== undefined && isSame(there, attachment)) return;
    if (there !== undefined) await deleteAsset(client, there);
    const twin = [...others.values()].find(
      (asset) => !own.has(asset.name) && isSame(asset, attachment),
    );
    if (twin !== undefined && (await renameAsset(client, twin, attachment.name))) {
      others.delete(twin.name);
      return;
    }
    await uploadAsset(client, draft, attachment);
  };
  await packed.upload({ attach }, record.version);
  for (const attachment of attachments) await attach(attachment);
  for (const asset of others.values()) await deleteAsset(client, asset);
}

/** The last step: everybody sees the release, and its assets get their addresses. */
export async function makePublic(client: Client, draft: Release): Promise<void> {
  const { octokit, owner, repo } = client;
  const notes = draft.body ?? '';
  const marker = readMarker(notes);
  const body = marker === null ? notes : withMarker(notes, { ...marker, published: true });
  await retryingAsk(client, `the publication of ${draft.tag_name}`, () =>
    octokit.rest.repos.updateRelease({ owner, repo, release_id: draft.id, draft: false, body }),
  );
}

/** Takes a draft away again; one that is gone is fine. */
export async function deleteDraft(client: Client, draft: Release): Promise<void> {
  const { octokit, owner, repo } = client;
  await retryingAsk(client, `the removal of the draft ${draft.tag_name}`, async () => {
    try {
      await octokit.rest.repos.deleteRelease({ owner, repo, release_id: draft.id });
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
    }
  });
}
