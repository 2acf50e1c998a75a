import type { EvaluationRecord, VersionRecord } from '../../schemas/types.ts';
import type { Stored } from './facts.ts';

/** Where a version's commit comes from, as git and GitHub tell it. */
export interface Lineage {
  readonly parents: readonly string[];
  /** The heads of the pull requests whose merge made the commit; null where GitHub was not asked. */
  readonly mergedHeads: readonly string[] | null;
}

/** What ties a verdict to a version, the strongest first. */
const ties = ['artifact', 'pull-request', 'commit', 'parent', 'fingerprint'] as const;
export type Tie = (typeof ties)[number];

/** A verdict that belongs to a version, and why. */
export interface Tied {
  readonly tie: Tie;
  readonly verdict: Stored<'verdict'>;
  /** The training that it judged, where the ledger has it. */
  readonly run: Stored<'run'> | null;
  /** What it judged, where the ledger has that. */
  readonly evaluation: Stored<'evaluation'> | null;
}

/**
 * What ties a verdict to a version; null when nothing does. A version is trained from a commit of the default branch,
 * and a verdict is of a pull request's head, so that no record names the other.
 */
export function tieOf(
  version: Pick<VersionRecord, 'commit' | 'fingerprint'> & {
    readonly artifact: Pick<VersionRecord['artifact'], 'digest'>;
  },
  lineage: Lineage,
  head: string,
  evaluation: EvaluationRecord | null,
): Tie | null {
  if (evaluation?.artifact === version.artifact.digest) return 'artifact';
  if (lineage.mergedHeads?.includes(head) === true) return 'pull-request';
  if (head === version.commit) return 'commit';
  if (lineage.parents.slice(1).includes(head)) return 'parent';
  return evaluation?.fingerprint === version.fingerprint ? 'fingerprint' : null;
}

/** The strongest first: merged before refused, then by the tie, then the newest. */
export function sortTied(all: readonly Tied[]): readonly Tied[] {
  return all.toSorted(
    (a, b) =>
      refused(a) - refused(b) ||
      ties.indexOf(a.tie) - ties.indexOf(b.tie) ||
      (a.verdict.path < b.verdict.path ? 1 : -1),
  );
}

function refused({ verdict }: Tied): number {
  return verdict.record.merged === false ? 1 : 0;
}

/** Why a verdict belongs to a version, and how far that goes, for a person. */
export function tieInWords({ tie, verdict, evaluation }: Tied, version: VersionRecord): string {
  const { pullRequest, commit } = verdict.record;
  const where = `${pullRequest === null ? 'a pull request' : `pull request #${pullRequest}`} at its head ${commit.slice(0, 12)}`;
  switch (tie) {
    case 'artifact':
      return `It judged ${where}, and the model that it judged is, byte for byte, the one that was registered: both have the digest ${version.artifact.digest}.`;
    case 'pull-request':
      return `It judged ${where}. GitHub says that the merge of this pull request made the commit that the version was trained from. ${otherBytes(evaluation, version)}`;
    case 'commit':
      return `It judged ${where}, which is the very commit that the version was trained from. ${otherBytes(evaluation, version)}`;
    case 'parent':
      return `It judged ${where}, which is a parent of the commit that the version was trained from: git says that it was merged there. ${otherBytes(evaluation, version)}`;
    case 'fingerprint':
      return `It judged ${where}. Git and GitHub don't tie that commit to the version's, but the fingerprint is the same: equal command, inputs, parameters, lock files and executor. ${otherBytes(evaluation, version)}`;
    default:
      return tie satisfies never;
  }
}

function otherBytes(evaluation: Stored<'evaluation'> | null, version: VersionRecord): string {
  const judged = evaluation?.record.artifact;
  if (judged === undefined) {
    return 'The ledger does not hold what it judged, so whether the bytes are the same is not known.';
  }
  return `The bytes that it judged (${judged}) are not those that were registered (${version.artifact.digest}): the version was trained again after the merge, and its own evaluation is under Metrics.`;
}
