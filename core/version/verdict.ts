import type { Tie, Tied } from '../evidence/tie.ts';
import type { VerdictRecord, VersionRecord } from '../../schemas/types.ts';

/** What of a version ties verdicts to it. */
export type TiedVersion = Pick<VersionRecord, 'model' | 'commit' | 'createdAt' | 'fingerprint'> & {
  readonly artifact: Pick<VersionRecord['artifact'], 'digest'>;
};

/** A verdict that a version names. */
export interface NamedVerdict {
  readonly record: Readonly<VerdictRecord>;
  /** Whether it is on record that it judged the very bytes of the version; else it judged what was trained before the merge. */
  readonly ofTheseBytes: boolean;
}

/** An equal fingerprint says that it could be the same model, not that the pull request brought it. */
const strong: ReadonlySet<Tie> = new Set(['artifact', 'pull-request', 'commit', 'parent']);

/**
 * The verdict that a version names, of a merged pull request and not of a fork's run: one that judged the very bytes, else
 * one whose head became the version's commit; of several the newest. Null where there is none.
 */
export function verdictOfVersion(tied: readonly Tied[]): NamedVerdict | null {
  const fitting = tied
    .filter(({ tie }) => strong.has(tie))
    .map(({ tie, verdict }) => ({ record: verdict.record, ofTheseBytes: tie === 'artifact' }))
    .filter(({ record }) => record.trusted && record.merged === true)
    .toSorted((a, b) => Date.parse(b.record.createdAt) - Date.parse(a.record.createdAt));
  return fitting.find(({ ofTheseBytes }) => ofTheseBytes) ?? fitting.at(0) ?? null;
}
