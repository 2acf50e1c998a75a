import { describe, expect, it } from 'vitest';
import { releaseNotes } from '../../actions/register/notes.ts';
import { measuredLines } from '../../core/card/measured.ts';
import { card, cardFacts, measured } from '../core/card/facts.ts';
import { history } from '../core/evidence/history.ts';

const { version } = history();
const notesOf = (metrics: Readonly<Record<string, number | null>>): string =>
  releaseNotes({ ...version, metrics: { ...metrics } }, 'https://github.com');

describe('the notes of a release', () => {
  it('show each figure as the model card of the version does', () => {
    const values = { a: 27.4788123456789, b: 1_234_567.89, c: 2.5e-9, d: -0.5, e: 17_379, f: null };
    const metrics = Object.fromEntries(
      Object.entries(values).map(([id, value]) => [id, { value, rows: 9 }]),
    );
    const shown = measuredLines(card({ ...cardFacts(), evaluation: { ...measured, metrics } }));
    const notes = notesOf(values);
    for (const id of Object.keys(values)) {
      const inCard = shown
        .find((line) => line.startsWith(`| \`${id}\``))
        ?.split('|')[3]
        ?.trim();
      expect(notes).toContain(`| ${id} | ${inCard} |`);
    }
  });

  it('say truly of which files the record has digests', () => {
    expect(notesOf({})).toContain(
      'In `version.json`, under `attachments`, are the digests of all other files but of itself, the evidence and the signatures.',
    );
  });

  it('link the profile that is kept with the version, and say that it holds no rows', () => {
    const file = { name: 'profile.json.gz', digest: version.artifact.digest, bytes: 37_000 };
    const notes = releaseNotes({ ...version, attachments: [file] }, 'https://github.com');
    expect(notes).toMatch(/^- \[profile\.json\.gz\]\(https:.*\), 37.kB: .*no rows$/m);
  });
});
