import type { Hub } from '../hub.ts';
import { type RefChange, refsChanged } from '../refs.ts';
import { type Account, type Actor, type Repository, timestamp } from '../state.ts';
import { tellPull } from './follow.ts';
import type { PullIssue } from './pull-issue.ts';

/** Moves the base branch to the commit of a merge, closes the pull request as merged, and tells of both. */
export async function putOnBase(
  hub: Hub,
  repository: Repository,
  actor: Actor,
  account: Account,
  issue: PullIssue,
  change: Omit<RefChange, 'ref'>,
): Promise<void> {
  const { pull } = issue;
  const ref = `refs/heads/${pull.base.ref}`;
  const { before, after: commit } = change;
  await repository.git.run(['update-ref', ref, commit, before]);
  const now = timestamp(hub.state);
  issue.state = 'closed';
  issue.closedAt = now;
  issue.closedBy = account;
  issue.updatedAt = now;
  pull.merged = { at: now, by: account, commit };
  await repository.git.maybe(['update-ref', '-d', `refs/pull/${issue.number}/merge`]);
  await tellPull(hub, repository, actor, account, issue, 'closed');
  await refsChanged(hub, repository, actor, [{ ref, ...change }]);
}
