import { invalid } from './route.ts';
import type { Repository } from './state.ts';

/** The commit that a branch, a tag or a sha stands for. Throws the 422 that GitHub gives where there is none. */
export async function commitOf(repository: Repository, ref: string): Promise<string> {
  const sha = await repository.git.resolve(ref, 'commit');
  if (sha === null) throw invalid(`No commit found for SHA: ${ref}`);
  return sha;
}
