import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, byText, type OctokitFixture, startOctokitFixture } from './octokit-fixture.ts';

let world: OctokitFixture;

beforeAll(async () => {
  world = await startOctokitFixture();
});

afterAll(async () => {
  expect(world.github.violations).toEqual([]);
  await world.close();
});

async function actionsOf(releaseId: number): Promise<readonly string[]> {
  return (await world.heard('release'))
    .filter((payload) => (payload['release'] as { readonly id: number }).id === releaseId)
    .map(({ action }) => String(action))
    .toSorted(byText);
}

async function upload(uploadUrl: string, name: string, data: string) {
  const headers = { 'content-type': 'application/x-onnx' };
  return world.owner.request({ method: 'POST', url: uploadUrl, name, data, headers });
}

describe('a draft release', () => {
  it('is seen only by who may write, has no tag, and becomes public with one at its target', async () => {
    const { rest } = world.owner;
    const tag_name = 'churn@2.0.0';
    const draft = { ...at, tag_name, target_commitish: world.sha, name: 'churn 2', draft: true };
    const { data } = await rest.repos.createRelease(draft);
    expect(data.html_url).toMatch(/\/releases\/tag\/untagged-[0-9a-f]{20}$/);
    expect(data).toMatchObject({ published_at: null, tarball_url: null });
    const release = { ...at, release_id: data.id };
    const seen = await world.app.rest.repos.listReleases(at);
    expect(seen.data.map(({ id }) => id)).toContain(data.id);
    const unseen = await world.stranger.rest.repos.listReleases(at);
    expect(unseen.data.map(({ id }) => id)).not.toContain(data.id);
    await expect(world.anonymous.rest.repos.getRelease(release)).rejects.toMatchObject({
      status: 404,
    });
    const byTag = () => world.anonymous.rest.repos.getReleaseByTag({ ...at, tag: tag_name });
    await expect(byTag()).rejects.toMatchObject({ status: 404 });
    const tag = { ...at, ref: `tags/${tag_name}` };
    await expect(rest.git.getRef(tag)).rejects.toMatchObject({ status: 404 });

    await rest.repos.updateRelease({ ...release, draft: false });
    expect((await byTag()).data.html_url).toMatch(/\/releases\/tag\/churn%402\.0\.0$/);
    expect((await rest.git.getRef(tag)).data.object.sha).toBe(world.sha);
    expect(await actionsOf(data.id)).toEqual(['created', 'published', 'released']);
  });
});

describe("a release's created_at", () => {
  it('is the date of the commit that it is of, not the time at which it was made', async () => {
    const { rest } = world.owner;
    const commit = await rest.git.createCommit({
      ...at,
      message: 'Old',
      tree: (await rest.git.getCommit({ ...at, commit_sha: world.sha })).data.tree.sha,
      author: { name: 'Octo', email: 'octo@example.com', date: '2020-02-03T04:05:06Z' },
    });
    const target_commitish = commit.data.sha;
    const draft = { ...at, tag_name: 'old@1.0.0', target_commitish, draft: true };
    const { data } = await rest.repos.createRelease(draft);
    expect(data.created_at).toBe('2020-02-03T04:05:06Z');
    await rest.repos.deleteRelease({ ...at, release_id: data.id });
  });
});

