import { describe, expect, it } from 'vitest';
import { InputError, UnavailableError } from '../../../core/errors.ts';
import { fakeGitHub } from './fake-github.ts';
import { publicationOfBikes } from './publication.ts';

const taken = { status: 422, message: 'Reference already exists' };

describe('publishing a version', () => {
  it('makes a draft with its assets, the tag, and then the release public', async () => {
    const github = await fakeGitHub();
    const publication = await publicationOfBikes();
    await github.registry().publish(publication);
    expect(github.tags()).toEqual(['refs/tags/bikes@v1.0.0']);
    expect(github.releases()).toMatchObject([{ tag_name: 'bikes@v1.0.0', draft: false }]);
    expect(await github.registry().newest('bikes')).toEqual(publication.record);
  });

  it.each([
    ['an answer of 502', { status: 502 }],
    ['no answer', null],
  ])(
    'keeps the draft when the tag gets %s, and completes it when the job runs again',
    async (_, failure) => {
      const github = await fakeGitHub();
      const publication = await publicationOfBikes();
      github.failures.set('POST /git/refs', failure);
      const error = await github
        .registry()
        .publish(publication)
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(UnavailableError);
      expect(github.releases()).toMatchObject([{ draft: true, assets: [{}, {}] }]);

      // The tag had been made all the same.
      github.failures.clear();
      github.addTag(
        'bikes@v1.0.0',
        `Register\n\nArtifact: ${publication.record.artifact.digest}\n`,
      );
      const { artifact, package: packed } = publication.record;
      const wanted = { digest: artifact.digest, packageDigest: packed.digest };
      expect(await github.registry().standing('bikes', wanted)).toEqual({
        numbers: ['1.0.0'],
        newest: '1.0.0',
        known: publication.record,
        completed: true,
        stuck: [],
      });
      expect(await github.registry().find('bikes', '1.0.0')).toEqual(publication.record);
    },
  );

  it('takes the draft away when somebody else made the tag', async () => {
    const github = await fakeGitHub();
    github.failures.set('POST /git/refs', taken);
    const publishing = github.registry().publish(await publicationOfBikes());
    await expect(publishing).rejects.toMatchObject({ code: 'version-taken' });
    expect(github.releases()).toEqual([]);
  });

  it('tells the first reason when the draft cannot be taken away either', async () => {
    const github = await fakeGitHub();
    github.failures.set('POST /git/refs', taken).set('DELETE /releases/', { status: 502 });
    const publishing = github.registry().publish(await publicationOfBikes());
    await expect(publishing).rejects.toMatchObject({ code: 'version-taken' });
  });

  it('says what GitHub said of a tag that a ruleset forbids', async () => {
    const github = await fakeGitHub();
    const message =
      'Repository rule violations found\n\nCannot create ref due to creations being restricted.';
    github.failures.set('POST /git/refs', { status: 422, message });
    const publishing = github.registry().publish(await publicationOfBikes());
    await expect(publishing).rejects.toBeInstanceOf(InputError);
    await expect(publishing).rejects.toMatchObject({
      code: 'tag-refused',
      message: expect.stringMatching(/Repository rule violations found[^]*bypass it for bikes@v\*/),
    });
  });

  it('refuses a package of 2 GiB before anything is made', async () => {
    const github = await fakeGitHub();
    const publication = await publicationOfBikes();
    const [first, ...others] = publication.attachments;
    if (first === undefined) throw new Error('There is no package.');
    const attachments = [{ ...first, bytes: 2 * 1024 ** 3 }, ...others];
    await expect(github.registry().publish({ ...publication, attachments })).rejects.toMatchObject({
      code: 'package-too-large',
      message: expect.stringMatching(/version\.json of bikes has 2\.00 GiB/),
    });
    expect(github.asked).toEqual([]);
  });
});

describe('a refused request', () => {
  it.each([
    ['a secondary limit', { status: 403, headers: { 'retry-after': '60' } }],
    ['a spent limit', { status: 403, headers: { 'x-ratelimit-remaining': '0' } }],
    ['too many requests', { status: 429 }],
  ])('is a matter of waiting for %s', async (_, failure) => {
    const github = await fakeGitHub();
    github.failures.set('GET /git/matching-refs', failure);
    const asking = github.registry().numbers('bikes');
    await expect(asking).rejects.toBeInstanceOf(UnavailableError);
    await expect(asking).rejects.toMatchObject({ code: 'rate-limit' });
  });

  it('is a matter of permissions for any other 403', async () => {
    const github = await fakeGitHub();
    const headers = { 'x-ratelimit-remaining': '4999' };
    github.failures.set('GET /git/matching-refs', { status: 403, headers });
    await expect(github.registry().numbers('bikes')).rejects.toMatchObject({
      code: 'no-permission',
    });
  });
});
