import type { Account } from './identity.ts';
import { ownPulls } from './own-pulls.ts';
import { hasCommitsOfOthers } from './proposal.ts';
import { at, type GitHubRepository, orNull, statusOf } from './repository.ts';

/** A pull request that is open from a branch of ours. */
export interface OpenProposal {
  readonly number: number;
  readonly branch: string;
  readonly head: string;
  readonly author: string;
  readonly body: string;
  readonly labels: readonly string[];
}

/** The open pull request from a branch of this repository into another; null where there is none. */
export async function findProposal(
  repository: GitHubRepository,
  branch: string,
  base: string,
): Promise<OpenProposal | null> {
  const [pull] = await ownPulls(repository, branch, base, 'open');
  if (pull === undefined) return null;
  return {
    number: pull.number,
    branch,
    head: pull.head.sha,
    author: pull.user?.login ?? '',
    body: pull.body ?? '',
    labels: pull.labels.map(({ name }) => name),
  };
}

/** Whether a proposal is still as we made it: we opened it, and nobody else has committed to its branch. */
export async function isOurs(
  repository: GitHubRepository,
  us: Account,
  { author, head }: OpenProposal,
  baseSha: string,
): Promise<boolean> {
  return author === us.login && !(await hasCommitsOfOthers(repository, us, baseSha, head));
}

/** Closes a proposal and deletes its branch, where that is still what was looked at. */
export async function withdraw(
  repository: GitHubRepository,
  { number, branch, head }: OpenProposal,
): Promise<void> {
  const { git, pulls } = repository.octokit.rest;
  await pulls.update({ ...at(repository), pull_number: number, state: 'closed' });
  const ref = `heads/${branch}`;
  const now = await orNull(git.getRef({ ...at(repository), ref }));
  if (now?.data.object.sha !== head) return;
  try {
    await git.deleteRef({ ...at(repository), ref });
  } catch (error) {
    // GitHub's answer where it is gone already.
    if (statusOf(error) !== 422) throw error;
  }
}
