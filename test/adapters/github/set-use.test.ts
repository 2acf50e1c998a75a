import { describe, expect, it } from 'vitest';
import { readEntry, type StoredEntry } from '../../../adapters/github/ledger.ts';
import { emptyMemory, type GitHubRepository } from '../../../adapters/github/repository.ts';
import { setUse } from '../../../adapters/github/set-use.ts';
import { ledgerPath, parseLedgerPath } from '../../../core/ledger/path.ts';
import { sha256 } from '../../../core/record/digest.ts';
import { seal } from '../../../core/record/seal.ts';

const digest = sha256('rows');

interface Past {
  readonly day: number;
  readonly head: string;
  readonly set?: string;
  readonly since?: number;
  readonly trusted?: boolean;
}

const at = (day: number): string => `2026-03-${String(day).padStart(2, '0')}T10:00:00Z`;

/** A ledger with the verdicts of these pull requests, remembered so that GitHub need not be asked. */
function ledgerOf(past: readonly Past[]) {
  const memory = emptyMemory();
  const entries = past.map(
    ({ day, head, set = digest, since = 1, trusted = true }, index): StoredEntry => {
      const record = seal('verdict', {
        createdAt: at(day),
        producer: { action: 'app', version: '0.1.0' },
        repository: 'acme/bikes',
        commit: head.repeat(40),
        model: 'bikes',
        pullRequest: index + 1,
        base: 'b'.repeat(40),
        outcome: 'pass',
        trusted,
        checks: [],
        run: null,
        evaluation: null,
        baseline: null,
        evaluationSet: { digest: set, since: at(since) },
      });
      const blob = String(index).padStart(40, '0');
      memory.blobs.set(blob, JSON.stringify(record));
      const entry = parseLedgerPath(ledgerPath(record));
      if (entry === null) throw new Error('The path is none of the ledger.');
      return { ...entry, blob };
    },
  );
  const repository = { owner: 'acme', repo: 'bikes', memory } as unknown as GitHubRepository;
  return { repository, entries };
}

const use = async (past: readonly Past[]) => {
  const { repository, entries } = ledgerOf(past);
  const first = entries[0];
  if (first !== undefined) expect(await readEntry(repository, first, 'verdict')).not.toBeNull();
  return setUse(repository, entries, 'bikes', { digest, head: 'f'.repeat(40) });
};

describe('how often an evaluation set was judged on', () => {
  it('is never where the ledger has no verdict on it', async () => {
    expect(await use([])).toEqual({ judgedBefore: 0, since: null });
    expect(await use([{ day: 1, head: 'a', set: sha256('others') }])).toEqual({
      judgedBefore: 0,
      since: null,
    });
  });

  it('is every head that was judged since its first verdict', async () => {
    const found = await use([
      { day: 1, head: 'a' },
      { day: 2, head: 'c' },
      { day: 3, head: 'd' },
    ]);
    expect(found).toEqual({ judgedBefore: 3, since: at(1) });
  });

  it('counts a head once, though its pull request was closed twice, and this one not', async () => {
    const found = await use([
      { day: 1, head: 'a' },
      { day: 2, head: 'a' },
      { day: 3, head: 'f' },
    ]);
    expect(found.judgedBefore).toBe(1);
  });

  it('is not forgotten because forks were judged on other rows since', async () => {
    const forks = Array.from('0123456789', (head, index) => ({
      day: 10 + index,
      head,
      set: sha256(`rows of fork ${head}`),
      trusted: false,
    }));
    const found = await use([{ day: 1, head: 'a' }, { day: 2, head: 'c' }, ...forks]);
    expect(found).toEqual({ judgedBefore: 12, since: at(1) });
    const claimed = { day: 28, head: 'e', since: 28, trusted: false };
    expect((await use([{ day: 1, head: 'a' }, claimed])).since).toBe(at(1));
  });

  it('does not count what was judged before the rows changed', async () => {
    const found = await use([
      { day: 1, head: 'a', set: sha256('old') },
      { day: 5, head: 'c', since: 5 },
      { day: 6, head: 'd', since: 5 },
    ]);
    expect(found).toEqual({ judgedBefore: 2, since: at(5) });
  });
});
