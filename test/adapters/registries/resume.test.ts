import { describe, expect, it } from 'vitest';
import { readMarker, withMarker } from '../../../adapters/registries/github/marker.ts';
import { sha256 } from '../../../core/record/digest.ts';
import { fakeGitHub } from './fake-github.ts';

const artifact = sha256('artifact');
const tag_name = 'bikes@v1.0.0';

/** GitHub with a draft of an old commit, and what is left of it after a run resumed. */
async function draftsAfter(marker: { runId: number; at: string | null }) {
  const github = await fakeGitHub();
  github.addRelease({
    tag_name,
    draft: true,
    body: withMarker('Notes.', { artifact, record: null, published: false, ...marker }),
  });
  await github
    .registry(42, '2026-01-01T12:00:00.000Z')
    .standing('bikes', { digest: sha256('another artifact'), packageDigest: artifact });
  return github.releases().length;
}

describe('a draft without its tag', () => {
  it('stays while the run that made it is at work, however old its commit is', async () => {
    expect(await draftsAfter({ runId: 41, at: '2026-01-01T06:30:00.000Z' })).toBe(1);
  });

  it('is removed when it was made long ago', async () => {
    expect(await draftsAfter({ runId: 41, at: '2026-01-01T05:30:00.000Z' })).toBe(0);
  });

  it('is removed when this very run made it', async () => {
    expect(await draftsAfter({ runId: 42, at: '2026-01-01T11:59:00.000Z' })).toBe(0);
    expect(await draftsAfter({ runId: 42, at: null })).toBe(0);
  });

  it('of another run stays when nothing says when it was made', async () => {
    expect(await draftsAfter({ runId: 41, at: null })).toBe(1);
  });
});

/** A claimed draft whose record is none, made long ago. */
async function broken() {
  const github = await fakeGitHub();
  const content = Buffer.from('{}');
  const marker = { artifact, runId: 41, at: '2026-01-01T01:00:00.000Z' };
  github.addRelease({
    tag_name,
    draft: true,
    body: withMarker('Notes.', { ...marker, record: null, published: false }),
    assets: [
      {
        id: 900,
        name: 'version.json',
        size: content.length,
        digest: sha256(content),
        state: 'uploaded',
        content,
      },
    ],
  });
  github.addTag(tag_name, `Register\n\nArtifact: ${artifact}\n`);
  return github.registry();
}

describe('a draft whose tag was made and that can not be completed', () => {
  it('keeps nobody from registering another model, and is named with what to do', async () => {
    const registry = await broken();
    const wanted = { digest: sha256('another artifact'), packageDigest: sha256('package') };
    expect(await registry.standing('bikes', wanted)).toMatchObject({
      numbers: ['1.0.0'],
      known: null,
      stuck: [
        expect.stringMatching(/^The draft bikes@v1\.0\.0.*version\.json.* delete that draft/),
      ],
    });
  });

  it('is an error for whoever wants that very model', async () => {
    const registry = await broken();
    const standing = registry.standing('bikes', { digest: artifact, packageDigest: artifact });
    await expect(standing).rejects.toMatchObject({ code: 'bad-version-record' });
  });
});

describe('the marker', () => {
  it('says when the draft was made, of which record, and whether it was public', () => {
    const at = '2026-01-01T12:00:00.000Z';
    const marker = { artifact, runId: 42, at, record: artifact, published: true };
    expect(readMarker(withMarker('Notes.', marker))).toEqual(marker);
  });

  it('is read as earlier versions wrote it', () => {
    const notes = `Notes.\n\n<!-- assay:version artifact=${artifact} run=42 -->\n`;
    expect(readMarker(notes)).toEqual({
      artifact,
      runId: 42,
      at: null,
      record: null,
      published: false,
    });
  });
});
