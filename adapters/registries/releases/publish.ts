import { openAsBlob } from 'node:fs';
import { RefusedError, UnavailableError } from '../../../core/errors.ts';
import type { Attachment, Publication } from '../registry.ts';
import { type Asset, ask, type Client, type Release, statusOf } from './client.ts';
import { withMarker } from './marker.ts';

/**
 * Publishes a version: a draft release that nobody sees, its assets, the annotated tag, and then the release is
 * made public. The tag is the claim on the number: of two runs at once only one can make it. A run that is killed
 * leaves a draft (without a tag: nothing happened; with the tag: only the last step is missing), see resume.ts.
 */
export async function publish(client: Client, publication: Publication): Promise<void> {
  const { tag, model, version } = publication.record;
  const draft = await createDraft(client, publication);
  for (const attachment of publication.attachments) await attach(client, draft, attachment);
  try {
    await createTag(client, publication, `Register ${model} version v${version}`);
  } catch (error) {
    await deleteDraft(client, draft);
    throw error;
  }
  await makePublic(client, draft.id, tag);
}

async function createDraft(client: Client, { record, notes }: Publication): Promise<Release> {
  const { octokit, owner, repo, runId } = client;
  const { data } = await ask(`the release ${record.tag}`, () =>
    octokit.rest.repos.createRelease({
      owner,
      repo,
      tag_name: record.tag,
      target_commitish: record.commit,
      name: `${record.model} ${record.version}`,
      body: withMarker(notes, { artifact: record.artifact.digest, runId }),
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
    await deleteDraft(client, release);
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
      message: `${subject}\n\nArtifact: ${record.artifact.digest}\n`,
      object: record.commit,
      type: 'commit',
    });
    try {
      await octokit.rest.git.createRef({ owner, repo, ref: `refs/tags/${tag}`, sha: data.sha });
    } catch (error) {
      if (statusOf(error) !== 422) throw error;
      throw new RefusedError(
        'version-taken',
        `The tag ${tag} was made by somebody else meanwhile: run the job again, and it takes the next number.`,
        { cause: error },
      );
    }
  });
}

/** The last step: everybody sees the release, and its assets get their addresses. */
export async function makePublic(client: Client, releaseId: number, tag: string): Promise<void> {
  const { octokit, owner, repo } = client;
  await ask(`the publication of ${tag}`, () =>
    octokit.rest.repos.updateRelease({ owner, repo, release_id: releaseId, draft: false }),
  );
}

/** Takes a draft away again. */
export async function deleteDraft(client: Client, release: Release): Promise<void> {
  const { octokit, owner, repo } = client;
  await ask(`the removal of the draft ${release.tag_name}`, () =>
    octokit.rest.repos.deleteRelease({ owner, repo, release_id: release.id }),
  );
}
