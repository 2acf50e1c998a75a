import { fileKind } from '../../adapters/github/file-kind.ts';
import { readFile } from '../../adapters/github/files.ts';
import type { GitHubRepository } from '../../adapters/github/repository.ts';
import { foreignState } from '../../core/promotion/state-file.ts';

/** A state file as it is at a commit. */
export interface StateFile {
  /** Null where there is none, or none that counts. */
  readonly text: string | null;
  /** Why it does not count, as a sentence; null where it does, or is not there. */
  readonly problem: string | null;
}

/** Reads a state file; the text behind a symbolic link is none. */
export async function readStateFile(
  repository: GitHubRepository,
  file: string,
  commit: string,
): Promise<StateFile> {
  const found = await fileKind(repository, file, commit);
  switch (found.kind) {
    case 'file':
      return { text: await readFile(repository, file, commit), problem: null };
    case 'absent':
      return { text: null, problem: null };
    case 'foreign':
      return { text: null, problem: foreignState(file, found) };
    default:
      return found satisfies never;
  }
}
