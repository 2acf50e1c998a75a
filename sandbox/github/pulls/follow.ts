import { accountOfActor } from '../auth.ts';
import { onDefaultBranch } from '../default-branch-trigger.ts';
import { type Hub, isHeard, startWorkflows, tellQueues } from '../hub.ts';
import { pullJson } from '../json/pull.ts';
import type { Account, Actor, Repository } from '../state.ts';
import { timestamp } from '../state.ts';
import { filesOfPull } from './extent.ts';
import { mergeability } from './merge-commit.ts';
import { openPulls, type PullIssue } from './pull-issue.ts';

/** A branch has moved: pull requests from it get its new head, and those onto it are merged anew. */
export async function branchMoved(
  hub: Hub,
  repository: Repository,
  actor: Actor,
  account: Account,
  branch: string,
  before: string,
  after: string,
): Promise<void> {
  for (const target of hub.state.repositories.values()) {
    for (const issue of openPulls(target)) {
      const { head, base } = issue.pull;
      if (head.repository === repository.fullName && head.ref === branch) {
        issue.pull.headSha = after;
        issue.updatedAt = timestamp(hub.state);
        await bringObjects(repository, target, after);
        await updatePullRefs(target, issue);
        await tellPull(hub, target, actor, account, issue, 'synchronize', { before, after });
      } else if (target === repository && base.ref === branch) {
        issue.pull.baseSha = after;
        await updatePullRefs(target, issue);
      }
    }
  }
}

/** A fork's commits are fetched, as GitHub shares them within a network. */
export async function bringObjects(from: Repository, to: Repository, sha: string): Promise<void> {
  if (from === to) return;
  await to.git.run(['fetch', '--quiet', '--no-tags', from.git.folder, sha]);
}

/** `refs/pull/N/head`, and `refs/pull/N/merge` where there is no conflict. */
export async function updatePullRefs(repository: Repository, issue: PullIssue): Promise<void> {
  const refs = `refs/pull/${issue.number}`;
  const { commit } = await mergeability(repository, issue.pull);
  const merge = commit === null ? `delete ${refs}/merge` : `update ${refs}/merge ${commit}`;
  const input = `update ${refs}/head ${issue.pull.headSha}\n${merge}\n`;
  await repository.git.run(['update-ref', '--stdin'], input);
}

/** What `pull_request` tells. */
type PullAction =
  'opened' | 'synchronize' | 'reopened' | 'closed' | 'edited' | 'labeled' | 'enqueued' | 'dequeued';

const changingCode: readonly PullAction[] = ['opened', 'synchronize', 'reopened'];

/**
 * Sends `pull_request` and starts its workflows: those of the default branch whatever has happened, those of the merge
 * commit for what changes the code.
 */
export async function tellPull(
  hub: Hub,
  repository: Repository,
  actor: Actor,
  account: Account,
  issue: PullIssue,
  action: PullAction,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const sent = hub.webhooks.send(repository, account, {
    name: 'pull_request',
    payload: {
      action,
      number: issue.number,
      pull_request: await pullJson(hub.state, repository, issue),
      ...more,
    },
  });
  tellQueues(hub, repository);
  if (!isHeard(hub)) return;
  const { pull } = issue;
  const told = {
    action,
    actor: account.login,
    payload: JSON.parse(JSON.stringify(sent)) as Record<string, unknown>,
    headSha: pull.headSha,
    headBranch: pull.head.ref,
    headRepository: pull.head.repository,
    baseRef: pull.base.ref,
    changedFiles: (await filesOfPull(repository, pull)).map(({ path }) => path),
  };
  const target = await onDefaultBranch(repository, { event: 'pull_request_target', ...told });
  startWorkflows(hub, actor, target);
  if (!changingCode.includes(action)) return;
  const { commit } = await mergeability(repository, pull);
  // GitHub runs nothing on a pull request that conflicts.
  if (commit === null) return;
  startWorkflows(hub, actor, {
    event: 'pull_request',
    ...told,
    repository: repository.fullName,
    ref: `refs/pull/${issue.number}/merge`,
    sha: commit,
  });
}

/** The account that acts; an app's JWT and nobody can't. */
export function acting(actor: Actor): Account {
  const account = accountOfActor(actor);
  if (account === null) throw new TypeError('Nobody acts.');
  return account;
}
