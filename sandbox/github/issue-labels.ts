import type { Hub } from './hub.ts';
import { labelJson, labelOf } from './json/label.ts';
import { pullJson } from './json/pull.ts';
import { tellPull } from './pulls/follow.ts';
import { isPull } from './pulls/pull-issue.ts';
import { type Account, type Actor, type Issue, type Repository, timestamp } from './state.ts';

/** The names in the `labels` of a body: texts, or objects with a name. */
export function labelNames(labels: unknown): readonly string[] {
  if (!Array.isArray(labels)) return [];
  return labels.flatMap((label: unknown) => {
    if (typeof label === 'string') return [label];
    const hasName = typeof label === 'object' && label !== null && 'name' in label;
    return hasName && typeof label.name === 'string' ? [label.name] : [];
  });
}

/** Puts labels on an issue, making those that the repository lacks; a pull request tells of each new one. */
export async function labelIssue(
  hub: Hub,
  repository: Repository,
  actor: Actor,
  account: Account,
  issue: Issue,
  names: readonly string[],
): Promise<void> {
  const { state } = hub;
  for (const name of names) {
    const label = labelOf(state, repository, name, { color: 'ededed', description: null });
    if (issue.labels.has(name)) continue;
    issue.labels.add(name);
    issue.updatedAt = timestamp(state);
    if (!isPull(issue)) continue;
    const told = { label: labelJson(state, repository, label) };
    await tellPull(hub, repository, actor, account, issue, 'labeled', told);
  }
}

/** Takes labels off an issue; a pull request tells of each. The repository keeps the labels. */
export async function unlabelIssue(
  hub: Hub,
  repository: Repository,
  account: Account,
  issue: Issue,
  names: readonly string[],
): Promise<void> {
  const { state, webhooks } = hub;
  for (const name of names) {
    const label = repository.labels.get(name);
    if (!issue.labels.delete(name) || label === undefined) continue;
    issue.updatedAt = timestamp(state);
    if (!isPull(issue)) continue;
    webhooks.send(repository, account, {
      name: 'pull_request',
      payload: {
        action: 'unlabeled',
        number: issue.number,
        pull_request: await pullJson(state, repository, issue),
        label: labelJson(state, repository, label),
      },
    });
  }
}
