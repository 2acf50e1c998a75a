import { pathTime } from '../../core/ledger/path.ts';
import type { SetUse } from '../../core/judge/facts.ts';
import type { VerdictRecord } from '../../schemas/types.ts';
import { readEntry, type StoredEntry } from './ledger.ts';
import type { GitHubRepository } from './repository.ts';

/** Pull requests that bring another evaluation set may be closed between those that don't; each read takes a call, once. */
const mostRead = 100;
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
    // What a fork claims must not make a worn set look new.
    if (verdict?.trusted !== true || verdict.evaluationSet?.digest !== digest) continue;
    const { since } = verdict.evaluationSet;
    const heads = new Set(
      verdicts.filter(({ time }) => time >= pathTime(since)).map(({ shortCommit }) => shortCommit),
    );
    heads.delete(head.slice(0, 12));
    return { judgedBefore: heads.size, since };
  }
  return never;
}
