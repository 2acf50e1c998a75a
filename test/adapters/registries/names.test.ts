import { describe, expect, it } from 'vitest';
import { repositoryWithToken } from '../../../adapters/github/with-token.ts';
import { bytesProblem } from '../../../adapters/registries/bytes-problem.ts';
import { noStores } from '../../../adapters/registries/registry.ts';
import type { VersionRecord } from '../../../schemas/types.ts';
import { temporaryFolder } from '../temporary.ts';
import { type Ground, modelOf, register, registryOn, useGrounds } from './ground.ts';

const newGround = useGrounds();
const opening = { settings: { type: 'releases' } } as const;
const files = { 'model/weights.txt': 'offset: 1\n' };
const wanted = { digest: 'sha256:none', packageDigest: 'sha256:none' };

/** A version, and somebody who may write to the repository. */
async function begin() {
  const ground = await newGround();
  const { record } = await register(ground, opening, await modelOf(files));
  const { git } = ground.world.as('acme').rest;
  return { ground, record, git, at: ground.repository.at, ref: 'tags/bikes@v1.0.0' };
}

/** Makes an annotated tag as somebody does by hand, in the place of one that there may be. */
async function makeTag(ground: Ground, tag: string, object: string, message: string) {
  const { at } = ground.repository;
  const { git } = ground.world.as('acme').rest;
  const { data } = await git.createTag({ ...at, tag, message, object, type: 'commit' });
  const { sha } = data;
  await git
    .updateRef({ ...at, ref: `tags/${tag}`, sha, force: true })
    .catch(() => git.createRef({ ...at, ref: `refs/tags/${tag}`, sha }));
}

/** What the registry and the app say of a version whose tag somebody touched. */
async function said(ground: Ground, record: Readonly<VersionRecord>) {
  const registry = registryOn(ground, opening);
  const { world, repository } = ground;
  const asked = { ...repository.at, apiUrl: world.github.apiUrl };
  const problem = await registry.problem(record);
  const app = await bytesProblem(repositoryWithToken(asked, world.token('acme')), record, noStores);
  expect(app).toBe(problem);
  return problem;
}

describe('the tag of a version', () => {
  it('is fine as it was made', async () => {
    const { ground, record } = await begin();
    expect(await said(ground, record)).toBeNull();
  });

  it('is refused when somebody moved it to another commit', async () => {
    const { ground, record, git, at, ref } = await begin();
    const sha = await ground.repository.push({ branch: 'main', files: { 'NOTES.md': 'Other.\n' } });
    await git.updateRef({ ...at, ref, sha, force: true });
    const sentence = new RegExp(`moved or made anew: it is on ${sha}, .* on ${record.commit}`);
    expect(await said(ground, record)).toMatch(sentence);
    const registry = registryOn(ground, opening);
    await expect(registry.find('bikes', '1.0.0')).rejects.toMatchObject({ code: 'tag-moved' });
    await expect(registry.newest('bikes')).rejects.toMatchObject({ code: 'tag-moved' });
  });

  it('is refused when somebody made it anew for another model', async () => {
    const { ground, record } = await begin();
    const message = `Mine\n\nArtifact: sha256:${'0'.repeat(64)}\n`;
    await makeTag(ground, record.tag, record.commit, message);
    expect(await said(ground, record)).toMatch(/names another model in its message/);
    const registry = registryOn(ground, opening);
    await expect(registry.find('bikes', '1.0.0')).rejects.toMatchObject({ code: 'tag-moved' });
  });

  it.each(['a lightweight one', 'one without our lines'])(
    'is refused when somebody made it anew on the same commit: %s',
    async (kind) => {
      const { ground, record, git, at, ref } = await begin();
      if (kind === 'a lightweight one') {
        await git.updateRef({ ...at, ref, sha: record.commit, force: true });
      } else {
        await makeTag(ground, record.tag, record.commit, 'Release 1.0.0');
      }
      const { digest } = record.artifact;
      const sentence = await said(ground, record);
      expect(sentence).toContain('it names no model in its message');
      expect(sentence).toContain(`with the line "Artifact: ${digest}" in its message`);
      const registry = registryOn(ground, opening);
      await expect(registry.find('bikes', '1.0.0')).rejects.toMatchObject({ code: 'tag-moved' });
      await makeTag(ground, record.tag, record.commit, `Put back\n\nArtifact: ${digest}\n`);
      expect(await said(ground, record)).toBeNull();
    },
  );

  it('is refused when somebody deleted it, and its number is not given again', async () => {
    const { ground, record, git, at, ref } = await begin();
    await git.deleteRef({ ...at, ref });
    expect(await said(ground, record)).toMatch(/tag bikes@v1\.0\.0 is gone: somebody deleted it/);
    const next = await register(ground, opening, await modelOf({ 'model/w': 'other' }));
    expect(next.record.version).toBe('1.1.0');
    // GitHub made a draft of the release: it holds the only copy of the bytes, and is not cleared away.
    const { data } = await ground.world.as('acme').rest.repos.listReleases(at);
    expect(data.map(({ tag_name, draft }) => [tag_name, draft])).toEqual([
      ['bikes@v1.1.0', false],
      ['bikes@v1.0.0', true],
    ]);
  });

  it.each(['bikes@v1.0.0!', 'bikes@v1.0.0!#2'])(
    'is refused when the version was taken back by %s, and its number is not given again',
    async (tag) => {
      const { ground, record } = await begin();
      await makeTag(ground, tag, record.commit, 'Deregister');
      expect(await said(ground, record)).toMatch(/was taken back: there is a tag bikes@v1\.0\.0!/);
      const registry = registryOn(ground, opening);
      await expect(registry.find('bikes', '1.0.0')).rejects.toMatchObject({ code: 'deregistered' });
      expect(await registry.newest('bikes')).toBeNull();
      expect(await registry.standing('bikes', wanted)).toEqual({
        numbers: ['1.0.0'],
        newest: null,
        known: null,
        completed: false,
        stuck: [],
      });
      const again = await register(ground, opening, await modelOf(files));
      expect(again).toMatchObject({ how: 'published', record: { version: '1.1.0', parent: null } });
    },
  );

  it('of a version that was taken back does not concern one whose number begins alike', async () => {
    const { ground, record } = await begin();
    await makeTag(ground, 'bikes@v1.0.01!', record.commit, 'No version');
    await makeTag(ground, 'bikes@v1.0.00', record.commit, 'No version');
    await makeTag(ground, 'bikes@v1.0.10!', record.commit, 'Deregister');
    expect(await said(ground, record)).toBeNull();
    expect(await registryOn(ground, opening).find('bikes', '1.0.0')).toEqual(record);
  });
});

describe('a version whose release is gone', () => {
  it('is not fetched, and the error says what is missing', async () => {
    const { ground, record, at } = await begin();
    const { repos } = ground.world.as('acme').rest;
    const { data } = await repos.getReleaseByTag({ ...at, tag: record.tag });
    await repos.deleteRelease({ ...at, release_id: data.id });
    const registry = registryOn(ground, opening);
    const target = await temporaryFolder();
    await expect(
      registry.fetchModel(record, target, await temporaryFolder()),
    ).rejects.toMatchObject({
      code: 'no-package',
      message: 'The release bikes@v1.0.0 does not exist.',
    });
    expect(await registry.find('bikes', '1.0.0')).toBeNull();
  });
});
