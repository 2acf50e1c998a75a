import type { Tie, Tied } from '../evidence/tie.ts';
import type { VerdictRecord, VersionRecord } from '../../schemas/types.ts';

/** What of a version ties verdicts to it. */
export type TiedVersion = Pick<VersionRecord, 'model' | 'commit' | 'createdAt' | 'fingerprint'> & {
  readonly artifact: Pick<VersionRecord['artifact'], 'digest'>;
};

/** An equal fingerprint says that it could be the same model, not that the pull request brought it. */
const strong: ReadonlySet<Tie> = new Set(['artifact', 'pull-request', 'commit', 'parent']);

/**
 * The verdict that a version names: the newest of those of a merged pull request, not from a fork's run, that judged the
 * very bytes or whose head became the version's commit. Null where there is none.
 */
export function verdictOfVersion(tied: readonly Tied[]): Readonly<VerdictRecord> | null {
  const fitting = tied
    .filter(({ tie }) => strong.has(tie))
    .map(({ verdict }) => verdict.record)
    .filter(({ trusted, merged }) => trusted && merged === true);
  return (
    fitting.toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt)).at(0) ?? null
  );
}
