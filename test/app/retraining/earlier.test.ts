import { expect, it } from 'vitest';
import type { StoredEntry } from '../../../adapters/github/ledger.ts';
import { emptyMemory, type GitHubRepository } from '../../../adapters/github/repository.ts';
import { readEarlier } from '../../../app/retraining/earlier.ts';
import { ledgerPath, parseLedgerPath } from '../../../core/ledger/path.ts';
import type { AnyRecord } from '../../../core/record/kinds.ts';
import { sha256 } from '../../../core/record/digest.ts';
import { seal } from '../../../core/record/seal.ts';
import { repository } from '../../core/judge/candidate.ts';

const head = 'd'.repeat(40);
const mergeCommit = 'e'.repeat(40);
const common = { createdAt: '2026-07-26T12:00:00Z', repository, model: 'bikes' };

const verdict = seal('verdict', {
  ...common,
  producer: { action: 'app', version: '0.1.0' },
  commit: head,
  pullRequest: 41,
  base: 'b'.repeat(40),
  outcome: 'warn',
  trusted: true,
  merged: true,
  checks: [
    { check: 'records', outcome: 'pass', sentence: 'Both are here.', evidence: ['no metric'] },
    { check: 'metric-gate', outcome: 'warn', sentence: 'One is open.', evidence: ['mae is 51.'] },
  ],
  run: sha256('run'),
  evaluation: sha256('evaluation'),
  baseline: null,
});
const version = seal('version', {
  ...common,
  producer: { action: 'register', version: '0.1.0' },
  commit: mergeCommit,
  version: '1.4.0',
  tag: 'bikes@v1.4.0',
  parent: '1.3.0',
  artifact: {
    digest: sha256('model'),
    bytes: 9,
    files: [{ path: 'model.txt', digest: sha256('model'), bytes: 9 }],
  },
  package: { name: 'a.tar.gz', uri: 'https://x.example/a', digest: sha256('a'), bytes: 1 },
  registry: 'releases',
  run: sha256('run'),
  evaluation: sha256('evaluation'),
  fingerprint: sha256('fingerprint'),
  evaluationSet: sha256('set'),
  metrics: { mae: 51 },
  data: {},
});

/** A repository whose ledger holds these records. */
function ledgerOf(...records: readonly AnyRecord[]) {
  const memory = emptyMemory();
  const entries = records.map((record): StoredEntry => {
    const entry = parseLedgerPath(ledgerPath(record));
    if (entry === null) throw new TypeError('No entry of the ledger.');
    memory.blobs.set(record.id, JSON.stringify(record));
    return { ...entry, blob: record.id };
  });
  return { entries, of: { memory } as unknown as GitHubRepository };
}

it('tells of a merged retraining how it was judged at its head and which version its merge became', async () => {
  const open = {
    number: 50,
    author: 'assay[bot]',
    url: `https://github.com/${repository}/pull/50`,
    head: 'f'.repeat(40),
    openedAt: new Date('2026-08-01T00:00:00Z'),
    closedAt: null,
    merged: false,
    mergeCommit: null,
  };
  const closedAt = new Date('2026-07-26T13:00:00Z');
  const merged = { ...open, number: 41, head, closedAt, merged: true, mergeCommit };
  const closed = { ...open, number: 33, closedAt };
  const { entries, of } = ledgerOf(verdict, version);
  const told = { url: open.url, closedAt };
  expect(await readEarlier(of, entries, 'bikes', [open, merged, closed])).toEqual([
    {
      ...told,
      number: 41,
      merged: true,
      outcome: 'warn',
      metrics: ['mae is 51.'],
      version: '1.4.0',
    },
    { ...told, number: 33, merged: false, outcome: null, metrics: [], version: null },
  ]);
  // The records of another model are of no other.
  expect(await readEarlier(of, entries, 'taxis', [merged])).toMatchObject([
    { outcome: null, metrics: [], version: null },
  ]);
});
