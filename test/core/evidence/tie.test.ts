import { describe, expect, it } from 'vitest';
import { sortTied, type Tied, tieInWords, tieOf } from '../../../core/evidence/tie.ts';
import { sha256 } from '../../../core/record/digest.ts';
import { evaluation, head } from '../judge/candidate.ts';
import { history, type HistoryChanges, stored } from './history.ts';

const { version, judgedEvaluation } = history();
const nowhere = { parents: ['1'.repeat(40)], mergedHeads: [] };
const otherBytes = evaluation({}, { artifact: sha256('other bytes') });
const unlike = evaluation({}, { artifact: sha256('other'), fingerprint: sha256('other') });

describe('a verdict is tied to a version', () => {
  it('by the bytes that it judged, before anything else', () => {
    const lineage = { parents: [], mergedHeads: [head] };
    expect(tieOf(version, lineage, head, judgedEvaluation)).toBe('artifact');
  });

  it('by the pull request that GitHub names for the commit', () => {
    expect(tieOf(version, { parents: [], mergedHeads: [head] }, head, unlike)).toBe('pull-request');
    expect(tieOf(version, { parents: [], mergedHeads: [head] }, head, null)).toBe('pull-request');
  });

  it('by its head where that is the very commit', () => {
    expect(tieOf(version, nowhere, version.commit, unlike)).toBe('commit');
    expect(tieInWords(tied('commit'), version)).toContain('the very commit');
  });

  it('by its head among what the commit merged, but not by the commit before', () => {
    const parents = ['1'.repeat(40), head];
    expect(tieOf(version, { parents, mergedHeads: null }, head, unlike)).toBe('parent');
    const before = { parents: [head], mergedHeads: null };
    expect(tieOf(version, before, head, unlike)).toBeNull();
  });

  it('by an equal fingerprint, and by nothing else', () => {
    expect(tieOf(version, nowhere, head, otherBytes)).toBe('fingerprint');
    expect(tieOf(version, nowhere, head, unlike)).toBeNull();
    expect(tieOf(version, nowhere, head, null)).toBeNull();
  });
});

function tied(tie: Tied['tie'], changes: HistoryChanges['verdict'] = {}): Tied {
  const all = history({ verdict: changes });
  return {
    tie,
    verdict: stored('verdict', all.verdict),
    run: null,
    evaluation: stored('evaluation', otherBytes),
  };
}

describe('tied verdicts', () => {
  it('are sorted by whether they were merged, then by the tie, then by time', () => {
    const refused = tied('artifact', { merged: false });
    const weak = tied('fingerprint');
    const older = tied('parent', { createdAt: '2026-07-20T00:00:00Z' });
    const newer = tied('parent', { createdAt: '2026-07-21T00:00:00Z' });
    expect(sortTied([refused, weak, older, newer])).toEqual([newer, older, weak, refused]);
  });

  it('are said to have judged other bytes where they did', () => {
    expect(tieInWords(tied('parent'), version)).toContain('are not those that were registered');
    expect(tieInWords({ ...tied('pull-request'), evaluation: null }, version)).toContain(
      'whether the bytes are the same is not known',
    );
    expect(tieInWords(tied('fingerprint'), version)).toContain("don't tie that commit");
  });
});
