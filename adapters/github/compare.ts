import { at, type Comparison, type GitHubRepository } from './repository.ts';

/** GitHub lists no more files than these in a comparison. */
const mostFiles = 300;

/** What lies between two commits. */
export async function compare(
  repository: GitHubRepository,
  base: string,
  head: string,
): Promise<Comparison> {
  const { comparisons } = repository.memory;
  const basehead = `${base}...${head}`;
  const known = comparisons.get(basehead);
  if (known !== undefined) return known;
  const { data } = await repository.octokit.rest.repos.compareCommitsWithBasehead({
    ...at(repository),
    basehead,
    per_page: 1,
  });
  const files = data.files ?? [];
  const comparison: Comparison = {
    mergeBase: data.merge_base_commit.sha,
    paths: files.flatMap(pathsOf),
    complete: files.length < mostFiles,
  };
  comparisons.set(basehead, comparison);
  return comparison;
}

/** A commit and its ancestors, nearest first; at most 100. */
export async function ancestors(
  repository: GitHubRepository,
  commit: string,
): Promise<readonly string[]> {
  const { data } = await repository.octokit.rest.repos.listCommits({
    ...at(repository),
    sha: commit,
    per_page: 100,
  });
  return data.map(({ sha }) => sha);
}

/** As many files of a pull request GitHub lists; where there are as many, there may be more. */
export const mostChangedPaths = 3_000;

/** Every path that a pull request changes, a renamed one under both names; GitHub lists up to 3,000 files. */
export async function changedPaths(
  repository: GitHubRepository,
  pull: number,
): Promise<readonly string[]> {
  const { octokit } = repository;
  const files = await octokit.paginate(octokit.rest.pulls.listFiles, {
    ...at(repository),
    pull_number: pull,
    per_page: 100,
  });
  return files.flatMap(pathsOf);
}

function pathsOf(file: {
  readonly filename: string;
  readonly previous_filename?: string;
}): readonly string[] {
  const { filename, previous_filename: previous } = file;
  return previous === undefined ? [filename] : [previous, filename];
}
