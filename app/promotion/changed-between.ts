import type { GitHubRepository } from '../../adapters/github/repository.ts';
import {
  type ChangedEnvironment,
  changedEnvironments,
  stateFiles,
} from '../../core/promotion/choose.ts';
import type { Config } from '../../schemas/types.ts';
import { readStateFile } from './read-state.ts';

/** Two commits, and what is known of the files that differ between them. */
export interface Extent {
  readonly config: Config;
  readonly paths: readonly string[];
  /** False where GitHub lists only a part of the files. */
  readonly complete: boolean;
  readonly before: string;
  readonly after: string;
}

/** The environments whose state file differs; where GitHub lists only a part of the changed files, each is compared. */
export async function changedBetween(
  repository: GitHubRepository,
  { config, paths, complete, before, after }: Extent,
): Promise<readonly ChangedEnvironment[]> {
  if (complete) return changedEnvironments(config, paths);
  const all = changedEnvironments(config, stateFiles(config));
  const same = await Promise.all(
    all.map(async ({ file }) => {
      const old = await readStateFile(repository, file, before);
      const now = await readStateFile(repository, file, after);
      return old.text === now.text && old.problem === now.problem;
    }),
  );
  return all.filter((_, index) => same[index] === false);
}
