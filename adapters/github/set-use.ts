import { pathTime } from '../../core/ledger/path.ts';
import type { SetUse } from '../../core/judge/facts.ts';
import type { VerdictRecord } from '../../schemas/types.ts';
import { readEntry, type StoredEntry } from './ledger.ts';
import type { GitHubRepository } from './repository.ts';

/** A pull request that brings another evaluation set may be closed between two that don't. */
const mostRead = 5;
const never: SetUse = { judgedBefore: 0, since: null };

/**
 * How often pull requests were judged on an evaluation set: its newest verdict says since when, and the ledger's paths
 * how many heads were judged since then. `head` itself does not count.
 */
export async function setUse(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  model: string,
  { digest, head }: { readonly digest: string; readonly head: string },
): Promise<SetUse> {
  const verdicts = ledger.filter((entry) => entry.kind === 'verdict' && entry.model === model);
  for (const entry of verdicts.toReversed().slice(0, mostRead)) {
    const verdict: Readonly<VerdictRecord> | null = await readEntry(repository, entry, 'verdict');
    if (verdict?.evaluationSet?.digest !== digest) continue;
    const { since } = verdict.evaluationSet;
    const heads = new Set(
      verdicts.filter(({ time }) => time >= pathTime(since)).map(({ shortCommit }) => shortCommit),
    );
    heads.delete(head.slice(0, 12));
    return { judgedBefore: heads.size, since };
  }
  return never;
}
