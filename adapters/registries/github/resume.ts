import type { Completed } from '../registry.ts';
import { ask, type Client, type Release, statusOf } from './client.ts';
import type { Announcement, Store } from '../store.ts';
import { mostAnnouncedBytes, tooLargeToRead } from './announced.ts';
import { allReleases, assetBytes, versionRecord } from './find.ts';
import { readMarker } from './marker.ts';
import { deleteDraft, makePublic } from './publish.ts';
import { versionOf } from './tag.ts';

/** A younger draft may belong to a run that is still at work. */
const abandonedAfterMs = 60 * 60 * 1000;

/**
 * Looks for drafts that a killed run left behind. The tag is made after all assets and before the release is
 * public, so a draft whose artifact the tag names is complete and is made public; any other never happened and is
 * removed. Touched are only drafts with our marker that this workflow run made (a job that was run again), or that the
 * marker says are old.
 */
export async function resume(
  client: Client,
  store: Store,
  model: string,
): Promise<readonly Completed[]> {
  const releases = await allReleases(client);
  const completed: Completed[] = [];
  for (const draft of releases.filter((release) => isAbandoned(client, release))) {
    const version = versionOf(model, draft.tag_name);
    if (version === null) continue;
    const published = releases.some((one) => !one.draft && one.tag_name === draft.tag_name);
    if (!published && (await tagNamesArtifactOf(client, draft))) {
      await store.announce(await announcementOf(client, draft, model, version));
      await makePublic(client, draft.id, draft.tag_name);
      completed.push({ version });
    } else {
      await deleteDraft(client, draft);
    }
  }
  return completed;
}

/** What the draft holds of the version, read back from GitHub. */
async function announcementOf(
  client: Client,
  draft: Release,
  model: string,
  version: string,
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

/** Whether the draft's tag exists and was made for this very artifact. */
async function tagNamesArtifactOf(client: Client, draft: Release): Promise<boolean> {
  const { octokit, owner, repo } = client;
  const artifact = readMarker(draft.body)?.artifact;
  if (artifact === undefined) return false;
  return ask(`the tag ${draft.tag_name}`, async () => {
    try {
      const { data: ref } = await octokit.rest.git.getRef({
        owner,
        repo,
        ref: `tags/${draft.tag_name}`,
      });
      if (ref.object.type !== 'tag') return false;
      const { data: tag } = await octokit.rest.git.getTag({ owner, repo, tag_sha: ref.object.sha });
      return tag.message.includes(`Artifact: ${artifact}`);
    } catch (error) {
      if (statusOf(error) === 404) return false;
      throw error;
    }
  });
}

function isAbandoned(client: Client, release: Release): boolean {
  if (!release.draft) return false;
  const marker = readMarker(release.body);
  if (marker === null) return false;
  if (marker.runId === client.runId && client.runId !== 0) return true;
  if (marker.at === null) return false;
  return client.now().getTime() - Date.parse(marker.at) > abandonedAfterMs;
}
