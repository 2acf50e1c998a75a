import type { Hub } from '../hub.ts';
import { requiredChecksMissing } from '../required-checks.ts';
import type { Account, Repository } from '../state.ts';
import { mergeability } from './merge-commit.ts';
import { mergePull } from './merge.ts';
import { openPulls, type PullIssue } from './pull-issue.ts';

const methods = { MERGE: 'merge', SQUASH: 'squash', REBASE: 'rebase' } as const;

/**
 * Asks for a merge as soon as all that is required is there, as `enablePullRequestAutoMerge` does. Gives GitHub's words
 * where it refuses: where the setting is off, the head is another, or nothing is awaited.
 */
export async function enableAutoMerge(
  repository: Repository,
  issue: PullIssue,
  by: Account,
  { expectedHeadOid, mergeMethod }: Readonly<Record<string, unknown>>,
): Promise<string | null> {
  const { pull } = issue;
  if (!repository.allowsAutoMerge) {
    return 'Pull request Auto merge is not allowed for this repository';
  }
  if (typeof expectedHeadOid === 'string' && expectedHeadOid !== pull.headSha) {
    return 'Head sha didn’t match expected head oid.';
  }
  if (issue.state !== 'open') return 'Pull request is closed';
  const { commit } = await mergeability(repository, pull);
  if (commit !== null && missing(repository, issue).length === 0) {
    return 'Pull request Pull request is in clean status';
  }
  const known = Object.entries(methods).find(([name]) => name === mergeMethod);
  pull.autoMerge = { by, method: known?.[1] ?? 'merge' };
  return null;
}

/** Merges what waited only for its checks. */
export function watchAutoMerge(hub: Hub): void {
  const { state } = hub;
  state.queueListeners.push((repository) => {
    const tracked = mergeArmed(hub, repository)
      .catch((error: unknown) => {
        const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
        state.violations.push(`The embedded GitHub failed at an auto-merge: ${reason}`);
      })
      .finally(() => state.underway.delete(tracked));
    state.underway.add(tracked);
  });
}

async function mergeArmed(hub: Hub, repository: Repository): Promise<void> {
  for (const issue of openPulls(repository)) {
    const { autoMerge } = issue.pull;
    if (autoMerge === null || missing(repository, issue).length > 0) continue;
    const { commit } = await mergeability(repository, issue.pull);
    if (commit === null) continue;
    const { by, method } = autoMerge;
    issue.pull.autoMerge = null;
    const actor = { kind: 'user', account: by } as const;
    const body = { merge_method: method };
    await mergePull({ hub, state: hub.state, repository, actor, account: by, body }, issue);
  }
}

function missing(repository: Repository, { pull }: PullIssue): readonly string[] {
  const rule = repository.protection.get(pull.base.ref);
  return requiredChecksMissing(repository, pull.headSha, rule?.requiredChecks ?? []);
}
