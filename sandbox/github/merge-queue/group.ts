import { type Hub, isHeard, startWorkflows } from '../hub.ts';
import { headCommitJson, readCommit } from '../json/commit.ts';
import { mergeability, mergeCommit, mergeMessage } from '../pulls/merge-commit.ts';
import type { PullIssue } from '../pulls/pull-issue.ts';
import { noSha, refsChanged } from '../refs.ts';
import { found } from '../route.ts';
import {
  type MergeGroup,
  type MergeQueue,
  type QueueEntry,
  type Repository,
  timestamp,
} from '../state.ts';
import { queueBot } from './bot.ts';

/**
 * Merges a pull request on top of a commit, on a branch of the queue's own, asks for its checks and starts its
 * workflows. Null on a conflict.
 */
export async function makeGroup(
  hub: Hub,
  repository: Repository,
  { method }: MergeQueue,
  issue: PullIssue,
  entry: QueueEntry,
  baseSha: string,
): Promise<MergeGroup | null> {
  const { state } = hub;
  const pull = { ...issue.pull, baseSha };
  const { tree } = await mergeability(repository, pull);
  if (tree === null) return null;
  const headSha = await mergeCommit(repository, pull, {
    method,
    tree,
    message: mergeMessage(issue, method),
    by: entry.by,
    date: timestamp(state),
  });
  const branch = `gh-readonly-queue/${pull.base.ref}/pr-${issue.number}-${baseSha}`;
  const group: MergeGroup = { ref: `refs/heads/${branch}`, baseSha, headSha };
  const account = queueBot(state);
  const actor = { kind: 'user', account } as const;
  await repository.git.run(['update-ref', group.ref, headSha, noSha]);
  await refsChanged(hub, repository, actor, [{ ref: group.ref, before: noSha, after: headSha }]);
  const payload = await tellGroup(hub, repository, pull.base.ref, group, {
    action: 'checks_requested',
  });
  if (!isHeard(hub)) return group;
  startWorkflows(hub, actor, {
    event: 'merge_group',
    action: 'checks_requested',
    actor: account.login,
    payload,
    repository: repository.fullName,
    ref: group.ref,
    sha: headSha,
    headSha,
    headBranch: branch,
    headRepository: repository.fullName,
    baseRef: pull.base.ref,
    changedFiles: [],
  });
  return group;
}

/** Deletes the branch of a group, and says what has become of it. */
export async function destroyGroup(
  hub: Hub,
  repository: Repository,
  base: string,
  group: MergeGroup,
  reason: 'merged' | 'invalidated' | 'dequeued',
): Promise<void> {
  const { ref, headSha } = group;
  await tellGroup(hub, repository, base, group, { action: 'destroyed', reason });
  await repository.git.run(['update-ref', '-d', ref]);
  const actor = { kind: 'user', account: queueBot(hub.state) } as const;
  await refsChanged(hub, repository, actor, [{ ref, before: headSha, after: noSha }]);
}

/** Sends `merge_group`; gives the payload as it is on the wire. */
async function tellGroup(
  hub: Hub,
  repository: Repository,
  base: string,
  { ref, baseSha, headSha }: MergeGroup,
  what: { readonly action: string; readonly reason?: string },
): Promise<Readonly<Record<string, unknown>>> {
  const commit = found(await readCommit(repository, headSha));
  const payload = hub.webhooks.send(repository, queueBot(hub.state), {
    name: 'merge_group',
    payload: {
      ...what,
      merge_group: {
        head_sha: headSha,
        head_ref: ref,
        base_sha: baseSha,
        base_ref: `refs/heads/${base}`,
        head_commit: headCommitJson(commit),
      },
    },
  });
  return JSON.parse(JSON.stringify(payload)) as Record<string, unknown>;
}
