import type { Issue, Pull, Repository } from '../state.ts';

/** An issue that is a pull request. */
export type PullIssue = Issue & { readonly pull: Pull };

export function isPull(issue: Issue): issue is PullIssue {
  return issue.pull !== null;
}

/** The open pull requests of a repository. */
export function openPulls(repository: Repository): readonly PullIssue[] {
  return [...repository.issues.values()].filter(isPull).filter(({ state }) => state === 'open');
}
