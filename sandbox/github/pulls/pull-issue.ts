import { found, notFound } from '../route.ts';
import type { Issue, Pull, Repository } from '../state.ts';

/** An issue that is a pull request. */
export type PullIssue = Issue & { readonly pull: Pull };

export function isPull(issue: Issue): issue is PullIssue {
  return issue.pull !== null;
}

/** The pull request of a number. Throws 404 where there is none. */
export function pullOf(repository: Repository, number: number): PullIssue {
  const issue = found(repository.issues.get(number));
  if (!isPull(issue)) throw notFound();
  return issue;
}

/** The open pull requests of a repository. */
export function openPulls(repository: Repository): readonly PullIssue[] {
  return [...repository.issues.values()].filter(isPull).filter(({ state }) => state === 'open');
}
