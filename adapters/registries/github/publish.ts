import { openAsBlob } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { InputError, RefusedError, UnavailableError } from '../../../core/errors.ts';
import type { Attachment, Publication } from '../registry.ts';
import type { Announcement, Store } from '../store.ts';
import { requireAssetSize } from './asset-size.ts';
import { mostAnnouncedBytes, tooLargeToRead } from './announced.ts';
import { type Asset, ask, type Client, type Release, statusOf } from './client.ts';
import { withMarker } from './marker.ts';

/**
 * Publishes a version: a draft release that nobody sees, the bytes into the store, the other assets, the annotated tag,
 * the store's own names, and then the release is made public. The tag is the claim on the number: of two runs at once
 * only one can make it. A run that is killed leaves a draft (without a tag: nothing happened; with the tag: only the
 * last steps are missing), see resume.ts. So does a tag of which GitHub doesn't say whether it was made.
 */
export async function publish(
  client: Client,
  store: Store,
  publication: Publication,
): Promise<void> {
  const { record, packed, attachments } = publication;
  const { tag, model, version } = record;
  for (const attachment of attachments) requireAssetSize(model, attachment);
  const draft = await createDraft(client, publication);
  await packed.upload({ attach: (file) => attach(client, draft, file) }, version);
  for (const attachment of attachments) await attach(client, draft, attachment);
  try {
    await createTag(client, publication, `Register ${model} version v${version}`);
  } catch (error) {
    // Of all other failures the tag may have been made, and then the draft is its only copy of the model.
    if (error instanceof RefusedError) await discard(client, draft);
    throw error;
  }
  await store.announce(announcementOf(publication));
  await makePublic(client, draft.id, tag);
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

async function createDraft(client: Client, { record, notes }: Publication): Promise<Release> {
  const { octokit, owner, repo, runId } = client;
  const at = client.now().toISOString();
  const { data } = await ask(`the release ${record.tag}`, () =>
    octokit.rest.repos.createRelease({
      owner,
      repo,
      tag_name: record.tag,
      target_commitish: record.commit,
      name: `${record.model} ${record.version}`,
      body: withMarker(notes, { artifact: record.artifact.digest, runId, at }),
      draft: true,
    }),
  );
  return data;
}

/** Uploads one asset from disk as a stream, and compares what GitHub says it received. */
async function attach(client: Client, release: Release, attachment: Attachment): Promise<void> {
  const { octokit } = client;
  const blob = await openAsBlob(attachment.path, { type: attachment.contentType });
  const { data } = await ask(`the upload of ${attachment.name}`, () =>
    octokit.request({
      method: 'POST',
      url: release.upload_url,
      name: attachment.name,
      headers: { 'content-type': attachment.contentType },
      data: blob,
    }),
  );
  const asset = data as Asset;
  const digest = asset.digest ?? attachment.digest; // Servers before 2025 state none.
  if (asset.size !== attachment.bytes || digest !== attachment.digest) {
    await discard(client, release);
    throw new UnavailableError(
      'upload-damaged',
      `GitHub received ${attachment.name} with digest ${digest} and ${asset.size} bytes; it should be ${attachment.digest} and ${attachment.bytes}. Run the job again.`,
    );
  }
}

/** The tag names the artifact, so that a draft found later can be told from that of a run that came second. */
async function createTag(client: Client, { record }: Publication, subject: string): Promise<void> {
  const { octokit, owner, repo } = client;
  const { tag } = record;
  await ask(`the tag ${tag}`, async () => {
    const { data } = await octokit.rest.git.createTag({
      owner,
      repo,
      tag,
      message: `${subject}\n\nArtifact: ${record.artifact.digest}\nPackage: ${record.package.digest}\n`,
      object: record.commit,
      type: 'commit',
    });
    try {
      await octokit.rest.git.createRef({ owner, repo, ref: `refs/tags/${tag}`, sha: data.sha });
    } catch (error) {
      throw statusOf(error) === 422 ? refusedTag(tag, error) : error;
    }
  });
}

/** GitHub answers 422 for a tag that exists, and for one that a rule of the repository forbids. */
function refusedTag(tag: string, cause: unknown): Error {
  const said = cause instanceof Error ? cause.message : String(cause);
  if (/already exists/i.test(said)) {
    return new RefusedError(
      'version-taken',
      `The tag ${tag} was made by somebody else meanwhile: run the job again, and it takes the next number.`,
      { cause },
    );
  }
  return new InputError(
    'tag-refused',
    `GitHub refused the tag ${tag}: "${said}". If a ruleset of the repository restricts who may create tags, let GitHub Actions bypass it for ${tag.slice(0, tag.lastIndexOf('@'))}@v*, or give another input "token"; then run the job again.`,
    { cause },
  );
}

/** The last step: everybody sees the release, and its assets get their addresses. */
export async function makePublic(client: Client, releaseId: number, tag: string): Promise<void> {
  const { octokit, owner, repo } = client;
  await ask(`the publication of ${tag}`, () =>
    octokit.rest.repos.updateRelease({ owner, repo, release_id: releaseId, draft: false }),
  );
}

/** Takes a draft away for another reason than its own failure, which is the one to report: resume.ts removes what stays. */
async function discard(client: Client, draft: Release): Promise<void> {
  await deleteDraft(client, draft).catch(() => undefined);
}

/** Takes a draft away again. */
export async function deleteDraft(client: Client, release: Release): Promise<void> {
  const { octokit, owner, repo } = client;
  await ask(`the removal of the draft ${release.tag_name}`, () =>
    octokit.rest.repos.deleteRelease({ owner, repo, release_id: release.id }),
  );
}
