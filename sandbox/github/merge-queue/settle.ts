import type { Hub } from '../hub.ts';
import { tellPull } from '../pulls/follow.ts';
import { pullOf } from '../pulls/pull-issue.ts';
import { putOnBase } from '../pulls/put-on-base.ts';
import { requiredChecksStanding } from '../required-checks.ts';
import type { Account, MergeGroup, MergeQueue, QueueEntry, Repository } from '../state.ts';
import { queueBot } from './bot.ts';
import { destroyGroup, makeGroup } from './group.ts';

/** A queue and where it is. */
export interface Place {
  readonly hub: Hub;
  readonly repository: Repository;
  readonly branch: string;
  readonly queue: MergeQueue;
}

type Reason = 'MANUAL' | 'CI_FAILURE' | 'MERGE_CONFLICT' | 'UNKNOWN_REMOVAL_REASON';

/**
 * Moves a queue as far as it goes: whoever changed is taken out, each of the others gets a group on top of the one
 * before, and the first is merged when its required checks have passed, or taken out when one has failed. Run it only
 * while nobody else moves refs.
 */
export async function settleQueue(place: Place): Promise<void> {
  const { repository, branch, queue } = place;
  for (const entry of queue.entries.filter((one) => hasChanged(place, one))) {
    await takeOut(place, entry, 'UNKNOWN_REMOVAL_REASON', queueBot(place.hub.state));
  }
  const names = repository.protection.get(branch)?.requiredChecks ?? [];
  for (;;) {
    await regroup(place);
    const first = queue.entries[0];
    // Without a group where the branch itself is gone.
    if (first === undefined || first.group === null) return;
    const standing = requiredChecksStanding(repository, first.group.headSha, names);
    if (standing === 'awaited') return;
    if (standing === 'passed') await merge(place, first, first.group);
    else await takeOut(place, first, 'CI_FAILURE', queueBot(place.hub.state));
  }
}

/** Takes a pull request out of its queue, on behalf of somebody, and tells why. */
export async function takeOut(
  { hub, repository, branch, queue }: Place,
  entry: QueueEntry,
  reason: Reason,
  by: Account,
): Promise<void> {
  queue.entries.splice(queue.entries.indexOf(entry), 1);
  if (entry.group !== null) await destroyGroup(hub, repository, branch, entry.group, 'dequeued');
  const issue = pullOf(repository, entry.number);
  const actor = { kind: 'user', account: by } as const;
  await tellPull(hub, repository, actor, by, issue, 'dequeued', { reason });
}

/** A pull request that was closed, got another head or another base has left. */
function hasChanged({ repository, branch }: Place, { number, headSha }: QueueEntry): boolean {
  const { state, pull } = pullOf(repository, number);
  return state !== 'open' || pull.headSha !== headSha || pull.base.ref !== branch;
}

/** Gives each who waits a group on top of the one before, unless it has it; who conflicts is taken out. */
async function regroup(place: Place): Promise<void> {
  const { hub, repository, branch, queue } = place;
  const tip = await repository.git.resolve(`refs/heads/${branch}`, 'commit');
  if (tip === null) {
    await disband(place);
    return;
  }
  let base = tip;
  // Who conflicts leaves the queue meanwhile.
  const waiting = [...queue.entries];
  for (const entry of waiting) {
    if (entry.group?.baseSha !== base) {
      if (entry.group !== null) {
        await destroyGroup(hub, repository, branch, entry.group, 'invalidated');
      }
      const issue = pullOf(repository, entry.number);
      entry.group = await makeGroup(hub, repository, queue, issue, entry, base);
    }
    if (entry.group === null) {
      await takeOut(place, entry, 'MERGE_CONFLICT', queueBot(hub.state));
    } else {
      base = entry.group.headSha;
    }
  }
}

/** The base branch is gone, and so is everything on top of it. */
async function disband({ hub, repository, branch, queue }: Place): Promise<void> {
  for (const entry of queue.entries) {
    if (entry.group !== null) {
      await destroyGroup(hub, repository, branch, entry.group, 'invalidated');
    }
    entry.group = null;
  }
}

async function merge(
  { hub, repository, branch, queue }: Place,
  entry: QueueEntry,
  { ref, baseSha, headSha }: MergeGroup,
): Promise<void> {
  const account = queueBot(hub.state);
  const actor = { kind: 'user', account } as const;
  const issue = pullOf(repository, entry.number);
  queue.entries.shift();
  await tellPull(hub, repository, actor, account, issue, 'dequeued', { reason: 'MERGE' });
  const change = { before: baseSha, after: headSha, merge: 'merge_queue_merge' } as const;
  await putOnBase(hub, repository, actor, account, issue, change);
  await destroyGroup(hub, repository, branch, { ref, baseSha, headSha }, 'merged');
}