describe('a published release', () => {
  it('makes a lightweight tag at the default branch, keeps a tag that is there, and is told of', async () => {
    const { rest } = world.owner;
    const { data } = await rest.repos.createRelease({ ...at, tag_name: 'v1', prerelease: true });
    expect(data).toMatchObject({ draft: false, prerelease: true, target_commitish: 'main' });
    const { data: ref } = await rest.git.getRef({ ...at, ref: 'tags/v1' });
    expect(ref.object).toMatchObject({ type: 'commit', sha: world.sha });
    const release = { ...at, release_id: data.id };
    await rest.repos.updateRelease({ ...release, prerelease: false, body: 'Notes' });
    await rest.repos.deleteRelease(release);
    await rest.git.getRef({ ...at, ref: 'tags/v1' });
    expect(await actionsOf(data.id)).toEqual([
      'created',
      'deleted',
      'edited',
      'prereleased',
      'published',
      'released',
    ]);
    expect(await world.heard('push')).toContainEqual(
      expect.objectContaining({ ref: 'refs/tags/v1', created: true }),
    );
  });

  it.each([
    ['the tag of another release', 'taken', undefined],
    ['a target that is nowhere', 'v9', 'nowhere'],
    ['a tag that git would not take', 'a b', undefined],
  ])('is refused for %s', async (_, tag_name, target_commitish) => {
    const { rest } = world.owner;
    if (tag_name === 'taken') await rest.repos.createRelease({ ...at, tag_name });
    const options = { ...at, tag_name, ...(target_commitish ? { target_commitish } : {}) };
    await expect(rest.repos.createRelease(options)).rejects.toMatchObject({ status: 422 });
  });

  it('is the latest when it is the newest that is no prerelease', async () => {
    const { rest } = world.owner;
    const { data } = await rest.repos.createRelease({ ...at, tag_name: 'latest-1' });
    await rest.repos.createRelease({ ...at, tag_name: 'latest-2', prerelease: true });
    await rest.repos.createRelease({ ...at, tag_name: 'latest-3', draft: true });
    expect((await rest.repos.getLatestRelease(at)).data.id).toBe(data.id);
  });

  it('is a draft again when its tag is deleted', async () => {
    const { rest } = world.owner;
    const { data } = await rest.repos.createRelease({ ...at, tag_name: 'deleted' });
    await rest.git.deleteRef({ ...at, ref: 'tags/deleted' });
    const { data: now } = await rest.repos.getRelease({ ...at, release_id: data.id });
    expect(now).toMatchObject({ draft: true, tag_name: 'deleted' });
  });

  it('lets one of two that want its tag at once through', async () => {
    const { rest } = world.owner;
    const draft = { ...at, tag_name: 'race', draft: true };
    const ids = [await rest.repos.createRelease(draft), await rest.repos.createRelease(draft)];
    const results = await Promise.allSettled(
      ids.map(({ data }) => rest.repos.updateRelease({ ...at, release_id: data.id, draft: false })),
    );
    expect(results.map(({ status }) => status).toSorted(byText)).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a file of a release', () => {
  it('has its digest, and its bytes are read through the API and the browser', async () => {
    const { rest } = world.owner;
    const { data: release } = await rest.repos.createRelease({
      ...at,
      tag_name: 'models/churn@3.0.0',
    });
    const { data: asset } = await upload(release.upload_url, 'my model.onnx', 'bytes');
    expect(asset).toMatchObject({
      name: 'my.model.onnx',
      size: 5,
      content_type: 'application/x-onnx',
      digest: `sha256:${createHash('sha256').update('bytes').digest('hex')}`,
    });
    const file = { ...at, asset_id: asset.id };
    expect((await rest.repos.getReleaseAsset(file)).data.name).toBe('my.model.onnx');
    const headers = { accept: 'application/octet-stream' };
    const { data } = await rest.repos.getReleaseAsset({ ...file, headers });
    expect(Buffer.from(data as unknown as ArrayBuffer).toString()).toBe('bytes');
    const download = await fetch(asset.browser_download_url);
    expect(await download.text()).toBe('bytes');
    await rest.repos.deleteReleaseAsset(file);
    expect((await rest.repos.listReleaseAssets({ ...at, release_id: release.id })).data).toEqual(
      [],
    );
  });

  it('is refused without bytes, and with a name that the release has', async () => {
    const { rest } = world.owner;
    const { data } = await rest.repos.createRelease({ ...at, tag_name: 'files', draft: true });
    await upload(data.upload_url, 'a.txt', 'a');
    for (const [name, bytes] of [
      ['a.txt', 'b'],
      ['b.txt', ''],
    ] as const) {
      await expect(upload(data.upload_url, name, bytes)).rejects.toMatchObject({ status: 422 });
    }
  });

  it('gets another name, unless the release has it', async () => {
    const { rest } = world.owner;
    const { data } = await rest.repos.createRelease({ ...at, tag_name: 'renamed', draft: true });
    const { data: asset } = await upload(data.upload_url, 'a.txt', 'a');
    await upload(data.upload_url, 'b.txt', 'b');
    const file = { ...at, asset_id: asset.id };
    const taken = rest.repos.updateReleaseAsset({ ...file, name: 'b.txt' });
    await expect(taken).rejects.toMatchObject({ status: 422 });
    await rest.repos.updateReleaseAsset({ ...file, name: 'c.txt' });
    const { data: assets } = await rest.repos.listReleaseAssets({ ...at, release_id: data.id });
    expect(assets.map(({ name }) => name)).toEqual(['c.txt', 'b.txt']);
  });

  it('is not read at an address that was not signed', async () => {
    const { data } = await world.owner.rest.repos.createRelease({ ...at, tag_name: 'signed' });
    const { data: asset } = await upload(data.upload_url, 'a.txt', 'a');
    const response = await fetch(`${world.github.url}/release-assets/${String(asset.id)}?sp=r`);
    expect(response.status).toBe(404);
  });
});
