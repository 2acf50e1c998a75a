import { describe, expect, it } from 'vitest';
import { findBaselineEntries } from '../../../core/baseline/find.ts';
import { ledgerPath, parseLedgerPath } from '../../../core/ledger/path.ts';
import { evaluation, run } from '../judge/candidate.ts';

const mergeBase = '1'.repeat(40);
const parent = '2'.repeat(40);
const grandparent = '3'.repeat(40);
const commits = [mergeBase, parent, grandparent];

function entriesOf(paths: readonly string[]) {
  return paths.map(parseLedgerPath).filter((entry) => entry !== null);
}

function evaluationAt(commit: string, createdAt = '2026-07-01T08:00:00Z', model = 'bike-demand') {
  return ledgerPath(evaluation({ mae: 1 }, { commit, createdAt, model }));
}

describe('findBaselineEntries', () => {
  it('takes the evaluation at the merge base, and the run of the same commit', () => {
    const runPath = ledgerPath(run({ commit: mergeBase }));
    const paths = [evaluationAt(parent), evaluationAt(mergeBase), runPath];
    expect(findBaselineEntries(entriesOf(paths), 'bike-demand', commits)[0]).toEqual({
      kind: 'merge-base',
      commit: mergeBase,
      commitsBehind: 0,
      evaluation: paths[1],
      run: runPath,
    });
  });

  it('takes the nearest ancestor where the merge base has none, and says how far it lies behind', () => {
    const paths = [
      evaluationAt(grandparent),
      evaluationAt(parent),
      ledgerPath(run({ commit: mergeBase })),
    ];
    expect(findBaselineEntries(entriesOf(paths), 'bike-demand', commits)[0]).toEqual({
      kind: 'ancestor',
      commit: parent,
      commitsBehind: 1,
      evaluation: paths[1],
      run: null,
    });
  });

  it('takes the newest of several records of one commit, whatever the order of the listing', () => {
    const older = evaluationAt(mergeBase, '2026-07-01T08:00:00Z');
    const newer = evaluationAt(mergeBase, '2026-07-02T07:00:00Z');
    for (const paths of [
      [older, newer],
      [newer, older],
    ]) {
      const found = findBaselineEntries(entriesOf(paths), 'bike-demand', commits);
      expect(found.map(({ evaluation: path }) => path)).toEqual([newer, older]);
    }
  });

  it('finds nothing among the records of other models, kinds and commits', () => {
    const paths = [
      evaluationAt(mergeBase, '2026-07-01T08:00:00Z', 'taxi-demand'),
      evaluationAt('4'.repeat(40)),
      ledgerPath(run({ commit: mergeBase })),
    ];
    expect(findBaselineEntries(entriesOf(paths), 'bike-demand', commits)).toEqual([]);
    expect(findBaselineEntries(entriesOf(paths), 'bike-demand', [])).toEqual([]);
  });
});
