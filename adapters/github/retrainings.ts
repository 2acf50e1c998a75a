import { answeredIn } from '../../core/retrain/trailer.ts';
import type { Account } from './identity.ts';
import { ownPulls } from './own-pulls.ts';
import { at, type GitHubRepository } from './repository.ts';

/** A retraining pull request as the list of its branch shows it. */
export interface RetrainingPull {
  readonly number: number;
  readonly author: string;
  readonly url: string;
  readonly head: string;
  readonly openedAt: Date;
  /** Null while it is open. */
  readonly closedAt: Date | null;
  readonly merged: boolean;
  readonly mergeCommit: string | null;
}

/** The newest 100 pull requests from a branch into another, open and closed, newest first: as many as a month allows. */
export async function retrainingPulls(
  repository: GitHubRepository,
  branch: string,
  base: string,
): Promise<readonly RetrainingPull[]> {
  const data = await ownPulls(repository, branch, base, 'all');
  return data.map((pull) => ({
    number: pull.number,
    author: pull.user?.login ?? '',
    url: pull.html_url,
    head: pull.head.sha,
    openedAt: new Date(pull.created_at),
    closedAt: pull.closed_at === null ? null : new Date(pull.closed_at),
    merged: pull.merged_at !== null,
    mergeCommit: pull.merged_at === null ? null : pull.merge_commit_sha,
  }));
}

/** Which drift record our commits of a pull request name, and whether a person has asked for it. */
export async function readAnswered(
  repository: GitHubRepository,
  us: Account,
  number: number,
): Promise<ReturnType<typeof answeredIn>> {
  const { data } = await repository.octokit.rest.pulls.listCommits({
    ...at(repository),
    pull_number: number,
    per_page: 100,
  });
  const commits = data.map(({ commit, author, committer }) => ({
    message: commit.message,
    author: author?.login ?? null,
    committer: committer?.login ?? null,
  }));
  return answeredIn(commits, us.login);
}

/** Who has closed a pull request, by login; null where GitHub does not tell. */
export async function readCloser(
  repository: GitHubRepository,
  number: number,
): Promise<string | null> {
  const { data } = await repository.octokit.rest.issues.get({
    ...at(repository),
    issue_number: number,
  });
  return data.closed_by?.login ?? null;
}
