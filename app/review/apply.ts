import { type CheckState, keepCheck } from '../../adapters/github/checks.ts';
import { keepComment } from '../../adapters/github/comments.ts';
import {
  type CommentInput,
  commentMarker,
  type RenderedCheck,
  type RenderedProgress,
  renderCheck,
  renderComment,
} from '../../core/report/index.ts';
import type { JobContext } from '../context.ts';
import type { PullFacts } from './pull.ts';

/** Makes the comment and the check of a pull request say what was judged. */
export async function applyJudgement(
  { repository, us }: JobContext,
  pull: PullFacts,
  input: CommentInput,
): Promise<void> {
  await keepComment(repository, us, pull.number, commentMarker, renderComment(input));
  await keepCheck(repository, pull.head.sha, completed(renderCheck(input)));
}

/** A completed check run. */
export function completed(rendered: RenderedCheck): CheckState {
  return { status: 'completed', ...rendered };
}

/** A check run that waits for records. */
export function inProgress(rendered: RenderedProgress): CheckState {
  return { status: 'in_progress', conclusion: null, text: '', ...rendered };
}
