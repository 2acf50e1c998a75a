import { describe, expect, it } from 'vitest';
import { fakeGitHub } from './fake-github.ts';
import { publicationOfBikes } from './publication.ts';

describe('a release that Assay did not make', () => {
  it('is passed over in search of the newest version', async () => {
    const github = await fakeGitHub();
    const publication = await publicationOfBikes();
    await github.registry().publish(publication);
    github.addTag('bikes@v2.0.0');
    github.addRelease({ tag_name: 'bikes@v2.0.0' });
    github.addTag('bikes@v3.0.0');
    expect(await github.registry().newest('bikes')).toEqual(publication.record);
  });

  it('is refused by its number, with a sentence that says what to do', async () => {
    const github = await fakeGitHub();
    github.addTag('bikes@v2.0.0');
    github.addRelease({ tag_name: 'bikes@v2.0.0' });
    await expect(github.registry().find('bikes', '2.0.0')).rejects.toMatchObject({
      code: 'no-version-record',
      message: expect.stringMatching(/attach the version's record to it, or rename its tag/),
    });
  });
});
