import { RefusedError } from '../../core/errors.ts';
import { at, type GitHubRepository, refusalWords, statusOf } from './repository.ts';

/** What became of the wish to have GitHub merge a pull request as soon as it may; `reason` is a sentence for people. */
export type AutoMerge =
  { readonly kind: 'armed' | 'merged' } | { readonly kind: 'refused'; readonly reason: string };

/** The pull request and the head that may be merged, no other. */
export interface ArmedPull {
  readonly number: number;
  readonly nodeId: string;
  readonly head: string;
}

const settingsQuery = `query ($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) { autoMergeAllowed viewerDefaultMergeMethod }
}`;
const enableMutation = `mutation ($input: EnablePullRequestAutoMergeInput!) {
  enablePullRequestAutoMerge(input: $input) { clientMutationId }
}`;
const disableMutation = `mutation ($input: DisablePullRequestAutoMergeInput!) {
  disablePullRequestAutoMerge(input: $input) { clientMutationId }
}`;

interface Settings {
  readonly repository: {
    readonly autoMergeAllowed: boolean;
    readonly viewerDefaultMergeMethod: 'MERGE' | 'SQUASH' | 'REBASE';
  };
}

/**
 * Has GitHub merge a pull request as soon as all that its rules ask for is there. Where that is there already, GitHub
 * arms nothing ("clean status"): then it is merged at once, by the same rules.
 */
export async function armAutoMerge(
  repository: GitHubRepository,
  pull: ArmedPull,
): Promise<AutoMerge> {
  const { octokit, owner, repo: name } = repository;
  const { repository: settings } = await octokit.graphql<Settings>(settingsQuery, { owner, name });
  if (!settings.autoMergeAllowed) {
    return {
      kind: 'refused',
      reason:
        'The repository does not allow it: a person can, under Settings, General, Allow auto-merge.',
    };
  }
  const mergeMethod = settings.viewerDefaultMergeMethod;
  try {
    const input = { pullRequestId: pull.nodeId, expectedHeadOid: pull.head, mergeMethod };
    await octokit.graphql(enableMutation, { input });
    return { kind: 'armed' };
  } catch (error) {
    const message = refusalIn(error);
    if (message === null) throw error;
    if (/\bclean status\b/i.test(message)) return mergeNow(repository, pull, mergeMethod);
    return { kind: 'refused', reason: `GitHub refuses it: ${message.replace(/\.$/, '')}.` };
  }
}

/** Takes back that a pull request is merged as soon as it may. Throws a RefusedError where GitHub leaves it as it is. */
export async function disarmAutoMerge(
  repository: GitHubRepository,
  { number, nodeId }: Pick<ArmedPull, 'number' | 'nodeId'>,
): Promise<void> {
  const { octokit } = repository;
  try {
    await octokit.graphql(disableMutation, { input: { pullRequestId: nodeId } });
  } catch (error) {
    const message = refusalIn(error);
    if (message === null) throw error;
    const { data } = await octokit.rest.pulls.get({ ...at(repository), pull_number: number });
    // Merged, closed or taken back meanwhile.
    if (data.state !== 'open' || data.auto_merge === null) return;
    throw new RefusedError(
      'missing-permission',
      `GitHub does not take back the auto-merge of #${number}: ${message.replace(/\.$/, '')}. The token needs contents: write for that: give the job a pull-request-token, or disable auto-merge on the pull request; then run the job again.`,
      { cause: error },
    );
  }
}

async function mergeNow(
  repository: GitHubRepository,
  { number, head }: ArmedPull,
  method: Settings['repository']['viewerDefaultMergeMethod'],
): Promise<AutoMerge> {
  const methods = { MERGE: 'merge', SQUASH: 'squash', REBASE: 'rebase' } as const;
  try {
    await repository.octokit.rest.pulls.merge({
      ...at(repository),
      pull_number: number,
      sha: head,
      merge_method: methods[method],
    });
    return { kind: 'merged' };
  } catch (error) {
    const status = statusOf(error);
    if (status !== 403 && status !== 405 && status !== 409) throw error;
    return { kind: 'refused', reason: `GitHub refuses it: ${refusalWords(error)}.` };
  }
}

/** What GitHub says of too many calls, by its hourly limit and by the one of GraphQL (`graphql_rate_limit`). */
const tooManyCalls: readonly unknown[] = ['RATE_LIMITED', 'RATE_LIMIT'];

/** GraphQL's own refusals, which have the status 200; null for anything else that goes wrong, such as too many calls. */
function refusalIn(error: unknown): string | null {
  const { errors } = error as { readonly errors?: unknown };
  if (!Array.isArray(errors)) return null;
  const [first] = errors as readonly { readonly type?: unknown; readonly message?: unknown }[];
  if (tooManyCalls.includes(first?.type)) return null;
  return typeof first?.message === 'string' ? first.message : null;
}
