import type { Git } from './git/git.ts';
import { accountOfActor } from './auth.ts';
import { type Hub, isHeard, startWorkflows, tellQueues } from './hub.ts';
import { commitPayload } from './json/commit.ts';
import { branchMoved } from './pulls/follow.ts';
import { type Account, type Activity, type Actor, type Repository, timestamp } from './state.ts';

/** The sha that git writes where there is no object. */
export const noSha = '0'.repeat(40);

/** A movement of one ref; `noSha` stands for none. */
export interface RefChange {
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  /** Set when a merge of a pull request moved the branch. */
  readonly merge?: 'pr_merge' | 'merge_queue_merge';
}

/** Every branch and tag with what it points at. */
export async function readRefs(git: Git): Promise<ReadonlyMap<string, string>> {
  const format = '%(objectname) %(refname)';
  const text = await git.run(['for-each-ref', `--format=${format}`, 'refs/heads', 'refs/tags']);
  const lines = text.split('\n').filter((line) => line !== '');
  return new Map(lines.map((line) => [line.slice(41), line.slice(0, 40)]));
}

/** What differs between two readings. */
export function changedRefs(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly RefChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names
    .map((ref) => ({ ref, before: before.get(ref) ?? noSha, after: after.get(ref) ?? noSha }))
    .filter((change) => change.before !== change.after);
}

/** Tells of moved refs: activity, webhooks, pull requests that follow, workflows. Call it when they have moved. */
export async function refsChanged(
  hub: Hub,
  repository: Repository,
  actor: Actor,
  changes: readonly RefChange[],
): Promise<void> {
  const account = accountOfActor(actor);
  if (account === null) throw new TypeError('Nobody moves a ref.');
  repository.pushedAt = timestamp(hub.state);
  // More than three tags in one push fire no event.
  const tags = changes.filter(({ ref }) => ref.startsWith('refs/tags/'));
  const told = tags.length > 3 ? changes.filter((change) => !tags.includes(change)) : changes;
  for (const { ref, after } of tags) if (after === noSha) releaseLosesTag(repository, ref);
  for (const change of told) await refChanged(hub, repository, actor, account, change);
  tellQueues(hub, repository);
}

/** A published release whose tag is deleted is a draft again. */
function releaseLosesTag({ releases }: Repository, ref: string): void {
  for (const release of releases.values()) {
    if (`refs/tags/${release.tag}` === ref) release.draft = true;
  }
}

async function refChanged(
  hub: Hub,
  repository: Repository,
  actor: Actor,
  account: Account,
  change: RefChange,
): Promise<void> {
  const { ref, before, after } = change;
  const branch = ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : null;
  const forced = await isForced(repository.git, change);
  if (branch !== null) {
    repository.activity.push(activityOf(hub, account, change, forced));
  }
  sendCreateOrDelete(hub, repository, account, change, branch);
  const payload = hub.webhooks.send(repository, account, {
    name: 'push',
    payload: await pushPayload(hub, repository, account, change, forced),
  });
  if (after !== noSha && isHeard(hub)) {
    const files = await changedFiles(repository.git, change);
    startWorkflows(hub, actor, {
      event: 'push',
      repository: repository.fullName,
      ref,
      sha: after,
      headSha: after,
      headBranch: branch ?? ref.slice('refs/tags/'.length),
      headRepository: repository.fullName,
      actor: account.login,
      payload,
      changedFiles: files,
    });
  }
  if (branch !== null && after !== noSha) {
    await branchMoved(hub, repository, actor, account, branch, before, after);
  }
}

async function isForced(git: Git, { before, after }: RefChange): Promise<boolean> {
  if (before === noSha || after === noSha) return false;
  return (await git.maybe(['merge-base', '--is-ancestor', before, after])) === null;
}

function activityOf(
  hub: Hub,
  actor: Account,
  { ref, before, after, merge }: RefChange,
  forced: boolean,
): Activity {
  const kinds: readonly (readonly [boolean, Activity['type']])[] = [
    [before === noSha, 'branch_creation'],
    [after === noSha, 'branch_deletion'],
    [merge !== undefined, merge ?? 'pr_merge'],
    [forced, 'force_push'],
  ];
  return {
    id: hub.state.nextId(),
    before,
    after,
    ref,
    // With its milliseconds, unlike other times: two pushes may fall into one second.
    timestamp: hub.state.now().toISOString(),
    type: kinds.find(([applies]) => applies)?.[1] ?? 'push',
    actor,
  };
}

function sendCreateOrDelete(
  hub: Hub,
  repository: Repository,
  account: Account,
  { ref, before, after }: RefChange,
  branch: string | null,
): void {
  if (before !== noSha && after !== noSha) return;
  const type = branch === null ? 'tag' : 'branch';
  const name = branch ?? ref.slice('refs/tags/'.length);
  const common = { ref: name, ref_type: type, pusher_type: 'user' };
  if (after === noSha) {
    hub.webhooks.send(repository, account, { name: 'delete', payload: common });
    return;
  }
  hub.webhooks.send(repository, account, {
    name: 'create',
    payload: { ...common, master_branch: repository.defaultBranch, description: null },
  });
}

/** Files that a push changed; all files where the branch is new. */
async function changedFiles(git: Git, { before, after }: RefChange): Promise<readonly string[]> {
  if (after === noSha) return [];
  const args =
    before === noSha
      ? ['ls-tree', '-r', '--name-only', '-z', after]
      : ['diff', '--name-only', '--no-renames', '-z', before, after];
  const text = await git.ofObjects(args);
  return text.split('\0').filter((path) => path !== '');
}

async function pushPayload(
  hub: Hub,
  repository: Repository,
  account: Account,
  { ref, before, after }: RefChange,
  forced: boolean,
): Promise<Record<string, unknown>> {
  const payloads = after === noSha ? [] : await pushedCommits(hub, repository, before, after);
  return {
    ref,
    before,
    after,
    base_ref: null,
    created: before === noSha,
    deleted: after === noSha,
    forced,
    compare: `${hub.state.url}/${repository.fullName}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    commits: payloads,
    head_commit: payloads.at(-1) ?? null,
    pusher: { name: account.login, email: `${account.login}@users.noreply.github.com` },
  };
}

/** At most 20, oldest first. */
async function pushedCommits(
  hub: Hub,
  repository: Repository,
  before: string,
  after: string,
): Promise<readonly Record<string, unknown>[]> {
  const { git } = repository;
  const range = before === noSha ? [after] : [after, `^${before}`];
  const text = await git.ofObjects(['rev-list', '--max-count=20', '--reverse', ...range]);
  const shas = text.split('\n').filter((sha) => sha !== '');
  return Promise.all(shas.map((sha) => commitPayload(hub.state, repository, sha)));
}
