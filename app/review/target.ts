import { checkId, checkName, type CheckState, keepCheck } from '../../adapters/github/checks.ts';
import { rewordComment } from '../../adapters/github/comments.ts';
import { commentMarker, type RenderedCheck, renderSettled } from '../../core/report/index.ts';
import type { JobContext } from '../context.ts';
import { completed } from './check-state.ts';

/** The pull request and the head that something is said of. */
export interface Target {
  readonly pull: number;
  readonly head: string;
  /** The branch that it would be merged into. */
  readonly baseRef: string;
}

/**
 * Sets the check at a head. A check belongs to a commit and not to a pull request, so it says only what holds for a
 * merge into the default branch: what passes there against another base would else pass once the pull request is
 * pointed at the default branch. Tells whether a conclusion that was there was kept.
 */
export async function setCheck(
  { repository, us, defaultBranch }: JobContext,
  { head, baseRef }: Target,
  state: CheckState,
  options: { readonly keepConclusion: boolean } = { keepConclusion: false },
): Promise<'written' | 'kept' | 'none'> {
  if (baseRef !== defaultBranch) return 'none';
  return keepCheck(repository, us, { name: checkName, headSha: head }, state, options);
}

/** The page of the check at a head; null where there is none. */
export async function checkUrl(
  { repository, us, repositoryUrl, defaultBranch }: JobContext,
  { head, baseRef }: Target,
): Promise<string | null> {
  if (baseRef !== defaultBranch) return null;
  const id = await checkId(repository, us, { name: checkName, headSha: head });
  return id === null ? null : `${repositoryUrl}/runs/${id}`;
}

/** Sets the check of a pull request without models to judge; a comment of ours from an earlier head says the same. */
export async function settle(
  context: JobContext,
  target: Target,
  check: RenderedCheck,
): Promise<void> {
  const { repository, us, repositoryUrl } = context;
  await setCheck(context, target, completed(check));
  const body = renderSettled(check, repositoryUrl, target.head);
  await rewordComment(repository, us, target.pull, commentMarker, () => body);
}
