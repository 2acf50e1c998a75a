import type { WorkflowTrigger } from './contract.ts';
import type { Repository } from './state.ts';

/** What is told of an event that is not about one commit. */
export type Happening = Pick<WorkflowTrigger, 'event' | 'action' | 'actor' | 'payload'> &
  Partial<WorkflowTrigger>;

/**
 * The trigger of an event whose workflows are those of the default branch, and run at its newest commit. Null where the
 * repository is empty.
 */
export async function onDefaultBranch(
  { defaultBranch, fullName, git }: Repository,
  happening: Happening,
): Promise<WorkflowTrigger | null> {
  const ref = `refs/heads/${defaultBranch}`;
  const sha = await git.resolve(ref, 'commit');
  if (sha === null) return null;
  return {
    repository: fullName,
    ref,
    sha,
    headSha: sha,
    headBranch: defaultBranch,
    headRepository: fullName,
    changedFiles: [],
    ...happening,
  };
}
