import { keepComment } from '../../adapters/github/comments.ts';
import { findProposal, isOurs, withdraw } from '../../adapters/github/open-proposal.ts';
import { renderCleared } from '../../core/report/retrain-cleared.ts';
import type { RetrainDecision } from '../../core/retrain/decide.ts';
import type { JobContext } from '../context.ts';
import { retrainBranch } from './branch.ts';

/** The end of a drift: the pull request is closed, or left to the people who have pushed to it. */
export interface Ended {
  readonly kind: 'closed' | 'left-open';
  readonly number: number;
}

/** What retraining says in the conversation of its pull request. */
export const retrainMarker = '<!-- assay:retrain -->';

/** Says that the drift has cleared and closes the pull request, unless a person has pushed to it. Twice leaves the same. */
export async function endRetraining(
  context: JobContext,
  model: string,
  baseSha: string,
  { record, windows }: Extract<RetrainDecision, { kind: 'close' }>,
): Promise<Ended | { readonly kind: 'quiet' }> {
  const { repository, proposer, us, defaultBranch } = context;
  const open = await findProposal(repository, retrainBranch(model), defaultBranch);
  if (open === null) return { kind: 'quiet' };
  const ours = await isOurs(repository, proposer.account, open, baseSha);
  const said = renderCleared({ model, record, windows, closes: ours });
  await keepComment(repository, us, open.number, retrainMarker, `${retrainMarker}\n${said}`);
  if (!ours) return { kind: 'left-open', number: open.number };
  await withdraw(proposer.repository, open);
  return { kind: 'closed', number: open.number };
}
