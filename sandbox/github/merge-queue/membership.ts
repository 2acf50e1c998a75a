import type { Hub } from '../hub.ts';
import { mergeability } from '../pulls/merge-commit.ts';
import { tellPull } from '../pulls/follow.ts';
import { isPull, type PullIssue } from '../pulls/pull-issue.ts';
import { requiredChecksMissing } from '../required-checks.ts';
import { mayWrite } from '../standing.ts';
import type { Account, QueueEntry, Repository } from '../state.ts';
import { type Place, settleQueue, takeOut } from './settle.ts';

/** A person puts a pull request into the queue of its base branch. Throws a TypeError where GitHub would not let it. */
export async function enqueuePull(
  hub: Hub,
  repository: Repository,
  number: number,
  by: Account,
): Promise<void> {
  await repository.git.exclusively(async () => {
    const { issue, place } = placeOf(hub, repository, number);
    const problem = await refusal(place, issue, by);
    if (problem !== null) throw new TypeError(`#${number} can't be queued: ${problem}.`);
    place.queue.entries.push({ number, by, headSha: issue.pull.headSha, group: null });
    const actor = { kind: 'user', account: by } as const;
    await tellPull(hub, repository, actor, by, issue, 'enqueued');
    await settleQueue(place);
  });
}

/** A person takes a pull request out of its queue. Throws a TypeError where it is in none. */
export async function dequeuePull(
  hub: Hub,
  repository: Repository,
  number: number,
  by: Account,
): Promise<void> {
  await repository.git.exclusively(async () => {
    const { place } = placeOf(hub, repository, number);
    const entry = entryOf(place, number);
    if (entry === undefined) throw new TypeError(`#${number} is in no queue.`);
    await takeOut(place, entry, 'MANUAL', by);
    await settleQueue(place);
  });
}

function placeOf(
  hub: Hub,
  repository: Repository,
  number: number,
): { readonly issue: PullIssue; readonly place: Place } {
  const issue = repository.issues.get(number);
  if (issue === undefined || !isPull(issue)) throw new TypeError(`No pull request #${number}.`);
  const branch = issue.pull.base.ref;
  const queue = repository.mergeQueues.get(branch);
  if (queue === undefined) throw new TypeError(`The branch ${branch} has no merge queue.`);
  return { issue, place: { hub, repository, branch, queue } };
}

function entryOf({ queue }: Place, number: number): QueueEntry | undefined {
  return queue.entries.find((entry) => entry.number === number);
}

/** Why GitHub would not let a person queue a pull request; null where it would. */
async function refusal(place: Place, issue: PullIssue, by: Account): Promise<string | null> {
  const { repository, branch } = place;
  const { pull, number, state } = issue;
  if (!mayWrite({ kind: 'user', account: by }, repository, [])) return `${by.login} may not write`;
  if (state !== 'open' || pull.draft) return 'it is closed or a draft';
  if (entryOf(place, number) !== undefined) return 'it is queued already';
  const names = repository.protection.get(branch)?.requiredChecks ?? [];
  const missing = requiredChecksMissing(repository, pull.headSha, names);
  if (missing.length > 0) return `${missing.join(', ')} must pass first`;
  return (await mergeability(repository, pull)).tree === null ? 'it has conflicts' : null;
}
